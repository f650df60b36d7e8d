"""Assessments: when one began, whom it asked, what was looked at, what came of it, who agreed."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.assessment import (
    ASSESSMENT,
    ASSESSMENT_OUTCOME,
    FACTOR,
    NO_FACTOR,
    SPOKEN_WITH,
)


class AssessmentStarted(Fact):
    """An assessment began."""

    title = "Assessment started"
    topic = "Assessment"

    assessment: Annotated[str, CodedBy(ASSESSMENT)] = Field(
        "single", description="Kind of assessment."
    )
    reasons: str = Field("", description="Why, in words.")
    due_on: date | None = Field(None, description="The last day in time.")


class PartnerAsked(Fact):
    """Somebody of another agency, or another person, was asked what they know."""

    title = "Partner asked"
    topic = "Assessment"
    significant = False

    about: str = Field("", description="The assessment that it is for.")
    asked: str = Field(min_length=1, description="Who was asked.")
    question: str = Field(min_length=1, description="What they were asked.")
    due_on: date | None = Field(None, description="By when an answer is wanted.")


class PartnerAnswered(Fact):
    """Somebody who was asked said what they know."""

    title = "Partner answered"
    topic = "Assessment"

    about: str = Field("", description="The question that this answers.")
    answered_by: str = Field(min_length=1, description="The named person who answers.")
    reply: str = Field(min_length=1, description="What they said.")


class AssessmentHandedIn(Fact):
    """A finished assessment was handed in for somebody else to agree. It is not complete yet."""

    title = "Assessment handed in"
    topic = "Assessment"
    significant = False

    about: str = Field("", description="The start of the assessment.")


class AssessmentReturned(Fact):
    """An assessment that was handed in went back to the worker, with the reasons."""

    title = "Assessment returned"
    topic = "Assessment"
    significant = False

    about: str = Field("", description="The start of the assessment.")
    reasons: str = Field(min_length=1, description="Why, in words.")


class ConcernAssessed(Fact):
    """What an assessment says of one concern. It does not answer the concern."""

    title = "What an assessment says of a concern"
    topic = "Assessment"

    about: str = Field("", description="The start of the assessment.")
    reply: str = Field(min_length=1, description="What they said.")

    @model_validator(mode="after")
    def _about_a_concern(self) -> Self:
        if not self.concerns:
            raise ValueError("concerns: name the concern that this is about")
        return self


class AssessmentCompleted(Fact):
    """An assessment was completed. Its harms are those that it looked at."""

    title = "Assessment completed"
    topic = "Assessment"

    about: str = Field("", description="The start of the assessment.")
    assessment: Annotated[str, CodedBy(ASSESSMENT)] = Field(
        "single", description="Kind of assessment."
    )
    assessment_outcome: Annotated[str, CodedBy(ASSESSMENT_OUTCOME)] = Field(
        "not_stated", description="What came of it."
    )
    child_seen: bool | None = Field(None, description="Whether the child was seen.")
    child_seen_alone: bool | None = Field(None, description="Whether the child was seen alone.")
    why_not: str = Field("", description="Why the child was not seen, or not alone.")
    spoken_with: tuple[Annotated[str, CodedBy(SPOKEN_WITH)], ...] = Field(
        (), description="Who was spoken with."
    )
    history_cited: bool | None = Field(None, description="Whether earlier history was used.")
    history: str = Field("", description="What the earlier history means for the child.")
    factors: tuple[Annotated[str, CodedBy(FACTOR)], ...] = Field(
        (), description="The factors that it found."
    )
    analysis: str = Field("", description="What it means for the child.")
    overrun_reason: str = Field("", description="Why it took longer than allowed, if it did.")
    completed_by: str = Field("", description="Who made the assessment.")
    countersigned_by: str = Field("", description="Who agreed, where practice asks for it.")

    @model_validator(mode="after")
    def _no_factor_stands_alone(self) -> Self:
        if NO_FACTOR in self.factors and len(self.factors) > 1:
            raise ValueError("factors: “No factor” cannot stand beside another")
        return self
