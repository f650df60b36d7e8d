"""A matter: facts of one sort that gather, about a child or about one concern, until something
settles them. Deadlines and accumulations both ask what became of a matter."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import chain

from keepsight.facts.fact import Fact
from keepsight.facts.thread import Spell as OpenSpell
from keepsight.facts.thread import Thread
from keepsight.rules.history import History
from keepsight.rules.select import Selection
from keepsight.rules.shapes.circumstance import Circumstance


@dataclass(frozen=True)
class Matter:
    """The facts that gathered, in order, and the day that settled them (None: nothing has)."""

    facts: list[Fact]
    settled_on: date | None
    concern: str | None = None
    opening: Fact | None = None

    def rests_on(self, first: Fact, others: Iterable[Fact]) -> tuple[str, ...]:
        """The facts by name: the one that raised it, the others, the concern's own, each once."""
        also = [self.opening] if self.opening else []
        return tuple(dict.fromkeys(each.fact_id for each in (first, *others, *also)))


@dataclass(frozen=True)
class Matters:
    """Which facts gather, and what settles them.

    A matter is settled on the day of the first settling fact on or after the day of each of its
    facts. One that names in `about` what it answers settles only that. Per concern, only what bears
    on the concern counts, while the concern is open, and its answer settles everything.
    """

    of: Selection
    settled_by: Selection
    only: Circumstance | None = None
    per_concern: bool = False
    of_siblings: bool = False
    each_apart: bool = False

    def within(self, history: History) -> list[Matter]:
        """The matters of one child, in order of their first fact."""
        gathered = self._siblings(history) if self.of_siblings else self.of.within(history)
        if self.only is not None:
            gathered = [each for each in gathered if self.only.holds(history, each)]
        if not gathered:
            return []
        if not self.per_concern:
            return list(self._matters(gathered, self.settled_by.within(history)))
        counted = {each.fact_id for each in gathered}
        return [
            matter
            for thread in history.threads
            for spell in thread.spells
            for matter in self._about(history, thread, spell, counted)
        ]

    def _about(
        self, history: History, thread: Thread, spell: OpenSpell, counted: Set[str]
    ) -> Iterator[Matter]:
        """The matters of one concern while it was open, among the facts that count."""
        facts = self.of.bearing_on(thread, history)
        first = bisect_left(facts, spell.opened_on, key=_day)
        last = bisect_left(facts, spell.answered_on, key=_day) if spell.answered_on else None
        while_open = [each for each in facts[first:last] if each.fact_id in counted]
        settling = self.settled_by.bearing_on(thread, history)
        for each in self._matters(while_open, settling, spell.answered_on):
            yield Matter(each.facts, each.settled_on, thread.concern, spell.opened_by)

    def _siblings(self, history: History) -> Sequence[Fact]:
        every = chain.from_iterable(history.siblings.values())
        meant = (each for each in every if self.of.matches(each))
        return sorted(meant, key=lambda each: (each.happened_on, each.fact_id))

    def _matters(
        self,
        facts: Sequence[Fact],
        settling: Sequence[Fact],
        answered_on: date | None = None,
    ) -> Iterator[Matter]:
        named = {each.fact_id for each in facts}
        found: dict[object, tuple[list[Fact], date | None]] = {}
        for fact in facts:
            settled_on = None
            for each in settling[bisect_left(settling, fact.happened_on, key=_day) :]:
                if _settles(each, fact, named):
                    settled_on = each.happened_on
                    break
            if answered_on and (settled_on is None or answered_on < settled_on):
                settled_on = answered_on
            key = fact.fact_id if self.each_apart else settled_on
            found.setdefault(key, ([], settled_on))[0].append(fact)
        return (Matter(together, settled_on) for together, settled_on in found.values())

    def sql(self) -> str:
        """Named queries for a WITH: `gathered`, `settling` and, a row for each fact, `matters`.

        `concern` is '' where a matter is about the child; `matter` is the same for one matter.
        """
        return f"""
        gathered AS (SELECT x.* FROM ({self._gathered()}) x
            {f"WHERE {self.only.sql()}" if self.only else ""}),
        settling AS (
            SELECT s.child, s.concern, s.day, s.fact_id,
                CASE WHEN g.fact_id IS NULL THEN '' ELSE s.about END AS names
            FROM ({bearing_rows(self.settled_by, per_concern=self.per_concern)}) s
            LEFT JOIN (SELECT DISTINCT child, fact_id FROM gathered) g
                ON g.child = s.child AND g.fact_id = s.about),
        settled AS (
            SELECT g.child, g.concern, g.opened_day, g.answered_day, g.fact_id, g.day,
                g.latest_day, g.position, g.agency, g.about, MIN(s.day) AS response_day
            FROM gathered g
            LEFT JOIN settling s ON s.child = g.child AND s.concern = g.concern
                AND s.day >= g.day AND s.fact_id <> g.fact_id
                AND (s.names = '' OR s.names = g.fact_id)
            GROUP BY g.child, g.concern, g.opened_day, g.answered_day, g.fact_id, g.day,
                g.latest_day, g.position, g.agency, g.about),
        ended AS (
            SELECT settled.*, CASE
                WHEN answered_day IS NULL OR response_day < answered_day THEN response_day
                ELSE answered_day END AS settled_day
            FROM settled),
        matters AS (
            SELECT ended.*, {"fact_id" if self.each_apart else _SAME_MATTER} AS matter
            FROM ended)"""

    def _gathered(self) -> str:
        if self.per_concern:
            return f"""
            SELECT b.*, t.opened_day, t.answered_day
            FROM ({bearing_rows(self.of, per_concern=True)}) b
            JOIN threads t ON t.child = b.child AND t.concern = b.concern
                AND t.opened_day <= b.day AND (t.answered_day IS NULL OR b.day < t.answered_day)"""
        child, source = "f.child", "facts f"
        if self.of_siblings:
            child, source = "s.child", "siblings s JOIN facts f ON f.child = s.sibling"
        return f"""
            SELECT {child} AS child, '' AS concern, f.fact_id, f.day, f.latest_day, f.position,
                f.agency, f.about, 0 AS opened_day, CAST(NULL AS INTEGER) AS answered_day
            FROM {source} WHERE {self.of.sql("f")}"""


_SAME_MATTER = "COALESCE(settled_day, -1000000)"


def bearing_rows(selection: Selection, *, per_concern: bool) -> str:
    """A SELECT of the facts that are meant, for each concern they bear on (or '' for the child)."""
    columns = "f.fact_id, f.day, f.latest_day, f.position, f.agency, f.about"
    if not per_concern or not selection.clauses:
        return f"SELECT f.child, '' AS concern, {columns} FROM facts f WHERE {selection.sql('f')}"
    parts = []
    for clause in selection.clauses:
        if clause.bearing == "any":
            source = "(SELECT DISTINCT t.child, t.concern FROM threads t) b"
            joined, wanted = "b.child = f.child", clause.sql("f")
        else:
            source, joined = "bearings b", "b.fact_id = f.fact_id AND b.child = f.child"
            wanted = f"b.bearing = '{clause.bearing}' AND {clause.sql('f')}"
        parts.append(
            f"SELECT f.child, b.concern, {columns} FROM facts f JOIN {source} ON {joined} "
            f"WHERE {wanted}"
        )
    return " UNION ".join(parts)


def _day(fact: Fact) -> date:
    return fact.happened_on


def _settles(settling: Fact, fact: Fact, named: set[str]) -> bool:
    """Not the fact itself, and not naming another of those that gathered."""
    about = vars(settling).get("about", "")
    return settling is not fact and (about not in named or about == fact.fact_id)
