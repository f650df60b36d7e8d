"""Children in care: becoming looked after, placements, reviews, health."""

from datetime import date
from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.care import (
    CARE_ENDED,
    LEGAL_STATUS,
    PLACEMENT,
    PLACEMENT_END,
    PLACEMENT_TERM,
    TOOK_PART,
)
from keepsight.practice.codes.medical import HEALTH_ASSESSMENT


class LookedAfterBegan(Fact):
    """The child came into care."""

    title = "Came into care"
    topic = "Care"

    legal_status: Annotated[str, CodedBy(LEGAL_STATUS)] = Field(
        "not_stated", description="How the child came into care."
    )


class LookedAfterEnded(Fact):
    """The child left care."""

    title = "Left care"
    topic = "Care"

    care_ended: Annotated[str, CodedBy(CARE_ENDED)] = Field("other", description="Why care ended.")


class Placement(Fact):
    """The child went to live in a placement."""

    title = "Placement"
    topic = "Care"

    placement: Annotated[str, CodedBy(PLACEMENT)] = Field(
        "not_stated", description="Where the child lives."
    )
    carer: str = Field("", description="The carer or the home, by name.")
    placement_term: Annotated[str, CodedBy(PLACEMENT_TERM)] = Field(
        "not_stated", description="How long it is meant to last."
    )


class PlacementEnded(Fact):
    """The child no longer lives in a placement."""

    title = "Placement ended"
    topic = "Care"

    placement_end: Annotated[str, CodedBy(PLACEMENT_END)] = Field(
        "not_stated", description="Why it ended."
    )


class CarePlan(Fact):
    """The plan for a child in care was made or changed: where they live, school, health, family."""

    title = "Care plan"
    topic = "Care"


class LookedAfterReview(Fact):
    """A review of the care plan was held. It answers no concern."""

    title = "Looked-after review"
    topic = "Care"

    chaired_by: str = Field("", description="The reviewing officer.")
    took_part: Annotated[str, CodedBy(TOOK_PART)] = Field(
        "not_stated", description="How the child took part."
    )
    decisions: str = Field("", description="What was decided.")
    next_on: date | None = Field(
        None, description="The day by which the next is wanted, where that is sooner."
    )


class HealthAssessment(Fact):
    """A looked-after child's health was assessed."""

    title = "Health assessment"
    topic = "Care"
    significant = False

    health_assessment: Annotated[str, CodedBy(HEALTH_ASSESSMENT)] = Field(
        "initial", description="Initial or review."
    )


class EducationPlan(Fact):
    """The personal education plan of a looked-after child was made or gone through again."""

    title = "Personal education plan"
    topic = "Care"
    significant = False

    decisions: str = Field("", description="What was decided.")
