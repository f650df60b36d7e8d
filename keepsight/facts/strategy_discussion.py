"""Strategy discussions: who was there, what each knew, whether a medical was considered, and the
decision."""

from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import Agency, CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.assessment import CONSIDERED, STRATEGY_DECISION


class StrategyDiscussion(Fact):
    """Social care, police, health and others decide whether to make enquiries."""

    title = "Strategy discussion"
    topic = "Section 47"

    strategy_decision: Annotated[str, CodedBy(STRATEGY_DECISION)] = Field(
        "not_stated", description="What was decided."
    )
    agencies_present: tuple[Agency, ...] = Field((), description="The agencies who took part.")
    medical_considered: Annotated[str, CodedBy(CONSIDERED)] = Field(
        "not_stated", description="Whether a medical was considered."
    )
    reasons: str = Field("", description="Why, in words.")
