"""Medical examinations and what they said about abuse."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.medical import MEDICAL_FINDING, OPINION


class Medical(Fact):
    """A doctor examined the child. No finding ends a concern by itself."""

    title = "Medical"
    topic = "Section 47"

    medical_finding: Annotated[str, CodedBy(MEDICAL_FINDING)] = Field(
        "not_stated", description="What it found."
    )
    opinion: Annotated[str, CodedBy(OPINION)] = Field("first", description="Which opinion.")
