"""Strategy discussions: who was there, whether a medical was considered, and the decision. What
each of those there knew is a fact of its own."""

from datetime import date
from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import Agency, CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.assessment import CONSIDERED, ENQUIRY, STRATEGY_DECISION


class StrategyDiscussion(Fact):
    """Social care, police, health and others decide whether to make enquiries."""

    title = "Strategy discussion"
    topic = "Section 47"

    strategy_decision: Annotated[str, CodedBy(STRATEGY_DECISION)] = Field(
        "not_stated", description="What was decided."
    )
    enquiry: Annotated[str, CodedBy(ENQUIRY)] = Field(
        "not_stated", description="Who makes the enquiry."
    )
    agencies_present: tuple[Agency, ...] = Field((), description="The agencies who took part.")
    people_present: str = Field("", description="Who was there, by name.")
    missing_reason: str = Field(
        "", description="Why police, health or social care did not take part."
    )
    medical_considered: Annotated[str, CodedBy(CONSIDERED)] = Field(
        "not_stated", description="Whether a medical was considered."
    )
    medical_reasons: str = Field("", description="Why a medical was wanted, or not.")
    reasons: str = Field("", description="Why, in words.")
    next_on: date | None = Field(None, description="When they meet again, if they do.")
