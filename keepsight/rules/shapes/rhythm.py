"""What comes round again while something lasts, such as visits and reviews while a plan runs: the
first within one time, each next within another of the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from keepsight.facts.fact import Fact
from keepsight.rules.history import History
from keepsight.rules.select import Selection
from keepsight.rules.shapes.clock import Clock, last_day_in_time
from keepsight.rules.shapes.shape import Interval
from keepsight.rules.shapes.spell import Spell, Stretch

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rhythm:
    """Raised the day after the last day in time, cleared by the next beat or the end of the spell.

    Several on one day are one beat. The clock of each is counted from the day the one before really
    was, never from a calendar made beforehand.
    """

    during: Spell
    beat: Selection
    first: Clock
    then: Clock
    seen_in_siblings: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        return (self.during.begins.kinds, self.beat.kinds)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.first, self.then)

    def evaluate(self, history: History) -> list[Interval]:
        beats = self.beat.within(history)
        found = [
            interval
            for stretch in self.during.within(history)
            for interval in self._within(stretch, beats)
        ]
        return sorted(found, key=lambda each: each.raised_on)

    def _within(self, stretch: Stretch, beats: Sequence[Fact]) -> Iterator[Interval]:
        ended_on = stretch.end.happened_on if stretch.end else None
        begun = stretch.begin
        days: dict[date, Fact] = {}
        for each in beats:
            if begun.happened_on <= each.happened_on and (
                ended_on is None or each.happened_on <= ended_on
            ):
                days.setdefault(each.happened_on, each)
        waits = [(begun, self.first), *((fact, self.then) for fact in days.values())]
        ends = [*days, ended_on]
        for (fact, clock), next_on in zip(waits, ends, strict=True):
            due = last_day_in_time(clock, fact.latest_on or fact.happened_on)
            if due is not None and (next_on is None or next_on > due):
                facts = tuple(dict.fromkeys((fact.fact_id, begun.fact_id)))
                yield Interval(due + _ONE_DAY, next_on, facts)

    def sql(self) -> str:
        clock = f"'{self.first.key}'"
        if self.then.key != self.first.key:
            clock = f"CASE WHEN later = 0 THEN {clock} ELSE '{self.then.key}' END"
        return f"""
        WITH beats AS (
            SELECT s.child, s.fact_id AS spell, s.ended_day, f.fact_id, f.day, f.latest_day,
                LAG(f.day) OVER (PARTITION BY s.fact_id ORDER BY f.position) AS day_before
            FROM {self.during.table} s
            JOIN facts f ON f.child = s.child AND f.day >= s.begun_day
                AND (s.ended_day IS NULL OR f.day <= s.ended_day)
            WHERE {self.beat.sql("f")}),
        waits AS (
            SELECT w.*, {clock} AS clock,
                LEAD(day) OVER (PARTITION BY spell ORDER BY later, day) AS beat_day
            FROM (
                SELECT child, fact_id AS spell, ended_day, fact_id, begun_day AS day, latest_day,
                    0 AS later
                FROM {self.during.table}
                UNION ALL
                SELECT child, spell, ended_day, fact_id, day, latest_day, 1 AS later
                FROM beats WHERE day_before IS NULL OR day_before < day) w),
        met AS (
            SELECT waits.*, COALESCE(beat_day, ended_day) AS next_day
            FROM waits)
        SELECT met.child, NULLIF('', '') AS concern, d.due_day + 1 AS raised_day,
            met.next_day AS cleared_day, met.fact_id
        FROM met
        JOIN deadlines d ON d.clock = met.clock AND d.start_day = met.latest_day
        WHERE met.next_day IS NULL OR met.next_day > d.due_day"""
