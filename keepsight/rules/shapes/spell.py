"""Stretches of a child's life that one fact begins and another ends, such as a protection plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from keepsight.facts.fact import Fact
from keepsight.rules.history import History
from keepsight.rules.select import Selection


@dataclass(frozen=True, slots=True)
class Stretch:
    """One such stretch; `end` is None while it lasts."""

    begin: Fact
    end: Fact | None = None

    def holds(self, fact: Fact) -> bool:
        """From the day it began up to, not including, the day it ended."""
        day = fact.happened_on
        return self.begin.happened_on <= day and (self.end is None or day < self.end.happened_on)


@dataclass(frozen=True, eq=False)
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
        for fact in (self.begins | self.ends).within(history):
            is_running = bool(found) and found[-1].end is None
            if self.begins.matches(fact):
                if not is_running:
                    found.append(Stretch(fact))
            elif is_running:
                found[-1] = Stretch(found[-1].begin, fact)
        return found

    def sql(self) -> str:
        """A SELECT of child, fact_id, begun_day, latest_day and ended_day, a row each."""
        return f"""
        SELECT begun.child, begun.fact_id, begun.day AS begun_day, begun.latest_day,
            MIN(turn.day) AS ended_day
        FROM (
            SELECT turns.*, LAG(turns.begins) OVER (
                PARTITION BY turns.child ORDER BY turns.position) AS begins_before
            FROM ({self._turns()}) turns
        ) begun
        LEFT JOIN ({self._turns()}) turn
            ON turn.child = begun.child AND turn.begins = 0 AND turn.position > begun.position
        WHERE begun.begins = 1 AND (begun.begins_before IS NULL OR begun.begins_before = 0)
        GROUP BY begun.child, begun.fact_id, begun.day, begun.latest_day
        """

    def _turns(self) -> str:
        begins, ends = self.begins.sql("f"), self.ends.sql("f")
        return f"""SELECT f.child, f.fact_id, f.day, f.latest_day, f.position,
            CASE WHEN {begins} THEN 1 ELSE 0 END AS begins
            FROM facts f WHERE {begins} OR {ends}"""
