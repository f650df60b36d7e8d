"""Visits to the child, appointments, the child's own words, supervision of the worker."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.medical import ATTENDANCE
from keepsight.practice.codes.visit import HEARD, SEEN, VISIT


class Visit(Fact):
    """Somebody went to see the child. A core group is not a visit, even with the child there."""

    title = "Visit"
    topic = "Seeing the child"
    significant = False

    visit: Annotated[str, CodedBy(VISIT)] = Field("other", description="Why the visit was made.")
    seen: Annotated[str, CodedBy(SEEN)] = Field(
        "not_stated", description="Whether the child was seen."
    )
    seen_alone: bool | None = Field(None, description="Whether the child was seen alone.")
    why_not: str = Field("", description="Why the child was not seen, or not alone.")
    heard: Annotated[str, CodedBy(HEARD)] = Field(
        "not_stated", description="How the child was heard."
    )
    child_words: str = Field("", description="What the child said, in the child's words.")
    next_step: str = Field("", description="What happens next.")


class Appointment(Fact):
    """An appointment for the child: health, or anything else that matters for them."""

    title = "Appointment"
    topic = "Seeing the child"
    significant = False

    attendance: Annotated[str, CodedBy(ATTENDANCE)] = Field(
        description="Whether the child was brought."
    )
    appointment: str = Field("", description="What the appointment was for.")
    why_not: str = Field("", description="Why it did not take place.")
    next_step: str = Field("", description="What happens next.")


class ChildWords(Fact):
    """What the child said, in the child's words."""

    title = "Child's own words"
    topic = "Seeing the child"

    child_words: str = Field(min_length=1, description="What the child said.")
    told_whom: str = Field("", description="To whom the child said it.")


class Supervision(Fact):
    """A manager went through the case with the worker."""

    title = "Supervision"
    topic = "Worker"
    significant = False

    worker: str = Field("", description="The worker.")
    decisions: str = Field("", description="What was decided.")
    history_considered: bool | None = Field(
        None, description="Whether earlier plans and concerns were gone through."
    )
