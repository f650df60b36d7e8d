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

    @property
    def has_last_day(self) -> bool:
        return False

    def evaluate(self, history: History) -> list[Interval]:
        found = [
            Interval(spell.opened_on, spell.answered_on, (spell.opened_by.fact_id,), thread.concern)
            for thread in history.threads
            for spell in thread.spells
        ]
        return sorted(found, key=lambda each: each.raised_on)

    def sql(self) -> str:
        # An opening is followed by the answer that ends it: what comes between opens nothing.
        in_order = "OVER (PARTITION BY child, concern ORDER BY position)"
        return f"""
        SELECT child, concern, day AS raised_day, next_day AS cleared_day, fact_id
        FROM (
            SELECT turns.*, LEAD(day) {in_order} AS next_day
            FROM (
                SELECT every_turn.*, LAG(opens) {in_order} AS opens_before
                FROM (
                    SELECT n.child, n.concern, f.fact_id, f.day, f.position,
                        CASE WHEN f.kind = 'answer' THEN 0 ELSE 1 END AS opens,
                        MIN(CASE WHEN f.kind = 'concern' THEN f.position END) OVER (
                            PARTITION BY n.child, n.concern) AS begun
                    FROM named n
                    JOIN facts f ON f.fact_id = n.fact_id AND f.child = n.child
                    WHERE {(OPENS | ANSWERS).sql("f")}
                ) every_turn
                WHERE position >= begun
            ) turns
            WHERE opens <> COALESCE(opens_before, 0)
        ) spells
        WHERE opens = 1"""
