"""Assessments: when one began, what was looked at, what came of it."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.assessment import ASSESSMENT, ASSESSMENT_OUTCOME


class AssessmentStarted(Fact):
    """An assessment began."""

    title = "Assessment started"
    topic = "Assessment"

    assessment: Annotated[str, CodedBy(ASSESSMENT)] = Field(
        "single", description="Kind of assessment."
    )


class AssessmentCompleted(Fact):
    """An assessment was completed. Its harms are those that it looked at."""

    title = "Assessment completed"
    topic = "Assessment"

    assessment: Annotated[str, CodedBy(ASSESSMENT)] = Field(
        "single", description="Kind of assessment."
    )
    assessment_outcome: Annotated[str, CodedBy(ASSESSMENT_OUTCOME)] = Field(
        "not_stated", description="What came of it."
    )
    child_seen: bool | None = Field(None, description="Whether the child was seen.")
    child_seen_alone: bool | None = Field(None, description="Whether the child was seen alone.")
    history_cited: bool | None = Field(None, description="Whether earlier history was used.")
    overrun_reason: str = Field("", description="Why it took longer than allowed, if it did.")
