"""Concerns as lists show them: one line each, in words, ready to print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework.matter import Matter
from keepsight.casework.referral_line import ReferralLine
from keepsight.casework.who import Who, who
from keepsight.practice.codes.agency import AGENCY
from keepsight.record.models import ConcernThread


@dataclass(frozen=True)
class ConcernLine:
    """One concern in a list. `days` is how long it has been waiting; 0 once it is answered.

    `referral` is the latest one about it, for those who are owed its outcome; `found` is what the
    rules say about it, where a page shows that.
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
    found: Matter | None = None

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer."""
        return self.answered_on is None

    @property
    def was_reopened(self) -> bool:
        """Whether it was answered once and is open again."""
        return self.is_open and self.open_since_on != self.opened_on


def concern_line(
    thread: ConcernThread,
    *,
    on: date,
    referral: ReferralLine | None = None,
    found: Matter | None = None,
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
        found=found,
    )


def with_matters(
    threads: Iterable[ConcernThread], found: Sequence[Matter], *, on: date
) -> tuple[tuple[ConcernLine, ...], tuple[Matter, ...]]:
    """These concerns, each with what the rules say about it; and what they say besides."""
    about = {each.concern: each for each in found if each.concern}
    lines = tuple(
        concern_line(each, on=on, found=about.pop(each.concern, None)) for each in threads
    )
    return lines, tuple(each for each in found if not each.concern or each.concern in about)
