"""Child protection conferences: initial, review, transfer-in."""

from datetime import date
from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import Agency, CodedBy, Harm
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
    not_quorate_because: str = Field("", description="Why it went ahead with too few agencies.")
    agencies_present: tuple[Agency, ...] = Field((), description="The agencies who took part.")
    people_present: str = Field("", description="Who was there, by name.")
    apologies: str = Field("", description="Who was asked and did not come.")
    reasons: str = Field("", description="Why it was decided so, in words.")
    next_meeting_on: date | None = Field(None, description="The day of the next conference.")
