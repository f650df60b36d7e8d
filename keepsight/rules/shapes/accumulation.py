"""Things that add up: so many of one sort within a time, or waiting too long since the first, until
something answers them. The mere passing of time never clears it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from keepsight.facts.fact import Fact
from keepsight.practice.period import Period
from keepsight.rules.history import History
from keepsight.rules.select import NOTHING, Selection
from keepsight.rules.shapes.circumstance import Circumstance
from keepsight.rules.shapes.clock import Clock, last_day_in_time
from keepsight.rules.shapes.matter import Matter, Matters
from keepsight.rules.shapes.shape import Interval

_ONE_DAY = timedelta(days=1)

Reached = tuple[date, list[Fact], list[Fact]]
"""The day it was too much, what was counted, and the fact that made it so with those after it."""


@dataclass(frozen=True)
class Count:
    """How many are too many: so many days on which it happened, within a window if there is one.

    A day counts once, however many people write of it; but facts that name in `about` different
    things, such as decisions about two referrals of one day, count apart. `when` makes it a number
    for some children.
    """

    times: int
    within: Period | None = None
    when: Circumstance | None = None


@dataclass(frozen=True)
class Accumulation:
    """Raised on the day of the fact that makes the number, or when the first has waited too long.

    `cleared_by` clears it, and begins the counting anew. `per_concern`: for each open concern, by
    what bears on it; the answer then clears it too.
    """

    of: Selection
    cleared_by: Selection
    counts: tuple[Count, ...]
    too_long: Period | None = None
    by_different_agencies: bool = False
    only: Circumstance | None = None
    per_concern: bool = False
    seen_in_siblings: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        groups = (("concern",) if self.per_concern else (), self.of.kinds, self.cleared_by.kinds)
        return tuple(each for each in groups if each)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        conditions = [self.only, *(each.when for each in self.counts)]
        windows = [self.too_long, *(each.within for each in self.counts)]
        found = [clock for each in conditions if each for clock in each.clocks]
        return (*found, *(each for each in windows if each))

    def evaluate(self, history: History) -> list[Interval]:
        found = [self._of(matter, history) for matter in self._matters.within(history)]
        return sorted((each for each in found if each), key=lambda each: each.raised_on)

    @property
    def _matters(self) -> Matters:
        return Matters(self.of, self.cleared_by, self.only, self.per_concern)

    def _of(self, matter: Matter, history: History) -> Interval | None:
        raised = [*self._counted(matter, history), *self._waited(matter)]
        if not raised:
            return None
        day, counted, (fact, *later) = min(raised, key=lambda each: each[0])
        facts = matter.rests_on(fact, (*counted, *later))
        return Interval(day, matter.settled_on, facts, matter.concern)

    def _counted(self, matter: Matter, history: History) -> Iterator[Reached]:
        for number, fact in enumerate(matter.facts, start=1):
            day = fact.happened_on
            if matter.settled_on is not None and matter.settled_on <= day:
                return
            for count in self.counts:
                if count.when is not None and not count.when.holds(history, fact):
                    continue
                counted = [f for f in matter.facts[:number] if _is_inside(f, day, count.within)]
                if len({_counts_as(f) for f in counted}) >= count.times and (
                    not self.by_different_agencies or len({f.agency for f in counted}) > 1
                ):
                    yield day, counted, matter.facts[number - 1 :]
                    return

    def _waited(self, matter: Matter) -> Iterator[Reached]:
        first = matter.facts[0]
        due = self.too_long and last_day_in_time(
            self.too_long, first.latest_on or first.happened_on
        )
        if due and (matter.settled_on is None or matter.settled_on > due):
            yield due + _ONE_DAY, [], matter.facts

    def sql(self) -> str:
        reached = [self._counted_sql(each) for each in self.counts]
        if self.too_long:
            reached.append(self._waited_sql(self.too_long))
        return f"""
        WITH {self._matters.sql()},
        raised AS ({" UNION ALL ".join(reached)})
        SELECT first_raised.child, NULLIF(first_raised.concern, '') AS concern,
            first_raised.raised_day, first_raised.settled_day AS cleared_day, first_raised.fact_id
        FROM (
            SELECT raised.*, ROW_NUMBER() OVER (
                PARTITION BY child, concern, opened_day, matter
                ORDER BY raised_day, waited, position, fact_id) AS place
            FROM raised
        ) first_raised
        WHERE first_raised.place = 1"""

    def _counted_sql(self, count: Count) -> str:
        window = (
            f"""
            JOIN deadlines d ON d.clock = '{count.within.key}' AND d.start_day = p.day
                AND t.day <= d.due_day"""
            if count.within
            else ""
        )
        agencies = " AND MIN(p.agency) <> MAX(p.agency)" if self.by_different_agencies else ""
        columns = "t.child, t.concern, t.opened_day, t.matter, t.settled_day, t.fact_id, t.position"
        return f"""
            SELECT {columns}, t.day AS raised_day, 0 AS waited
            FROM (SELECT x.* FROM matters x WHERE (x.settled_day IS NULL OR x.day < x.settled_day)
                {f"AND {count.when.sql()}" if count.when else ""}) t
            JOIN matters p ON p.child = t.child AND p.concern = t.concern
                AND p.opened_day = t.opened_day AND p.matter = t.matter
                AND p.position <= t.position{window}
            GROUP BY {columns}, t.day
            HAVING COUNT(DISTINCT CASE WHEN COALESCE(p.about, '') = '' THEN p.day END)
                + COUNT(DISTINCT NULLIF(p.about, ''))
                >= {count.times}{agencies}"""

    def _waited_sql(self, too_long: Period) -> str:
        return f"""
            SELECT t.child, t.concern, t.opened_day, t.matter, t.settled_day, t.fact_id,
                t.position, d.due_day + 1 AS raised_day, 1 AS waited
            FROM (
                SELECT matters.*, ROW_NUMBER() OVER (
                    PARTITION BY child, concern, opened_day, matter ORDER BY position) AS place
                FROM matters
            ) t
            JOIN deadlines d ON d.clock = '{too_long.key}' AND d.start_day = t.latest_day
            WHERE t.place = 1 AND (t.settled_day IS NULL OR t.settled_day > d.due_day)"""


def left_open(*, by: Selection, or_cleared_by: Selection = NOTHING) -> Accumulation:
    """A concern was still open although something happened that might pass for its end.

    Raised that day; cleared by the answer to the concern, or by what is named.
    """
    return Accumulation(by, or_cleared_by, counts=(Count(1),), per_concern=True)


def standstill(
    *,
    of: Selection,
    without: Selection,
    times: int,
    or_longer_than: Period,
    only: Circumstance | None = None,
    per_concern: bool = False,
) -> Accumulation:
    """The same thing again and again without what it is for: so many times, or for so long."""
    return Accumulation(
        of, without, (Count(times),), or_longer_than, only=only, per_concern=per_concern
    )


def recurrence(*, of: Selection, after: Circumstance, cleared_by: Selection) -> Accumulation:
    """Something began again after it had ended once."""
    return Accumulation(of, cleared_by, counts=(Count(1),), only=after)


def _counts_as(fact: Fact) -> date | str:
    """What is counted: the thing that the fact is about, if it names one, else its day."""
    return vars(fact).get("about") or fact.happened_on


def _is_inside(fact: Fact, day: date, window: Period | None) -> bool:
    """Whether the window that opens with the fact still holds this day."""
    if window is None:
        return True
    last = last_day_in_time(window, fact.happened_on)
    return last is not None and day <= last
