"""A case played day by day as it was known: when each finding would have been raised and cleared,
and which concerns nobody ever answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread
from keepsight.rules.finding import Finding
from keepsight.rules.rule import Rule
from keepsight.rules.watch import CannotTell


@dataclass(frozen=True)
class Replay:
    """What would have been raised, when, as it was known; and every concern with its answer.

    A finding's days are those on which the record, as it then stood, said so. One that later
    knowledge took away is cleared on the day of that knowledge.
    """

    findings: list[Finding]
    concerns: list[Thread]
    cannot_tell: list[CannotTell]
    until: date

    @property
    def unanswered(self) -> list[Thread]:
        """The concerns still open at the end."""
        return [each for each in self.concerns if each.is_open]


def replay(
    facts: Iterable[Fact],
    *,
    until: date,
    siblings: Mapping[str, Iterable[str]] | None = None,
    supplied: frozenset[str] | None = None,
    rules: Iterable[Rule] | None = None,
) -> Replay:
    """Play a family's facts up to the end of the day `until`.

    `siblings` names each child's brothers and sisters; without it, all children here are siblings.
    """
    raise NotImplementedError
