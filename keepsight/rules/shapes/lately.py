"""What had been told before a fact: so many of a sort within a time, by another agency, or about the
same adult."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from keepsight.facts.fact import Fact
from keepsight.facts.same_name import alike
from keepsight.practice.period import Period
from keepsight.rules.history import History
from keepsight.rules.select import Selection
from keepsight.rules.shapes.clock import Clock, is_inside
from keepsight.rules.shapes.part import LAST_POSITION, last_before, table_called

# In the SQL of each window one row holds a fact: the last that was told before it. Windows that
# open later close later, so nothing told earlier can hold where that does not.


@dataclass(frozen=True)
class Lately:
    """There had been so many of these within the time up to the fact; it counts itself if it is one
    of them. Those of one day count once."""

    of: Selection
    times: int
    within: Period

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.within,)

    def holds(self, history: History, fact: Fact) -> bool:
        every = self.of.series(history)
        told = bisect_right(every.places, history.places[fact.fact_id])
        days: set[date] = set()
        for day in reversed(every.days[:told]):
            if is_inside(self.within, fact.happened_on, day):
                days.add(day)
                if len(days) >= self.times:
                    return True
        return False

    @property
    def table(self) -> str:
        return table_called("lately", self.made)

    @property
    def made(self) -> str:
        return f"""
        SELECT told.child, told.position,
            LEAD(told.position) OVER (PARTITION BY told.child ORDER BY told.day) AS next_position,
            LAG(told.due_day, {self.times - 1}) OVER (
                PARTITION BY told.child ORDER BY told.day) AS due_day
        FROM (
            SELECT e.child, e.day, d.due_day, MIN(e.position) AS position
            FROM facts e
            JOIN deadlines d ON d.clock = '{self.within.key}' AND d.start_day = e.day
            WHERE {self.of.sql("e")}
            GROUP BY e.child, e.day, d.due_day
        ) told"""

    @property
    def join(self) -> str:
        of = self.table
        return (
            f"LEFT JOIN {of} ON {of}.child = x.child AND {of}.position <= x.position "
            f"AND x.position < COALESCE({of}.next_position, {LAST_POSITION})"
        )

    def sql(self) -> str:
        return f"x.day <= COALESCE({self.table}.due_day, -1000000)"


@dataclass(frozen=True)
class ToldByAnother:
    """Another agency had told of one of these within the time up to the fact."""

    of: Selection
    within: Period

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.within,)

    def holds(self, history: History, fact: Fact) -> bool:
        every = self.of.series(history)
        told = bisect_left(every.places, history.places[fact.fact_id])
        return any(
            each.agency != fact.agency
            and is_inside(self.within, fact.happened_on, each.happened_on)
            for each in reversed(every.facts[:told])
        )

    @property
    def table(self) -> str:
        return table_called("told", self.made)

    @property
    def made(self) -> str:
        # `other_due_day`: until when the last told by any but that row's own agency holds.
        return f"""
        SELECT turns.child, turns.position, turns.next_position, turns.agency, turns.due_day,
            MAX(CASE WHEN turns.agency_before <> turns.agency THEN turns.due_before END) OVER (
                PARTITION BY turns.child ORDER BY turns.position
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS other_due_day
        FROM (
            SELECT e.child, e.position, e.agency, d.due_day,
                LEAD(e.position) OVER (PARTITION BY e.child ORDER BY e.position) AS next_position,
                LAG(e.agency) OVER (PARTITION BY e.child ORDER BY e.position) AS agency_before,
                LAG(d.due_day) OVER (PARTITION BY e.child ORDER BY e.position) AS due_before
            FROM facts e
            JOIN deadlines d ON d.clock = '{self.within.key}' AND d.start_day = e.day
            WHERE {self.of.sql("e")}
        ) turns"""

    @property
    def join(self) -> str:
        return last_before(self.table)

    def sql(self) -> str:
        of = self.table
        due = f"CASE WHEN {of}.agency <> x.agency THEN {of}.due_day ELSE {of}.other_due_day END"
        return f"x.day <= COALESCE({due}, -1000000)"


@dataclass(frozen=True)
class OfTheSameAdult:
    """One of these had come before the fact about the adult whom it names, within the time where
    there is one. A fact that names no adult had none."""

    earlier: Selection
    within: Period | None = None

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.within,) if self.within else ()

    def holds(self, history: History, fact: Fact) -> bool:
        adult = alike(vars(fact).get("adult", ""))
        place = history.places[fact.fact_id]
        return bool(adult) and any(
            alike(vars(each).get("adult", "")) == adult
            and history.places[each.fact_id] < place
            and (self.within is None or is_inside(self.within, fact.happened_on, each.happened_on))
            for each in self.earlier.within(history)
        )

    @property
    def table(self) -> str:
        return table_called("of_adult", self.made)

    @property
    def made(self) -> str:
        due, window = "1000000", ""
        if self.within:
            due = "d.due_day"
            window = f"JOIN deadlines d ON d.clock = '{self.within.key}' AND d.start_day = e.day"
        return f"""
        SELECT e.child, e.adult, e.position, {due} AS due_day,
            LEAD(e.position) OVER (
                PARTITION BY e.child, e.adult ORDER BY e.position) AS next_position
        FROM facts e {window}
        WHERE e.adult IS NOT NULL AND ({self.earlier.sql("e")})"""

    @property
    def join(self) -> str:
        of = self.table
        return (
            f"LEFT JOIN {of} ON {of}.child = x.child AND {of}.adult = x.adult "
            f"AND {of}.position < x.position "
            f"AND x.position <= COALESCE({of}.next_position, {LAST_POSITION})"
        )

    def sql(self) -> str:
        return f"x.day <= COALESCE({self.table}.due_day, -1000000)"
