"""Concerns and findings as lists show them: one line each, in words, ready to print."""

from dataclasses import dataclass
from datetime import date

from keepsight.casework.referral_line import ReferralLine
from keepsight.casework.rules_in_force import title_of
from keepsight.casework.who import Who, who
from keepsight.practice.codes.agency import AGENCY
from keepsight.record.models import ConcernThread, Finding


@dataclass(frozen=True)
class ConcernLine:
    """One concern in a list. `days` is how long it has been waiting; 0 once it is answered.

    `referral` is the latest one about it, for those who are owed its outcome.
    """

    concern: str
    who: Who
    harms: tuple[str, ...]
    agency: str
    summary: str
    opened_on: date
    open_since_on: date
    days: int
    answered_on: date | None
    answer: str
    answered_by: str
    reasons: str
    facts_count: int
    last_happened_on: date
    referral: ReferralLine | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answered_on is None

    @property
    def was_reopened(self) -> bool:
        """Whether it was answered once and is open again."""
        return self.is_open and self.open_since_on != self.opened_on


@dataclass(frozen=True)
class FindingLine:
    """One finding in a list. `days` since it was raised, or until it will be."""

    finding_id: str
    rule: str
    title: str
    raised_on: date
    days: int


def concern_line(
    thread: ConcernThread, *, on: date, referral: ReferralLine | None = None
) -> ConcernLine:
    """One concern as it stands on a day. Its child and organisation must have been fetched too."""
    is_open = thread.answered_on is None or thread.answered_on > on
    return ConcernLine(
        concern=thread.concern,
        who=who(thread.child, on=on),
        harms=tuple(thread.harms),
        agency=thread.organisation.name if thread.organisation else AGENCY.named(thread.agency),
        summary=thread.summary,
        opened_on=thread.opened_on,
        open_since_on=thread.open_since_on,
        days=(on - thread.open_since_on).days if is_open else 0,
        answered_on=None if is_open else thread.answered_on,
        answer=thread.answer,
        answered_by=thread.answered_by,
        reasons=thread.reasons,
        facts_count=thread.facts_count,
        last_happened_on=thread.last_happened_on,
        referral=referral,
    )


def finding_line(finding: Finding, *, on: date) -> FindingLine:
    """One finding in words."""
    return FindingLine(
        finding_id=finding.finding_id,
        rule=finding.rule,
        title=title_of(finding.rule),
        raised_on=finding.raised_on,
        days=abs((on - finding.raised_on).days),
    )
