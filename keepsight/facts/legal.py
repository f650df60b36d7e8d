"""Police outcomes, legal planning, proceedings and orders."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.legal import ORDER, POLICE_OUTCOME, THRESHOLD


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


class PreProceedingsBegun(Fact):
    """The letter before proceedings was sent."""

    title = "Pre-proceedings began"
    topic = "Police and courts"


class PreProceedingsEnded(Fact):
    """Pre-proceedings ended: stepped down, or proceedings were issued."""

    title = "Pre-proceedings ended"
    topic = "Police and courts"


class ProceedingsIssued(Fact):
    """Care proceedings were issued."""

    title = "Care proceedings issued"
    topic = "Police and courts"


class PoliceProtection(Fact):
    """The police took the child into protection."""

    title = "Police protection"
    topic = "Police and courts"

    began_at: AwareDatetime | None = Field(None, description="The moment it began.")


class OrderMade(Fact):
    """A court made an order about the child."""

    title = "Order made"
    topic = "Police and courts"

    order_kind: Annotated[str, CodedBy(ORDER)] = Field("other", description="Which order.")


class OrderEnded(Fact):
    """An order about the child ended."""

    title = "Order ended"
    topic = "Police and courts"

    order_kind: Annotated[str, CodedBy(ORDER)] = Field("other", description="Which order.")
