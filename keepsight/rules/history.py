"""What a rule may look at for one child: the chronology in order, the brothers' and sisters', and
which kinds of fact the source supplies at all."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from keepsight.facts.chronology import current
from keepsight.facts.column import LISTED
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads_of_child
from keepsight.practice.codes.person import RELATION


@dataclass(frozen=True, slots=True)
class Series:
    """Some of a child's facts in order, with the day of each, so that a day is found at once, and
    where each stands in the chronology."""

    facts: Sequence[Fact]
    days: Sequence[date]
    places: Sequence[int]


NO_FACTS = Series((), (), ())


@dataclass(frozen=True)
class History:
    """One child's current facts in order, and each sibling's.

    `supplied` names the kinds of fact that the source supplies; None means every kind.
    """

    child: str
    facts: Sequence[Fact]
    siblings: Mapping[str, Sequence[Fact]] = field(default_factory=dict)
    supplied: frozenset[str] | None = None

    @cached_property
    def places_of_kind(self) -> Mapping[str, Sequence[int]]:
        """Where the child's facts of each kind stand in the chronology, in order."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, each in enumerate(self.facts):
            found[each.kind].append(place)
        return dict(found)

    def places_holding(self, kind: str, name: str) -> Mapping[object, Sequence[int]]:
        """Where the facts of this kind stand, in order, by what they hold in the named field; each
        of several where the field is a list."""
        known = self._held.get((kind, name))
        if known is None:
            known = self._held[kind, name] = defaultdict(list)
            places = self.places_of_kind.get(kind, ())
            for place, held in zip(places, self._values(places, name), strict=True):
                if name not in LISTED:
                    known[held].append(place)
                elif held:
                    for each in dict.fromkeys(held):
                        known[each].append(place)
        return known

    def _values(self, places: Sequence[int], name: str) -> list[Any]:
        return [vars(self.facts[place])[name] for place in places]

    @cached_property
    def _held(self) -> dict[tuple[str, str], dict[object, list[int]]]:
        return {}

    @cached_property
    def days(self) -> Sequence[date]:
        """The day of each fact of the chronology."""
        return [each.happened_on for each in self.facts]

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each fact stands in the chronology, by its fact_id."""
        return {each.fact_id: place for place, each in enumerate(self.facts)}

    @cached_property
    def threads(self) -> Sequence[Thread]:
        """The child's concerns, oldest first."""
        return threads_of_child(self.facts)

    @cached_property
    def thread_of(self) -> Mapping[str, Thread]:
        """Each concern by its name."""
        return {each.concern: each for each in self.threads}

    @cached_property
    def born_on(self) -> date | None:
        """The day of birth, where a fact says so."""
        births = self.places_of_kind.get("birth")
        return self.days[births[0]] if births else None

    @cached_property
    def of_siblings(self) -> Mapping[str, Sequence[Fact]]:
        """The brothers' and sisters' facts of each kind, by day and then by name."""
        found: dict[str, list[Fact]] = {}
        for own in self.siblings.values():
            for each in own:
                found.setdefault(each.kind, []).append(each)
        for facts in found.values():
            facts.sort(key=by_day_and_name)
        return found

    def series(self, places: Sequence[int]) -> Series:
        """The facts at these places of the chronology, which are in order."""
        facts, days = self.facts, self.days
        return Series([facts[n] for n in places], [days[n] for n in places], places)

    @cached_property
    def remembered(self) -> dict[object, object]:
        """What one rule has worked out and another may use again, under what was asked."""
        return {}


def by_day_and_name(fact: Fact) -> tuple[date, str]:
    """The order of facts of several children."""
    return fact.happened_on, fact.fact_id


def siblings_in(facts: Iterable[Fact]) -> dict[str, set[str]]:
    """Each child's brothers and sisters, as far as the facts of relationships say, both ways."""
    found: dict[str, set[str]] = {}
    for each in facts:
        if each.kind == "relationship" and vars(each)["relation"] in RELATION.group("sibling"):
            other = vars(each)["relative"]
            found.setdefault(each.child, set()).add(other)
            found.setdefault(other, set()).add(each.child)
    return found


def history_of(
    child: str,
    family: Iterable[Fact],
    *,
    siblings: Iterable[str] = (),
    supplied: frozenset[str] | None = None,
) -> History:
    """The history of one child out of a family's facts, corrections applied.

    `siblings` names the brothers and sisters; facts of anybody else are left out.
    """
    known = set(siblings) - {child}
    own: list[Fact] = []
    others: dict[str, list[Fact]] = {each: [] for each in sorted(known)}
    for each in current(family):
        if each.child == child:
            own.append(each)
        elif each.child in known:
            others[each.child].append(each)
    return History(child, own, others, supplied)
