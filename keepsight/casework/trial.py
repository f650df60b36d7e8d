"""A rule tried on the record before it holds: what it would find today that is not found now, and
what would no longer be found. Nothing is written."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from keepsight.casework import projection
from keepsight.casework.lot import drawn
from keepsight.record import ledger
from keepsight.record.reader import reading_as_system
from keepsight.rules.history import History
from keepsight.rules.rule import Rule
from keepsight.rules.watch import findings_of


@dataclass(frozen=True)
class Trial:
    """What stands on the day: `before` and `after` are findings, `added` and `cleared` those of
    them that only one of the two rules has. `children` have something `added`; the most telling
    come first. `looked_at` children of `of` were looked at, drawn by lot where that is not all."""

    looked_at: int
    of: int
    before: int
    after: int
    added: int
    cleared: int
    children: Mapping[str, int]

    @property
    def is_of_all(self) -> bool:
        """Whether every child was looked at."""
        return self.looked_at == self.of


def trial(before: Rule | None, after: Rule | None, *, on: date) -> Trial:
    """What changes today if one rule takes the place of another; None where there is no rule yet,
    or none any more. Ask `access` before it: it reads every child as Keepsight itself."""
    with reading_as_system("a rule is tried"):
        wanted, of = drawn()
        found = [(_seen(h, before, on), _seen(h, after, on)) for h in _histories(wanted)]
    added = Counter(child for old, new in found for child, *_ in new - old)
    return Trial(
        looked_at=len(wanted),
        of=of,
        before=sum(len(old) for old, _ in found),
        after=sum(len(new) for _, new in found),
        added=added.total(),
        cleared=sum(len(old - new) for old, new in found),
        children=dict(added.most_common()),
    )


def _histories(wanted: list[str]) -> Iterator[History]:
    supplied = ledger.supplied_kinds()
    for start in range(0, len(wanted), projection.CHILDREN_AT_ONCE):
        yield from projection.histories(
            wanted[start : start + projection.CHILDREN_AT_ONCE], supplied
        )


def _seen(history: History, rule: Rule | None, on: date) -> set[tuple[str, str | None]]:
    """Of which child and which concern the rule says something on the day."""
    found = findings_of(history, rules=[rule] if rule else [])
    return {(each.child, each.concern) for each in found if each.is_raised_on(on)}
