"""Enquiries under section 47 of the Children Act 1989."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.assessment import SECTION_47_OUTCOME


class Section47Begun(Fact):
    """A section 47 enquiry began."""

    title = "Section 47 enquiry began"
    topic = "Section 47"


class Section47Ended(Fact):
    """A section 47 enquiry ended."""

    title = "Section 47 enquiry ended"
    topic = "Section 47"

    section_47_outcome: Annotated[str, CodedBy(SECTION_47_OUTCOME)] = Field(
        description="What it found."
    )
