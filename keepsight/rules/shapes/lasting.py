"""How long a stretch lasts, such as a protection plan: marks at which somebody looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from keepsight.rules.history import History
from keepsight.rules.shapes.clock import Clock, last_day_in_time
from keepsight.rules.shapes.shape import Interval
from keepsight.rules.shapes.spell import Spell, Stretch

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Lasting:
    """Raised on the day after each mark, if the stretch still runs; cleared by its end alone.

    What was raised at a mark still stands at the next: that time went on answers nothing.
    """

    during: Spell
    marks: tuple[Clock, ...]
    seen_in_siblings: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        return (self.during.begins.kinds, self.during.ends.kinds)

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return self.marks

    @property
    def has_last_day(self) -> bool:
        return True

    def evaluate(self, history: History) -> list[Interval]:
        found = [i for each in self.during.within(history) for i in self._of(each)]
        return sorted(found, key=lambda each: each.raised_on)

    def _of(self, stretch: Stretch) -> Iterator[Interval]:
        begun = stretch.begin
        ended_on = stretch.end.happened_on if stretch.end else None
        dues = {last_day_in_time(each, begun.latest_on or begun.happened_on) for each in self.marks}
        for due in dues:
            if due and (ended_on is None or ended_on > due):
                yield Interval(due + _ONE_DAY, ended_on, (begun.fact_id,))

    def sql(self) -> str:
        clocks = ", ".join(f"'{each.key}'" for each in self.marks)
        return f"""
        SELECT DISTINCT s.child, NULLIF('', '') AS concern, d.due_day + 1 AS raised_day,
            s.ended_day AS cleared_day, s.fact_id
        FROM {self.during.table} s
        JOIN deadlines d ON d.start_day = s.latest_day AND d.clock IN ({clocks})
        WHERE s.ended_day IS NULL OR s.ended_day > d.due_day"""
