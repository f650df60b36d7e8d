"""What a rule may look at for one child: the chronology in order, the brothers' and sisters', and
which kinds of fact the source supplies at all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.person import RELATION


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
    def by_kind(self) -> Mapping[str, Sequence[Fact]]:
        """The child's facts of each kind, in order."""
        found: dict[str, list[Fact]] = {}
        for each in self.facts:
            found.setdefault(each.kind, []).append(each)
        return found

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Where each fact stands in the chronology, by its fact_id."""
        return {each.fact_id: place for place, each in enumerate(self.facts)}

    @cached_property
    def threads(self) -> Sequence[Thread]:
        """The child's concerns, oldest first."""
        return threads(self.facts)

    @cached_property
    def born_on(self) -> date | None:
        """The day of birth, where a fact says so."""
        births = self.by_kind.get("birth")
        return births[0].happened_on if births else None

    @cached_property
    def remembered(self) -> dict[object, object]:
        """What one rule has worked out and another may use again."""
        return {}


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
