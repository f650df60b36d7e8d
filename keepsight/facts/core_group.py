"""Core groups and other meetings of agencies."""

from datetime import date
from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import Agency, CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.conference import MEETING, MEETING_DECISION


class CoreGroup(Fact):
    """A core group met."""

    title = "Core group"
    topic = "Child protection"

    meeting_decision: Annotated[str, CodedBy(MEETING_DECISION)] = Field(
        "not_stated", description="Whether anything was decided."
    )
    agencies_present: tuple[Agency, ...] = Field((), description="The agencies who took part.")
    chaired_by: str = Field("", description="Who was in the chair.")
    people_present: str = Field("", description="Who was there, by name.")
    apologies: str = Field("", description="Who was asked and did not come.")
    reasons: str = Field("", description="Why it was decided so, in words.")
    next_meeting_on: date | None = Field(None, description="The day of the next meeting.")


class Meeting(Fact):
    """Another meeting of agencies, or with the family."""

    title = "Meeting"
    topic = "Child protection"
    significant = False

    meeting: Annotated[str, CodedBy(MEETING)] = Field("other", description="Kind of meeting.")
    meeting_decision: Annotated[str, CodedBy(MEETING_DECISION)] = Field(
        "not_stated", description="Whether anything was decided."
    )
    agencies_present: tuple[Agency, ...] = Field((), description="The agencies who took part.")
    chaired_by: str = Field("", description="Who was in the chair.")
    people_present: str = Field("", description="Who was there, by name.")
    apologies: str = Field("", description="Who was asked and did not come.")
    reasons: str = Field("", description="Why it was decided so, in words.")
    next_meeting_on: date | None = Field(None, description="The day of the next meeting.")
