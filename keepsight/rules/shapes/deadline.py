"""A clock: one thing starts it, another is expected within a time, and a third may lawfully end it
without."""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from keepsight.facts.fact import Fact
from keepsight.rules.history import History
from keepsight.rules.select import NOTHING, Selection
from keepsight.rules.shapes.circumstance import Circumstance, needed_by
from keepsight.rules.shapes.clock import Clock, last_day_in_time
from keepsight.rules.shapes.matter import Matter, Matters, bearing_rows
from keepsight.rules.shapes.shape import Interval

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Deadline:
    """Raised the day after the last day in time; not at all if it was done, or stopped, by then.

    While a clock runs another start does not start it anew, unless `each` start has its own.
    `at_once_if`: raised on the day of such a fact, if it comes while the clock still runs.
    `across_siblings`: the start is on a brother or sister, and the child is expected to be thought
    of. `per_concern`: for each open concern, by what bears on it; its answer stops the clock.
    `by_adult`: each adult has a clock of their own, and these stop only that of the adult they name.
    """

    start: Selection
    expect: Selection
    within: Clock
    stops: Selection = NOTHING
    at_once_if: Selection | None = None
    only: Circumstance | None = None
    each: bool = False
    across_siblings: bool = False
    per_concern: bool = False
    by_adult: Selection = NOTHING

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        concern: tuple[str, ...] = ("concern",) if self.per_concern else ()
        groups = (concern, self.start.kinds, self.expect.kinds, *needed_by(self.only))
        return tuple(dict.fromkeys(each for each in groups if each))

    @property
    def seen_in_siblings(self) -> tuple[str, ...]:
        return self.start.kinds if self.across_siblings else ()

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.within, *(self.only.clocks if self.only else ()))

    @property
    def has_last_day(self) -> bool:
        return self.at_once_if is None

    def evaluate(self, history: History) -> list[Interval]:
        found = [self._of(matter, history) for matter in self._matters.within(history)]
        return sorted((each for each in found if each), key=lambda each: each.raised_on)

    @cached_property
    def _matters(self) -> Matters:
        return Matters(
            self.start,
            self.expect | self.stops,
            self.only,
            per_concern=self.per_concern,
            of_siblings=self.across_siblings,
            each_apart=self.each,
            by_adult=self.by_adult,
        )

    def _of(self, matter: Matter, history: History) -> Interval | None:
        start = matter.facts[0]
        due = last_day_in_time(self.within, start.latest_on or start.happened_on)
        if due is None:
            return None
        hastened = self._hastened(matter, history, due)
        in_time = hastened.happened_on if hastened else due
        if matter.settled_on is not None and matter.settled_on <= in_time:
            return None
        facts = matter.rests_on(start, [hastened] if hastened else [])
        raised_on = in_time if hastened else due + _ONE_DAY
        return Interval(raised_on, matter.settled_on, facts, matter.concern)

    def _hastened(self, matter: Matter, history: History, due: date) -> Fact | None:
        if self.at_once_if is None:
            return None
        found = self.at_once_if.series(history)
        if matter.concern is not None:
            thread = history.thread_of[matter.concern]
            found = self.at_once_if.series_bearing_on(thread, history)
        place = bisect_left(found.days, matter.facts[0].happened_on)
        is_there = place < len(found.days) and found.days[place] <= due
        return found.facts[place] if is_there else None

    def sql(self) -> str:
        concern = "concern" if self.per_concern else "NULLIF('', '')"
        return f"""
        WITH {self._matters.sql()},
        starts AS ({self._starts_sql()}),
        clocks AS (
            SELECT starts.*, d.due_day
            FROM starts
            JOIN deadlines d ON d.clock = '{self.within.key}' AND d.start_day = starts.latest_day),
        hastened AS ({self._hastened_sql()})
        SELECT child, {concern} AS concern,
            CASE WHEN at_once_day IS NULL THEN due_day + 1 ELSE at_once_day END AS raised_day,
            settled_day AS cleared_day, fact_id
        FROM hastened
        WHERE settled_day IS NULL OR settled_day > COALESCE(at_once_day, due_day)"""

    def _starts_sql(self) -> str:
        """The first fact of each matter."""
        if self.each:
            return "SELECT m.* FROM matters m"
        keys = self._matters.apart
        # Positions of different children's facts cannot be compared: days, and then names, decide.
        order = "day" if self.across_siblings else "position"
        same = " AND ".join(f"m.{each} = f.{each}" for each in (*keys, order) if each != "adult")
        if "adult" in keys:
            same += " AND (m.adult = f.adult OR (m.adult IS NULL AND f.adult IS NULL))"
        first = f"""
            SELECT m.* FROM matters m
            JOIN (
                SELECT {", ".join(keys)}, MIN({order}) AS {order}
                FROM matters GROUP BY {", ".join(keys)}
            ) f ON {same}"""
        if not self.across_siblings:
            return first
        return f"""
            SELECT placed.* FROM (
                SELECT first_day.*, ROW_NUMBER() OVER (
                    PARTITION BY {", ".join(keys)} ORDER BY n.name) AS place
                FROM ({first}) first_day
                JOIN fact_names n ON n.fact_id = first_day.fact_id
            ) placed
            WHERE place = 1"""

    def _hastened_sql(self) -> str:
        if self.at_once_if is None:
            return "SELECT c.*, CAST(NULL AS INTEGER) AS at_once_day FROM clocks c"
        keys = (*self._matters.keys, "settled_day", "fact_id", "due_day")
        columns = ", ".join(f"c.{each}" for each in keys)
        same = " AND ".join(f"a.{each} = c.{each}" for each in self._matters.keys)
        return f"""
            SELECT {columns}, MIN(a.day) AS at_once_day
            FROM clocks c
            LEFT JOIN ({bearing_rows(self.at_once_if, per_concern=self.per_concern)}) a
                ON {same} AND a.day >= c.day AND a.day <= c.due_day
            GROUP BY {columns}"""
