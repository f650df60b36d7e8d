"""Stretches of a child's life that one fact begins and another ends, such as a protection plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from keepsight.facts.fact import Fact
from keepsight.rules.history import History
from keepsight.rules.select import Selection
from keepsight.rules.shapes.part import table_called


@dataclass(frozen=True, slots=True)
class Stretch:
    """One such stretch; `end` is None while it lasts."""

    begin: Fact
    end: Fact | None = None

    def holds(self, fact: Fact) -> bool:
        """From the day it began up to, not including, the day it ended."""
        day = fact.happened_on
        return self.begin.happened_on <= day and (self.end is None or day < self.end.happened_on)


@dataclass(frozen=True)
class Spell:
    """What begins a stretch and what ends it. A second beginning inside one begins nothing."""

    begins: Selection
    ends: Selection

    def within(self, history: History) -> Sequence[Stretch]:
        """The child's stretches in order."""
        known = history.remembered.get(self)
        if known is None:
            known = self._worked_out(history)
            history.remembered[self] = known
        return known  # type: ignore[return-value]

    def _worked_out(self, history: History) -> Sequence[Stretch]:
        found: list[Stretch] = []
        if not self.begins.within(history):
            return found
        for fact in self._turns.within(history):
            is_running = bool(found) and found[-1].end is None
            if self.begins.matches(fact):
                if not is_running:
                    found.append(Stretch(fact))
            elif is_running:
                found[-1] = Stretch(found[-1].begin, fact)
        return found

    @cached_property
    def _turns(self) -> Selection:
        return self.begins | self.ends

    @property
    def table(self) -> str:
        return table_called("spells", self.made)

    @property
    def made(self) -> str:
        """A row for each stretch: child, fact_id, position, begun_day, latest_day, ended_day."""
        begins, either = self.begins.sql("f"), (self.begins | self.ends).sql("f")
        in_order = "OVER (PARTITION BY child ORDER BY position)"
        return f"""
        SELECT child, fact_id, position, day AS begun_day, latest_day, next_day AS ended_day
        FROM (
            SELECT turns.*, LEAD(day) {in_order} AS next_day
            FROM (
                SELECT every_turn.*, LAG(begins) {in_order} AS begins_before
                FROM (
                    SELECT f.child, f.fact_id, f.day, f.latest_day, f.position,
                        CASE WHEN {begins} THEN 1 ELSE 0 END AS begins
                    FROM facts f WHERE {either}
                ) every_turn
            ) turns
            WHERE begins <> COALESCE(begins_before, 0)
        ) stretches
        WHERE begins = 1"""

    def sql(self) -> str:
        """A SELECT of child, fact_id, position, begun_day, latest_day, ended_day, a row each."""
        return f"SELECT s.* FROM {self.table} s"
