"""The home: moves, adults who join or leave, the main carer, what is known of adults, and what was
done to find out."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.household import (
    ADULT_ASSESSMENT,
    ADULT_HISTORY,
    ADULT_RISK,
    HOUSEHOLD_CHANGE,
)


class HouseholdChanged(Fact):
    """Where the child lives changed."""

    title = "Change at home"
    topic = "Family and home"

    household_change: Annotated[str, CodedBy(HOUSEHOLD_CHANGE)] = Field(
        "other", description="What changed."
    )
    address: str = Field("", description="Where the child lives from then on.")


class AdultJoined(Fact):
    """An adult joined the household, or took on regular care."""

    title = "Adult joined the household"
    topic = "Family and home"

    adult: str = Field("", description="The adult.")


class AdultLeft(Fact):
    """An adult left the household."""

    title = "Adult left the household"
    topic = "Family and home"

    adult: str = Field("", description="The adult.")


class MainCarerChanged(Fact):
    """Somebody else became the child's main carer."""

    title = "Main carer changed"
    topic = "Family and home"

    adult: str = Field("", description="The new main carer.")


class AdultRiskKnown(Fact):
    """Something became known of an adult that may put the child at risk."""

    title = "Known risk of an adult"
    topic = "Family and home"

    adult: str = Field("", description="The adult.")
    adult_risk: Annotated[str, CodedBy(ADULT_RISK)] = Field("other", description="What is known.")


class AdultHistoryKnown(Fact):
    """Something became known of a parent's own childhood."""

    title = "A parent's own childhood"
    topic = "Family and home"

    adult: str = Field("", description="The parent.")
    adult_history: Annotated[str, CodedBy(ADULT_HISTORY)] = Field(
        "other", description="What is known."
    )


class AdultAssessed(Fact):
    """Somebody found out about an adult around the child: checks, a meeting, the risk."""

    title = "Adult checked or assessed"
    topic = "Family and home"

    adult: str = Field("", description="The adult.")
    adult_assessment: Annotated[str, CodedBy(ADULT_ASSESSMENT)] = Field(
        "checks", description="What was done."
    )
    assessed_by: str = Field("", description="Who did it.")
