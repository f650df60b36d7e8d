"""Children in care: becoming looked after, placements, reviews, health."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.care import CARE_ENDED, LEGAL_STATUS, PLACEMENT
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


class LookedAfterReview(Fact):
    """A review of the care plan was held."""

    title = "Looked-after review"
    topic = "Care"


class HealthAssessment(Fact):
    """A looked-after child's health was assessed."""

    title = "Health assessment"
    topic = "Care"
    significant = False

    health_assessment: Annotated[str, CodedBy(HEALTH_ASSESSMENT)] = Field(
        "initial", description="Initial or review."
    )
