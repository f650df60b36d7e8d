"""A day that was set for one thing itself, such as an action of a plan, and that has passed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from keepsight.facts.fact import Fact
from keepsight.rules.history import History
from keepsight.rules.select import NOTHING, Selection
from keepsight.rules.shapes.clock import Clock
from keepsight.rules.shapes.matter import can_name
from keepsight.rules.shapes.shape import Interval

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Overdue:
    """Raised the day after the day in `due_on` of each such fact; cleared by what is done about it.

    What is done names in `about` that fact, or what that fact is about, or nothing at all. `stops`:
    ends it lawfully. A fact without a day is never overdue, and none before it happened.
    """

    of: Selection
    done_by: Selection
    stops: Selection = NOTHING
    clocks: tuple[Clock, ...] = ()
    seen_in_siblings: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        return (self.of.kinds, self.done_by.kinds)

    @property
    def has_last_day(self) -> bool:
        return True

    def evaluate(self, history: History) -> list[Interval]:
        return sorted(self._found(history), key=lambda each: each.raised_on)

    def _found(self, history: History) -> Iterator[Interval]:
        ending = self._ending.within(history)
        for fact in self.of.within(history):
            set_for: date | None = vars(fact)["due_on"]
            if set_for is None:
                continue
            due = max(set_for, fact.latest_on or fact.happened_on)
            ended = (each.happened_on for each in ending if _ends(each, fact))
            ended_on = min(ended, default=None)
            if ended_on is None or ended_on > due:
                yield Interval(due + _ONE_DAY, ended_on, (fact.fact_id,))

    @cached_property
    def _ending(self) -> Selection:
        return self.done_by | self.stops

    def sql(self) -> str:
        ending = self.done_by | self.stops
        own, about, same, named = "", "", "", "s.about = g.fact_id"
        if can_name(self.of):
            own, named = ", x.about", f"{named} OR s.about = g.about"
        if can_name(ending):
            about, same = ", e.about", f"AND (s.about IS NULL OR {named})"
        return f"""
        WITH given AS (
            SELECT x.child, x.fact_id, x.day{own},
                CASE WHEN x.due_on > x.latest_day THEN x.due_on ELSE x.latest_day END AS due_day
            FROM facts x WHERE x.due_on IS NOT NULL AND ({self.of.sql("x")})),
        ending AS (
            SELECT e.child, e.fact_id, e.day{about}
            FROM facts e WHERE {ending.sql("e")}),
        ended AS (
            SELECT g.fact_id, MIN(s.day) AS ended_day
            FROM given g
            JOIN ending s ON s.child = g.child AND s.day >= g.day
                AND s.fact_id <> g.fact_id {same}
            GROUP BY g.fact_id)
        SELECT g.child, NULLIF('', '') AS concern, g.due_day + 1 AS raised_day,
            ended.ended_day AS cleared_day, g.fact_id
        FROM given g
        LEFT JOIN ended ON ended.fact_id = g.fact_id
        WHERE ended.ended_day IS NULL OR ended.ended_day > g.due_day"""


def _ends(each: Fact, fact: Fact) -> bool:
    """Whether it came on the day of the fact or later, and is about it or about nothing named."""
    if each is fact or each.happened_on < fact.happened_on:
        return False
    about = vars(each).get("about", "")
    return not about or about in (fact.fact_id, vars(fact).get("about"))
