"""What had come before a fact in the chronology, ever or not long before."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from keepsight.facts.fact import Fact
from keepsight.facts.same_name import alike
from keepsight.rules.history import History
from keepsight.rules.select import Selection, select
from keepsight.rules.shapes.clock import Clock, last_day_in_time
from keepsight.rules.shapes.part import last_before, table_called

_NAMES_HARMS = select("category_changed", "plan_started")


_AFTER_ITS_HARM_WAS_DROPPED = """
        SELECT DISTINCT s.fact_id
        FROM (
            SELECT f.child, l.value AS harm, f.position
            FROM facts f
            JOIN listed l ON l.fact_id = f.fact_id AND l.field = 'from_categories'
            LEFT JOIN listed kept ON kept.fact_id = f.fact_id
                AND kept.field = 'to_categories' AND kept.value = l.value
            WHERE f.kind = 'category_changed' AND kept.fact_id IS NULL
        ) dropped
        JOIN listed sign ON sign.child = dropped.child AND sign.value = dropped.harm
            AND sign.field = 'harms'
        JOIN facts s ON s.fact_id = sign.fact_id AND s.position > dropped.position
        LEFT JOIN (
            SELECT f.child, l.value AS harm, f.position
            FROM facts f
            JOIN listed l ON l.fact_id = f.fact_id
            WHERE (f.kind = 'category_changed' AND l.field = 'to_categories')
                OR (f.kind = 'plan_started' AND l.field = 'categories')
        ) again ON again.child = dropped.child AND again.harm = dropped.harm
            AND again.position > dropped.position AND again.position < s.position
        WHERE again.position IS NULL"""


@dataclass(frozen=True)
class After:
    """Something had come before it in the chronology."""

    earlier: Selection
    clocks: tuple[Clock, ...] = ()

    def holds(self, history: History, fact: Fact) -> bool:
        earlier = self.earlier.series(history).places
        return bool(earlier) and earlier[0] < history.places[fact.fact_id]

    @property
    def table(self) -> str:
        return table_called("first", self.made)

    @property
    def made(self) -> str:
        return f"""
        SELECT e.child, MIN(e.position) AS position
        FROM facts e WHERE {self.earlier.sql("e")} GROUP BY e.child"""

    @property
    def join(self) -> str:
        of = self.table
        return f"LEFT JOIN {of} ON {of}.child = x.child AND {of}.position < x.position"

    def sql(self) -> str:
        return f"{self.table}.child IS NOT NULL"


@dataclass(frozen=True)
class SoonAfter:
    """Something had come before it in the chronology, the last time no longer ago than this."""

    earlier: Selection
    within: Clock

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.within,)

    def holds(self, history: History, fact: Fact) -> bool:
        earlier = self.earlier.series(history)
        before = bisect_left(earlier.places, history.places[fact.fact_id])
        last = last_day_in_time(self.within, earlier.days[before - 1]) if before else None
        return last is not None and fact.happened_on <= last

    @property
    def table(self) -> str:
        return table_called("until_next", self.made)

    @property
    def made(self) -> str:
        return f"""
        SELECT each_time.child, each_time.position, each_time.next_position, d.due_day
        FROM (
            SELECT e.child, e.day, e.position,
                LEAD(e.position) OVER (PARTITION BY e.child ORDER BY e.position) AS next_position
            FROM facts e WHERE {self.earlier.sql("e")}
        ) each_time
        JOIN deadlines d ON d.clock = '{self.within.key}' AND d.start_day = each_time.day"""

    @property
    def join(self) -> str:
        return last_before(self.table)

    def sql(self) -> str:
        return f"x.day <= COALESCE({self.table}.due_day, -1000000)"


@dataclass(frozen=True)
class Turnover:
    """It names somebody other than the last of its sort did, and that so many times within a time.
    The first of all counts, and so does one who comes back."""

    of: Selection
    field: str
    times: int
    within: Clock

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.within,)

    def holds(self, history: History, fact: Fact) -> bool:
        changes = self._changes(history)
        place = next((n for n, each in enumerate(changes) if each is fact), -1)
        if place + 1 < self.times:
            return False
        since = changes[place + 1 - self.times].happened_on
        due = last_day_in_time(self.within, since)
        return due is not None and fact.happened_on <= due

    def _changes(self, history: History) -> Sequence[Fact]:
        """Those that name somebody other than the one before them."""
        key = (self.of, "turnover", self.field)
        known = history.remembered.get(key)
        if known is None:
            every = self.of.within(history)
            names = [alike(vars(each)[self.field]) for each in every]
            in_turn = zip(every, names, [None, *names], strict=False)
            known = tuple(each for each, name, before in in_turn if name != before)
            history.remembered[key] = known
        return known  # type: ignore[return-value]

    @property
    def table(self) -> str:
        return table_called("turnover", self.made)

    @property
    def made(self) -> str:
        in_order = "OVER (PARTITION BY child ORDER BY position)"
        return f"""
        SELECT fact_id
        FROM (
            SELECT c.fact_id, c.day,
                LAG(d.due_day, {self.times - 1}) OVER (
                    PARTITION BY c.child ORDER BY c.position) AS since_due_day
            FROM (
                SELECT named.*, LAG({self.field}) {in_order} AS last_named
                FROM (
                    SELECT e.child, e.fact_id, e.day, e.position, e.{self.field}
                    FROM facts e WHERE {self.of.sql("e")}
                ) named
            ) c
            LEFT JOIN deadlines d ON d.clock = '{self.within.key}' AND d.start_day = c.day
            WHERE c.last_named IS NULL OR c.last_named <> c.{self.field}
        ) changes
        WHERE day <= since_due_day"""

    @property
    def join(self) -> str:
        return f"LEFT JOIN {self.table} ON {self.table}.fact_id = x.fact_id"

    def sql(self) -> str:
        return f"{self.table}.fact_id IS NOT NULL"


@dataclass(frozen=True)
class AfterItsHarmWasDropped:
    """The category of the plan had moved away from a harm of the fact, and not come back to it."""

    clocks: tuple[Clock, ...] = ()
    table: ClassVar[str] = "after_harm_was_dropped"
    made: ClassVar[str] = _AFTER_ITS_HARM_WAS_DROPPED
    join: ClassVar[str] = f"LEFT JOIN {table} ON {table}.fact_id = x.fact_id"

    def holds(self, history: History, fact: Fact) -> bool:
        if not fact.harms:
            return False
        place = history.places[fact.fact_id]
        named: dict[str, bool] = {}
        for each in _NAMES_HARMS.within(history):
            if history.places[each.fact_id] >= place:
                break
            held: Mapping[str, tuple[str, ...]] = vars(each)
            named |= dict.fromkeys(held.get("from_categories", ()), False)
            named |= dict.fromkeys(held.get("to_categories", ()), True)
            named |= dict.fromkeys(held.get("categories", ()), True)
        return any(named.get(harm) is False for harm in fact.harms)

    def sql(self) -> str:
        return f"{self.table}.fact_id IS NOT NULL"
