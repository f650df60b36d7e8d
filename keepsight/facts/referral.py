"""The front door: contacts, referrals and what was decided, early help."""

from datetime import date
from typing import Annotated

from pydantic import Field

from keepsight.facts.coded import CodedBy
from keepsight.facts.fact import Fact
from keepsight.practice.codes.agency import REPORTER
from keepsight.practice.codes.assessment import CONSIDERED
from keepsight.practice.codes.contact import EARLY_HELP_OUTCOME, REFERRAL_DECISION
from keepsight.practice.codes.person import COMPARISON


class Contact(Fact):
    """Somebody was in touch about a child, or a service saw the child."""

    title = "Contact"
    topic = "Front door"
    significant = False

    reporter: Annotated[str, CodedBy(REPORTER)] = Field("professional", description="Who told us.")


class Referral(Fact):
    """A request that children's social care act."""

    title = "Referral"
    topic = "Front door"

    reporter: Annotated[str, CodedBy(REPORTER)] = Field("professional", description="Who referred.")


class ReferralAcknowledged(Fact):
    """Somebody at the front door opened a referral for the first time."""

    title = "Referral acknowledged"
    topic = "Front door"
    significant = False

    about: str = Field("", description="The referral.")
    acknowledged_by: str = Field(min_length=1, description="The named person who opened it.")


class ReferralDecision(Fact):
    """What social care decided about a referral."""

    title = "Decision on a referral"
    topic = "Front door"

    about: str = Field("", description="The referral that this decides.")
    decision: Annotated[str, CodedBy(REFERRAL_DECISION)] = Field(description="What was decided.")
    reasons: str = Field("", description="Why, in words.")
    evidence: str = Field("", description="What shows it, where the referral was judged malicious.")
    decided_by: str = Field("", description="The named person who decided.")
    referrer_told_on: date | None = Field(None, description="The day the referrer was told.")
    history_considered: bool | None = Field(
        None, description="Whether earlier referrals and work were gone through."
    )
    strategy_considered: Annotated[str, CodedBy(CONSIDERED)] = Field(
        "not_stated", description="Whether a strategy discussion was considered."
    )


class EarlyHelpStarted(Fact):
    """Early help or family help began."""

    title = "Early help began"
    topic = "Front door"

    lead_practitioner: str = Field("", description="Who leads the help.")


class EarlyHelpEnded(Fact):
    """Early help or family help ended."""

    title = "Early help ended"
    topic = "Front door"

    early_help_outcome: Annotated[str, CodedBy(EARLY_HELP_OUTCOME)] = Field(
        "other", description="How it ended."
    )


class RecordsCompared(Fact):
    """Somebody looked at two records and said whether they are of one child."""

    title = "Two records compared"
    topic = "Front door"
    significant = False

    comparison: Annotated[str, CodedBy(COMPARISON)] = Field(description="What was found.")
    other_record: str = Field(min_length=1, description="The other record.")
    decided_by: str = Field(min_length=1, description="The named person who decided.")
    reasons: str = Field(min_length=1, description="Why, in words.")
