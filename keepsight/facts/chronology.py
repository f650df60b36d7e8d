"""Chronologies: one child's or one family's facts in order, as known on any day, corrections
applied."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.facts.fact import Fact
from keepsight.practice.working_day import LONDON


def known_on(fact: Fact) -> date:
    """The day, in London, on which the fact became known to the record."""
    return fact.recorded_at.astimezone(LONDON).date()


def as_known_on(facts: Iterable[Fact], day: date) -> list[Fact]:
    """The chronology as it could be read at the end of `day`.

    What was recorded later is left out, corrections made by then are applied, so that nothing
    learned afterwards changes the answer.
    """
    return current(each for each in facts if known_on(each) <= day)


def current(facts: Iterable[Fact]) -> list[Fact]:
    """The facts in order, without those that a later fact corrects or takes out.

    A correction counts only for the same child, only over something recorded before it (so no
    circle of corrections can hide anything), and only by the same kind of fact; a note may be
    given any kind that way. A concern cannot be taken out as entered in error, nor corrected onto
    another thread: it needs an answer.
    """
    every = sorted(facts, key=lambda fact: fact.order)
    replaced = _replaced(every)
    return [
        each for each in every if each.fact_id not in replaced and each.kind != "entered_in_error"
    ]


def _replaced(facts: Sequence[Fact]) -> set[str]:
    """Which of these are corrected or taken out by another of them."""
    corrections = [(each, each.corrects) for each in facts if each.corrects]
    if not corrections:
        return set()
    by_id = {each.fact_id: each for each in facts}
    return {
        corrected
        for each, corrected in corrections
        if corrected in by_id and _may_replace(each, by_id[corrected])
    }


def _may_replace(later: Fact, earlier: Fact) -> bool:
    if later.child != earlier.child:
        return False
    if (later.recorded_at, later.fact_id) <= (earlier.recorded_at, earlier.fact_id):
        return False
    if earlier.kind == "concern":
        return later.kind == "concern" and later.concerns == earlier.concerns
    return earlier.kind == "note" or later.kind in (earlier.kind, "entered_in_error")


@dataclass(frozen=True)
class Entry:
    """One line of a family's chronology: one event, with each child's fact of it."""

    facts: tuple[Fact, ...]

    @property
    def fact(self) -> Fact:
        """The fact whose words stand for the event."""
        return self.facts[0]

    @property
    def children(self) -> tuple[str, ...]:
        """The children the event concerned, each once, in alphabetical order."""
        return tuple(sorted({each.child for each in self.facts}))


def family_chronology(facts: Iterable[Fact]) -> list[Entry]:
    """Several children's current facts as one chronology, each event once.

    Facts that carry the same `event` and kind are one line; all others stand alone.
    """
    events: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for each in current(facts):
        events[each.event or each.fact_id, each.kind].append(each)
    return sorted((Entry(tuple(group)) for group in events.values()), key=lambda e: e.fact.order)
