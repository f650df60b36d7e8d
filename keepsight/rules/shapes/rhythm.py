"""What comes round again while something lasts, such as visits and reviews while a plan runs: the
first within one time, each next within another of the one before."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, repeat

from keepsight.rules.history import History, Series
from keepsight.rules.select import Selection
from keepsight.rules.shapes.circumstance import Circumstance
from keepsight.rules.shapes.clock import Clock, LastDays, last_days
from keepsight.rules.shapes.part import joins
from keepsight.rules.shapes.shape import Interval
from keepsight.rules.shapes.spell import Spell, Stretch

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rhythm:
    """Raised the day after the last day in time, cleared by the next beat or the end of the spell.

    Several on one day are one beat. The clock of each is counted from the day the one before really
    was, never from a calendar made beforehand. `second` is the time from the first to the second,
    where that is another; `only`: a wait counts where this was so on the day on which it began. A
    wait without a clock is not looked at: some other rule does, or none.
    """

    during: Spell
    beat: Selection
    first: Clock | None
    then: Clock | None
    second: Clock | None = None
    only: Circumstance | None = None
    seen_in_siblings: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        return (self.during.begins.kinds, self.beat.kinds)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        also = self.only.clocks if self.only else ()
        return (*(each for each in (self.first, self.second, self.then) if each), *also)

    @property
    def has_last_day(self) -> bool:
        return True

    def evaluate(self, history: History) -> list[Interval]:
        stretches = self.during.within(history)
        if not stretches:
            return []
        beats = self._beats(history)
        found = [
            interval for stretch in stretches for interval in self._within(stretch, beats, history)
        ]
        return sorted(found, key=lambda each: each.raised_on)

    def _beats(self, history: History) -> Series:
        """The first of each day."""
        key = (self.beat, "first of each day")
        known = history.remembered.get(key)
        if known is None:
            every = self.beat.series(history)
            in_turn = zip(every.places, every.days, (None, *every.days), strict=False)
            firsts = [place for place, day, before in in_turn if day != before]
            known = history.remembered[key] = history.series(firsts)
        return known  # type: ignore[return-value]

    def _within(self, stretch: Stretch, beats: Series, history: History) -> Iterator[Interval]:
        ended_on = stretch.end.happened_on if stretch.end else None
        begun = stretch.begin
        first = bisect_left(beats.days, begun.happened_on)
        last = len(beats.days) if ended_on is None else bisect_right(beats.days, ended_on)
        facts = (begun, *beats.facts[first:last])
        ends = (*beats.days[first:last], ended_on)
        for fact, dues, next_on in zip(facts, self._dues(), ends, strict=False):
            due = None if dues is None else dues[fact.latest_on or fact.happened_on]
            if due is None or (next_on is not None and next_on <= due):
                continue
            if self.only is None or self.only.holds(history, fact):
                names = tuple(dict.fromkeys((fact.fact_id, begun.fact_id)))
                yield Interval(due + _ONE_DAY, next_on, names)

    def _dues(self) -> Iterator[LastDays | None]:
        """The last days in time of the first wait, of the second, and of each after it."""
        first, second, then = (
            last_days(each) if each else None
            for each in (self.first, self.second or self.then, self.then)
        )
        return chain((first, second), repeat(then))

    def sql(self) -> str:
        first, second, then = (_key(e) for e in (self.first, self.second or self.then, self.then))
        return f"""
        WITH beats AS (
            SELECT s.child, s.fact_id AS spell, s.ended_day, f.fact_id, f.position, f.day, f.latest_day
            FROM {self.during.table} s
            JOIN facts f ON f.child = s.child AND f.day >= s.begun_day
                AND (s.ended_day IS NULL OR f.day <= s.ended_day)
            WHERE {self.beat.sql("f")}),
        first_beats AS (
            SELECT b.*
            FROM beats b
            JOIN (SELECT spell, MIN(position) AS position FROM beats GROUP BY spell, day) f
                ON f.spell = b.spell AND f.position = b.position),
        waits AS (
            SELECT w.*, ROW_NUMBER() OVER (PARTITION BY spell ORDER BY later, day) AS number,
                LEAD(day) OVER (PARTITION BY spell ORDER BY later, day) AS beat_day
            FROM (
                SELECT child, fact_id AS spell, ended_day, fact_id, position, begun_day AS day,
                    latest_day, 0 AS later
                FROM {self.during.table}
                UNION ALL
                SELECT child, spell, ended_day, fact_id, position, day, latest_day, 1 AS later
                FROM first_beats) w),
        met AS (
            SELECT x.child, x.fact_id, x.latest_day, COALESCE(x.beat_day, x.ended_day) AS next_day,
                CASE x.number WHEN 1 THEN '{first}' WHEN 2 THEN '{second}'
                    ELSE '{then}' END AS clock
            FROM waits x {joins(self.only)}
            {f"WHERE {self.only.sql()}" if self.only else ""})
        SELECT met.child, NULLIF('', '') AS concern, d.due_day + 1 AS raised_day,
            met.next_day AS cleared_day, met.fact_id
        FROM met
        JOIN deadlines d ON d.clock = met.clock AND d.start_day = met.latest_day
        WHERE met.next_day IS NULL OR met.next_day > d.due_day"""


def _key(clock: Clock | None) -> str:
    """The clock's name in the calendar, which has no rows for a wait without one."""
    return clock.key if clock else "none"
