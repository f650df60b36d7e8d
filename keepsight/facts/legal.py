"""Police outcomes, legal planning, proceedings and orders."""

from datetime import date
from typing import Annotated

from pydantic import AwareDatetime, Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.legal import (
    AFTER_PROTECTION,
    LEGAL_PLANNING_DECISION,
    ORDER,
    POLICE_OUTCOME,
    PRE_PROCEEDINGS_END,
    PROCEEDINGS_END,
    THRESHOLD,
)


class PoliceOutcome(Fact):
    """What the police or a criminal court did. No outcome ends a concern by itself."""

    title = "Police outcome"
    topic = "Police and courts"

    police_outcome: Annotated[str, CodedBy(POLICE_OUTCOME)] = Field(
        "other", description="What was done."
    )


class LegalPlanning(Fact):
    """A legal planning meeting was held."""

    title = "Legal planning meeting"
    topic = "Police and courts"

    threshold: Annotated[str, CodedBy(THRESHOLD)] = Field(
        "not_stated", description="Whether the threshold for proceedings was met."
    )
    planning_decision: Annotated[str, CodedBy(LEGAL_PLANNING_DECISION)] = Field(
        "not_stated", description="What the meeting decided."
    )


class PreProceedingsBegun(Fact):
    """The letter before proceedings was sent."""

    title = "Pre-proceedings began"
    topic = "Police and courts"


class PreProceedingsEnded(Fact):
    """Pre-proceedings ended: stepped down, or proceedings were issued."""

    title = "Pre-proceedings ended"
    topic = "Police and courts"

    pre_proceedings_end: Annotated[str, CodedBy(PRE_PROCEEDINGS_END)] = Field(
        "not_stated", description="How they ended."
    )


class ProceedingsIssued(Fact):
    """Care proceedings were issued."""

    title = "Care proceedings issued"
    topic = "Police and courts"


class ProceedingsExtended(Fact):
    """The court gave itself longer to decide."""

    title = "Care proceedings extended"
    topic = "Police and courts"

    until_on: date = Field(description="The day until which they may now run.")
    reasons: str = Field("", description="Why.")


class ProceedingsEnded(Fact):
    """Care proceedings ended. The end of them answers no concern."""

    title = "Care proceedings ended"
    topic = "Police and courts"

    proceedings_end: Annotated[str, CodedBy(PROCEEDINGS_END)] = Field(
        "other", description="How they ended."
    )


class PoliceProtection(Fact):
    """The police took the child into protection."""

    title = "Police protection"
    topic = "Police and courts"

    began_at: AwareDatetime | None = Field(None, description="The moment it began.")
    officer: str = Field("", description="The officer in charge of it.")
    who_was_told: str = Field("", description="Who has been told: the council, the parents.")


class PoliceProtectionEnded(Fact):
    """The child is no longer in police protection."""

    title = "Police protection ended"
    topic = "Police and courts"

    ended_at: AwareDatetime | None = Field(None, description="The moment it ended.")
    after_protection: Annotated[str, CodedBy(AFTER_PROTECTION)] = Field(
        "not_stated", description="What came after it."
    )


class OrderMade(Fact):
    """A court made an order about the child."""

    title = "Order made"
    topic = "Police and courts"

    order_kind: Annotated[str, CodedBy(ORDER)] = Field("other", description="Which order.")
    until_on: date | None = Field(None, description="The day it ends, where the court named one.")


class OrderExtended(Fact):
    """A court let an order about the child run longer."""

    title = "Order extended"
    topic = "Police and courts"

    order_kind: Annotated[str, CodedBy(ORDER)] = Field("other", description="Which order.")
    until_on: date = Field(description="The day until which it now runs.")


class OrderEnded(Fact):
    """An order about the child ended."""

    title = "Order ended"
    topic = "Police and courts"

    order_kind: Annotated[str, CodedBy(ORDER)] = Field("other", description="Which order.")
    reasons: str = Field("", description="Why.")
