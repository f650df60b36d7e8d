"""Medical examinations: asked for, made, and what they said about abuse."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.medical import MEDICAL_FINDING, OPINION


class MedicalAsked(Fact):
    """A medical examination of the child was asked for. There is no result yet."""

    title = "Medical asked for"
    topic = "Section 47"

    asked: str = Field(min_length=1, description="Who was asked.")
    reasons: str = Field("", description="Why, in words.")


class Medical(Fact):
    """A doctor examined the child. No finding ends a concern by itself."""

    title = "Medical"
    topic = "Section 47"

    medical_finding: Annotated[str, CodedBy(MEDICAL_FINDING)] = Field(
        "not_stated", description="What it found."
    )
    opinion: Annotated[str, CodedBy(OPINION)] = Field("first", description="Which opinion.")
    examined_by: str = Field("", description="Who examined the child.")
    next_step: str = Field("", description="What is done next, where it settled nothing.")
