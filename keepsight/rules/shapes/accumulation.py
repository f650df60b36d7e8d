"""Things that add up: so many of one sort within a time, or waiting too long since the first, until
something answers them. The mere passing of time never clears it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from keepsight.facts.fact import Fact
from keepsight.practice.period import Period
from keepsight.rules.history import History
from keepsight.rules.select import NOTHING, Selection
from keepsight.rules.shapes.circumstance import Circumstance, needed_by
from keepsight.rules.shapes.clock import Clock, last_day_in_time, last_days
from keepsight.rules.shapes.matter import Matter, Matters, can_name
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

    `cleared_by` clears it, and begins the counting anew; so does what `stops` it lawfully.
    `per_concern`: for each open concern, by what bears on it; the answer then clears it too.
    """

    of: Selection
    cleared_by: Selection
    counts: tuple[Count, ...]
    too_long: Period | None = None
    by_different_agencies: bool = False
    only: Circumstance | None = None
    per_concern: bool = False
    stops: Selection = NOTHING
    seen_in_siblings: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        groups = (("concern",) if self.per_concern else (), self.of.kinds, self.cleared_by.kinds)
        return tuple(dict.fromkeys(each for each in (*groups, *needed_by(self.only)) if each))

    @property
    def clocks(self) -> tuple[Clock, ...]:
        conditions = [self.only, *(each.when for each in self.counts)]
        windows = [self.too_long, *(each.within for each in self.counts)]
        found = [clock for each in conditions if each for clock in each.clocks]
        return (*found, *(each for each in windows if each))

    @property
    def has_last_day(self) -> bool:
        return False

    def evaluate(self, history: History) -> list[Interval]:
        found = [self._of(matter, history) for matter in self._matters.within(history)]
        return sorted((each for each in found if each), key=lambda each: each.raised_on)

    @cached_property
    def _matters(self) -> Matters:
        return Matters(self.of, self.cleared_by | self.stops, self.only, self.per_concern)

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
                # So few cannot be enough, whatever they are.
                if number < count.times:
                    continue
                if count.when is not None and not count.when.holds(history, fact):
                    continue
                counted = matter.facts[:number]
                # One alone is inside any window, also where the calendar knows no end of it.
                if count.times > 1 or self.by_different_agencies:
                    counted = _inside(counted, day, count.within)
                if self._is_enough(counted, count.times):
                    yield day, counted, matter.facts[number - 1 :]
                    return

    def _is_enough(self, counted: list[Fact], times: int) -> bool:
        if len(counted) < times or len({_counts_as(each) for each in counted}) < times:
            return False
        return not self.by_different_agencies or len({each.agency for each in counted}) > 1

    def _waited(self, matter: Matter) -> Iterator[Reached]:
        first = matter.facts[0]
        due = self.too_long and last_day_in_time(
            self.too_long, first.latest_on or first.happened_on
        )
        if due and (matter.settled_on is None or matter.settled_on > due):
            yield due + _ONE_DAY, [], matter.facts

    def sql(self) -> str:
        noting = {f"held_{n}": each.when for n, each in enumerate(self.counts) if each.when}
        reached = [self._counted_sql(n, each) for n, each in enumerate(self.counts)]
        if self.too_long:
            reached.append(self._waited_sql(self.too_long))
        concern = "concern" if self.per_concern else "NULLIF('', '')"
        return f"""
        WITH {self._matters.sql(noting=noting)},
        raised AS ({" UNION ALL ".join(reached)})
        SELECT child, {concern} AS concern, raised_day, settled_day AS cleared_day, fact_id
        FROM (
            SELECT raised.*, ROW_NUMBER() OVER (
                PARTITION BY {self._one_matter} ORDER BY raised_day, waited, position) AS place
            FROM raised
        ) first_raised
        WHERE place = 1"""

    @property
    def _one_matter(self) -> str:
        return ", ".join((*self._matters.keys, "matter"))

    def _counted_sql(self, number: int, count: Count) -> str:
        wanted = "(t.settled_day IS NULL OR t.day < t.settled_day)"
        if count.when:
            wanted += f" AND t.held_{number} = 1"
        columns = (*self._matters.keys, "matter", "settled_day", "fact_id", "position")
        of = ", ".join(f"t.{each}" for each in columns)
        raised = f"SELECT {of}, t.day AS raised_day, 0 AS waited"
        if count.times == 1 and not self.by_different_agencies:
            return f"{raised} FROM matters t WHERE {wanted}"
        if self.by_different_agencies or count.when or can_name(self.of):
            return f"{raised} {self._counted_one_by_one(count, of, wanted)}"
        return f"{raised} {self._counted_by_day(count)} WHERE {wanted}"

    def _counted_by_day(self, count: Count) -> str:
        """Days count once: so the day that lies `times` - 1 days of them back must be inside."""
        one_matter = (*self._matters.keys, "matter")
        same = " AND ".join(f"since.{each} = t.{each}" for each in (*one_matter, "day"))
        days = f"SELECT DISTINCT {self._one_matter}, day, 0 AS due_day FROM matters"
        inside = ""
        if count.within:
            of = ", ".join(f"m.{each}" for each in one_matter)
            days = (
                f"SELECT DISTINCT {of}, m.day, d.due_day FROM matters m {_window(count, 'm.day')}"
            )
            inside = "AND since.day <= since.since_due_day"
        return f"""
            FROM matters t
            JOIN (
                SELECT days.*, LAG(due_day, {count.times - 1}) OVER (
                    PARTITION BY {self._one_matter} ORDER BY day) AS since_due_day
                FROM ({days}) days
            ) since ON {same} AND since.since_due_day IS NOT NULL {inside}"""

    def _counted_one_by_one(self, count: Count, of: str, wanted: str) -> str:
        """What names a thing counts once for it, and agencies may have to differ: all pairs are
        looked at, so this is for what seldom happens."""
        same = " AND ".join(f"p.{each} = t.{each}" for each in (*self._matters.keys, "matter"))
        counted = "COUNT(DISTINCT p.day)"
        if can_name(self.of):
            counted = (
                "COUNT(DISTINCT CASE WHEN p.about IS NULL THEN p.day END) + COUNT(DISTINCT p.about)"
            )
        inside = "AND t.day <= d.due_day" if count.within else ""
        agencies = " AND MIN(p.agency) <> MAX(p.agency)" if self.by_different_agencies else ""
        return f"""
            FROM matters t
            JOIN matters p ON {same} AND p.position <= t.position {_window(count, "p.day")} {inside}
            WHERE {wanted}
            GROUP BY {of}, t.day
            HAVING {counted} >= {count.times}{agencies}"""

    def _waited_sql(self, too_long: Period) -> str:
        columns = (*self._matters.keys, "matter", "settled_day", "fact_id", "position")
        of = ", ".join(f"t.{each}" for each in columns)
        keys = (*self._matters.keys, "matter", "position")
        same = " AND ".join(f"f.{each} = t.{each}" for each in keys)
        return f"""
            SELECT {of}, d.due_day + 1 AS raised_day, 1 AS waited
            FROM matters t
            JOIN (
                SELECT {self._one_matter}, MIN(position) AS position
                FROM matters GROUP BY {self._one_matter}
            ) f ON {same}
            JOIN deadlines d ON d.clock = '{too_long.key}' AND d.start_day = t.latest_day
            WHERE t.settled_day IS NULL OR t.settled_day > d.due_day"""


def _window(count: Count, since: str) -> str:
    """The join that brings the last day of the window, if there is one, that opens on that day."""
    if count.within is None:
        return ""
    return f"JOIN deadlines d ON d.clock = '{count.within.key}' AND d.start_day = {since}"


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


def _inside(facts: list[Fact], day: date, window: Period | None) -> list[Fact]:
    """Of these facts, in order, those whose window still holds this day."""
    if window is None:
        return facts
    found = []
    dues = last_days(window)
    for each in reversed(facts):
        last = dues[each.happened_on]
        if last is not None:
            # Windows that open earlier close no later.
            if last < day:
                break
            found.append(each)
    return found[::-1]
