"""The shape of what systems send and are sent: plain names, dates as 2026-03-31, codes where there
is a list of them."""

from datetime import date, datetime
from typing import Literal

from ninja import Schema
from pydantic import ConfigDict, Field

from keepsight.casework.ask import AskLine
from keepsight.casework.fact_line import FactLine
from keepsight.casework.line import ConcernLine
from keepsight.casework.referral_line import ReferralLine
from keepsight.casework.who import Who
from keepsight.facts.fact import Precision


class Sent(Schema):
    """What a system sends: a name that is not known here is an error, not a loss."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class ChildSent(Sent):
    """A child by name, or by the identifier that Keepsight gave."""

    child: str = Field("", max_length=64, description="The identifier, where it is known.")
    name: str = Field("", max_length=200, description="Otherwise the child’s name.")
    born_on: date | None = Field(None, description="The date of birth, where it is known.")


class ConcernSent(Sent):
    """A concern about one child or several."""

    children: list[ChildSent] = Field(min_length=1, max_length=20, description="About whom.")
    harms: list[str] = Field(min_length=1, max_length=10, description="Codes of harms.")
    sign: str = Field("other", description="A code of what was seen or heard.")
    detail: str = Field(min_length=1, max_length=50_000, description="What happened, in words.")
    child_words: str = Field("", max_length=10_000, description="What the child said.")
    reporter: str = Field("professional", description="A code of who told you.")
    happened_on: date | None = Field(None, description="The day it happened; today if left out.")
    latest_on: date | None = Field(None, description="The last day it may have been, if unsure.")
    precision: Precision = Field("day", description="How exactly the day is known.")
    adds_to: str | None = Field(
        None, max_length=64, description="A concern of yours, about one child, that this adds to."
    )


class DisagreementSent(Sent):
    """Why what was decided is not right, or that nothing was decided."""

    reasons: str = Field(min_length=1, max_length=10_000, description="Why, in words.")


class ReadSent(Sent):
    """The numbers of notices that somebody at the agency has read."""

    notices: list[int] = Field(min_length=1, max_length=500, description="Their numbers.")


class SubscriptionSent(Sent):
    """Where to send what this system is told."""

    address: str = Field(min_length=1, max_length=500, description="An https address of yours.")


class Named(Schema):
    """A child as this reader knows them. `child` is empty for who may not open the record."""

    child: str
    name: str
    age: str

    @classmethod
    def of(cls, who: Who, *, opens: bool) -> "Named":
        """The child, with the identifier for who may open the record."""
        return cls(child=who.child if opens else "", name=who.name, age=who.age)


class Referral(Schema):
    """What became of the referral that a concern was."""

    referral: str
    came_on: date
    due_on: date | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    decision: str
    decided_on: date | None
    decided_by: str
    reasons: str

    @classmethod
    def of(cls, line: ReferralLine) -> "Referral":
        """The referral as it stands."""
        return cls(**{each: getattr(line, each) for each in cls.model_fields})


class Line(Schema):
    """One thing that is known, in words. `when` is no more exact than what is known."""

    fact_id: str
    kind: str
    title: str
    when: str
    happened_on: date
    recorded_at: datetime
    agency: str
    recorded_by: str
    harms: list[str]
    said: list[str]
    child_words: str
    detail: str
    concerns: list[str]

    @classmethod
    def of(cls, line: FactLine) -> "Line":
        """The fact in words."""
        said = [f"{what}: {words}" if what else words for what, words in line.said]
        own = {each: getattr(line, each) for each in cls.model_fields if each != "said"}
        return cls(**own | {"said": said})


class Concern(Schema):
    """A concern as it stands: open, or answered by a named person."""

    concern: str
    child: Named
    harms: list[str]
    summary: str
    opened_on: date
    is_open: bool
    answered_on: date | None
    answer: str
    answered_by: str
    reasons: str
    referral: Referral | None

    @classmethod
    def of(cls, line: ConcernLine) -> "Concern":
        """The concern for the agency that raised it."""
        return cls(
            concern=line.concern,
            child=Named.of(line.who, opens=False),
            harms=list(line.harms),
            summary=line.summary,
            opened_on=line.opened_on,
            is_open=line.is_open,
            answered_on=line.answered_on,
            answer=line.answer,
            answered_by=line.answered_by,
            reasons=line.reasons,
            referral=Referral.of(line.referral) if line.referral else None,
        )


class ConcernStory(Concern):
    """A concern, with everything that was said about it and this reader may see."""

    facts: list[Line]


class Concerns(Schema):
    """One page of concerns, those that wait first."""

    total: int
    page: int
    concerns: list[Concern]


class Raised(Schema):
    """One concern that was just raised. `decision_due_on`: by when somebody decides."""

    concern: str
    fact_id: str
    decision_due_on: date | None


class RaisedAll(Schema):
    """A concern for each child, and whether it had been raised before under the same key."""

    concerns: list[Raised]
    is_again: bool


class Kept(Schema):
    """What was added to the record, and whether it had been before under the same key."""

    fact_id: str
    is_again: bool


class Children(Schema):
    """One page of children."""

    total: int
    page: int
    children: list[Named]


class FindingShown(Schema):
    """What a rule found, and since when."""

    finding: str
    title: str
    raised_on: date


class ChildShown(Schema):
    """A child: who they are, what is open, what the rules found."""

    child: Named
    born_on: date | None
    plan: str
    care: str
    last_seen_on: date | None
    concerns: list[Concern]
    findings: list[FindingShown]


class Chronology(Schema):
    """One page of a child’s chronology, oldest first."""

    total: int
    page: int
    lines: list[Line]


class Ask(Schema):
    """Something that the system’s people are asked to do."""

    ask: int
    kind: str
    title: str
    child_name: str
    about: str
    words: str
    due_on: date | None
    asked_at: datetime
    asked_by: str
    of: str

    @classmethod
    def of_line(cls, line: AskLine) -> "Ask":
        """The ask in words."""
        return cls(**{each: getattr(line, each) for each in cls.model_fields})


class Asks(Schema):
    """What is asked, soonest due first."""

    asks: list[Ask]


class About(Schema):
    """What a notice is about. `concern` is empty where it is about none that may be seen."""

    child_name: str
    concern: str
    is_open: bool


class Notice(Schema):
    """Something that the system was told. `notices` are its numbers, to say that it was read."""

    notices: list[int]
    what: str
    title: str
    words: str
    told_at: datetime
    told_by: str
    read_at: datetime | None
    about: list[About]


class Notices(Schema):
    """One page of notices, unread first."""

    total: int
    unread: int
    page: int
    notices: list[Notice]


class Read(Schema):
    """How many notices were newly marked as read."""

    read: int


class Me(Schema):
    """As whom the system acts, and which kinds of fact it may record."""

    signature: str
    agency: str
    role: str
    kinds: list[str]


class Subscription(Schema):
    """Where events are sent. `secret` signs them; it is shown once, when this is made."""

    subscription: str
    address: str
    made_at: datetime
    waiting: int
    given_up: int
    secret: str = ""


class Subscriptions(Schema):
    """Every address to which events are sent."""

    subscriptions: list[Subscription]


class Ended(Schema):
    """Nothing more is sent there."""

    ended: Literal[True] = True
