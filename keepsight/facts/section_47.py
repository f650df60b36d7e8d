"""Enquiries under section 47 of the Children Act 1989."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.assessment import ENQUIRY, SECTION_47_OUTCOME


class Section47Begun(Fact):
    """A section 47 enquiry began."""

    title = "Section 47 enquiry began"
    topic = "Section 47"

    about: str = Field("", description="The strategy discussion that decided on it.")
    enquiry: Annotated[str, CodedBy(ENQUIRY)] = Field(
        "not_stated", description="Who makes the enquiry."
    )
    lead_worker: str = Field("", description="Who leads the enquiry.")


class Section47Ended(Fact):
    """A section 47 enquiry ended. That ends no concern."""

    title = "Section 47 enquiry ended"
    topic = "Section 47"

    about: str = Field("", description="The beginning of the enquiry.")
    section_47_outcome: Annotated[str, CodedBy(SECTION_47_OUTCOME)] = Field(
        description="What it found."
    )
    reasons: str = Field("", description="Why, in words.")
    why_not: str = Field("", description="Why the child was not seen, or not alone.")
