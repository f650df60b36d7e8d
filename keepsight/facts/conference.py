"""Child protection conferences: initial, review, transfer-in."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy, Harm
from keepsight.facts.fact import Fact
from keepsight.practice.codes.conference import CONFERENCE, CONFERENCE_DECISION


class Conference(Fact):
    """A child protection conference was held."""

    title = "Conference"
    topic = "Child protection"

    conference: Annotated[str, CodedBy(CONFERENCE)] = Field(description="Kind of conference.")
    conference_decision: Annotated[str, CodedBy(CONFERENCE_DECISION)] = Field(
        "not_stated", description="What was decided."
    )
    categories: tuple[Harm, ...] = Field((), description="The categories of the plan.")
    chaired_by: str = Field("", description="Who was in the chair.")
    quorate: bool | None = Field(None, description="Whether enough agencies were there.")
