"""What was known of a child on a day: the facts of the child and of brothers and sisters, the
concerns they make, and what the rules found, today or as it stood at the end of a past day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from keepsight.casework import access, merge
from keepsight.casework.rules_in_force import rules_in_force
from keepsight.facts.chronology import as_known_on, current
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import Finding as KeptFinding
from keepsight.record.models import User
from keepsight.record.reader import reading_as_system
from keepsight.rules.finding import Finding, in_order
from keepsight.rules.history import history_of
from keepsight.rules.watch import findings_of


@dataclass(frozen=True)
class Known:
    """A child's facts as known at the end of `until`, corrections applied, in order.

    `of_siblings` holds what this reader may see of brothers and sisters. `written` are the child's
    and their facts as they were written, with those that a correction has replaced.
    """

    child: str
    until: date
    is_past: bool
    facts: Sequence[Fact]
    of_siblings: Sequence[Fact]
    written: Mapping[str, Fact]

    @cached_property
    def threads(self) -> Sequence[Thread]:
        """The child's concerns, oldest first."""
        return [each for each in threads(self.facts) if each.opened_on <= self.until]

    @property
    def of_family(self) -> list[Fact]:
        """The child's facts and those of brothers and sisters."""
        return [*self.facts, *self.of_siblings]


def known(child: str, *, siblings: Sequence[str], on: date, known_on: date | None) -> Known:
    """What was known of the child at the end of `known_on`; of today (`on`) where it is None.

    A day ahead of today is taken as today. Who may see the child must have been asked before.
    """
    is_past = known_on is not None and known_on < on
    until = known_on if is_past and known_on else on
    written = ledger.facts_of_many([child, *siblings])

    # That a second record is of this child too was not known before somebody found it.
    later = merge.joined_after([child, *siblings], until) if is_past else frozenset()

    def then(facts: Iterable[Fact]) -> list[Fact]:
        if not is_past:
            return current(facts)
        return as_known_on((each for each in facts if each.fact_id not in later), until)

    return Known(
        child=child,
        until=until,
        is_past=is_past,
        facts=then(written[child]),
        of_siblings=[fact for each in siblings for fact in then(written[each])],
        written={fact.fact_id: fact for own in written.values() for fact in own},
    )


def findings(of: Known, *, by: User, on: date) -> list[Finding]:
    """What the rules find about the child: kept for today, worked out anew for a past day.

    Rules that look at brothers and sisters do so whoever is reading, as they do when a fact is
    added; the finding itself names nothing that the reader may not see.
    """
    if not of.is_past:
        rows = access.findings_of(by, on=on).filter(child_id=of.child).select_related(None)
        return in_order(_kept(each) for each in rows)
    with reading_as_system("what the rules would have found on a past day"):
        siblings = siblings_of([of.child])[of.child]
        supplied = ledger.supplied_kinds()
        later = merge.joined_after([of.child, *siblings], of.until)
        every = ledger.facts_of_many([of.child, *siblings]).values()
        family = [fact for own in every for fact in own if fact.fact_id not in later]
    history = history_of(
        of.child, as_known_on(family, of.until), siblings=siblings, supplied=supplied
    )
    return findings_of(history, rules=rules_in_force().values())


def _kept(row: KeptFinding) -> Finding:
    return Finding(
        rule=row.rule,
        child=row.child_id,
        concern=row.concern,
        raised_on=row.raised_on,
        cleared_on=row.cleared_on,
        facts=tuple(row.facts),
    )
