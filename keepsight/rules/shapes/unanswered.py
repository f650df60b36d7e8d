"""Concerns waiting for their answer: one stretch of days for each time a concern was open.

Its SQL makes the table `threads` that every rule about concerns reads.
"""

from dataclasses import dataclass

from keepsight.rules.history import History
from keepsight.rules.select import select
from keepsight.rules.shapes.clock import Clock
from keepsight.rules.shapes.shape import Interval

OPENS = select("concern", "reopening", "disagreement") | select(
    "household_changed", household_change="returned_home"
)
ANSWERS = select("answer")


@dataclass(frozen=True)
class Unanswered:
    """Raised the day a concern opens, or opens again; cleared by a named person's answer only."""

    clocks: tuple[Clock, ...] = ()
    seen_in_siblings: tuple[str, ...] = ()

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        return (("concern",),)

    def evaluate(self, history: History) -> list[Interval]:
        found = [
            Interval(spell.opened_on, spell.answered_on, (spell.opened_by.fact_id,), thread.concern)
            for thread in history.threads
            for spell in thread.spells
        ]
        return sorted(found, key=lambda each: each.raised_on)

    def sql(self) -> str:
        return f"""
        WITH named AS (
            SELECT DISTINCT f.child, l.value AS concern, f.fact_id, f.day, f.position, f.kind,
                CASE WHEN f.kind = 'answer' THEN 0 ELSE 1 END AS opens
            FROM facts f
            JOIN listed l ON l.fact_id = f.fact_id AND l.field = 'concerns'
            WHERE {(OPENS | ANSWERS).sql("f")}),
        begun AS (
            SELECT n.child, n.concern, MIN(n.position) AS position
            FROM named n WHERE n.kind = 'concern'
            GROUP BY n.child, n.concern),
        turns AS (
            SELECT n.*, LAG(n.opens) OVER (
                PARTITION BY n.child, n.concern ORDER BY n.position) AS opens_before
            FROM named n
            JOIN begun b ON b.child = n.child AND b.concern = n.concern
                AND n.position >= b.position)
        SELECT t.child, t.concern, t.day AS raised_day, MIN(a.day) AS cleared_day, t.fact_id
        FROM turns t
        LEFT JOIN turns a ON a.child = t.child AND a.concern = t.concern AND a.opens = 0
            AND a.position > t.position
        WHERE t.opens = 1 AND (t.opens_before IS NULL OR t.opens_before = 0)
        GROUP BY t.child, t.concern, t.day, t.fact_id"""
