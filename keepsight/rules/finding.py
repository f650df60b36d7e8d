"""A finding: what a rule saw about one child, from the day it was raised to the day something
cleared it, with the facts it rests on."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Finding:
    """One stretch of days in which a rule had something to say about a child.

    `facts[0]` is the fact that raised it; where one fact raises a rule several times, such as a plan
    at each mark of its length, `turn` counts them. A finding raised ahead of today is what falls due.
    Raised and cleared on one day is allowed: a day late, and done that day.
    """

    rule: str
    child: str
    concern: str | None
    raised_on: date
    cleared_on: date | None
    facts: tuple[str, ...]
    turn: int = 0

    @property
    def finding_id(self) -> str:
        """Sixteen letters and figures that stay the same while the same fact raises it."""
        parts = (self.rule, self.child, self.concern or "", self.facts[0])
        named = "\x1f".join((*parts, *([str(self.turn)] if self.turn else [])))
        return sha256(named.encode()).hexdigest()[:16]

    @property
    def order(self) -> tuple[date, str, str, str, str]:
        """Where it stands in a list: by day, then by names. Total, so that every list agrees."""
        return (self.raised_on, self.child, self.rule, self.concern or "", self.facts[0])

    def is_raised_on(self, day: date) -> bool:
        """Raised from its first day up to, not including, the day that cleared it."""
        return self.raised_on <= day and (self.cleared_on is None or day < self.cleared_on)

    def falls_due_after(self, day: date) -> bool:
        """Not raised yet on that day, and raised later unless something is done before."""
        return self.raised_on > day


def in_order(found: Iterable[Finding]) -> list[Finding]:
    """Findings in order, each with its turn among those that the same fact raises."""
    turns: dict[tuple[str, str, str | None, str], int] = defaultdict(int)
    told = []
    for each in sorted(found, key=lambda finding: finding.order):
        key = (each.rule, each.child, each.concern, each.facts[0])
        told.append(replace(each, turn=turns[key]) if turns[key] else each)
        turns[key] += 1
    return told
