"""What every shape of rule offers: intervals for one child, and SQL that finds the same for many.

Within a day the order of things is seldom known, so all shapes share one courtesy: what settles a
matter counts when it happened on the same day. And a day that is not sure counts in favour: a clock
starts on the last day its start may have happened, and is met by the first day its end may have.
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from keepsight.rules.history import History
from keepsight.rules.shapes.clock import Clock


@dataclass(frozen=True, slots=True)
class Interval:
    """What a shape found: raised, perhaps cleared, and the facts, the one that raised it first."""

    raised_on: date
    cleared_on: date | None
    facts: tuple[str, ...]
    concern: str | None = None


class Shape(Protocol):
    """A way in which things slip. A rule fills in which facts it is about."""

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """Groups of kinds of fact: of each, the source must supply at least one."""

    @property
    def seen_in_siblings(self) -> tuple[str, ...]:
        """The kinds of fact that it looks at when they are about a brother or sister."""

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks whose last days in time the SQL looks up."""

    @property
    def has_last_day(self) -> bool:
        """Whether each is raised on the day after the last day on which it could have been done."""

    def evaluate(self, history: History) -> list[Interval]:
        """The intervals for one child, in order of the day they were raised."""

    def sql(self) -> str:
        """A SELECT of child, concern, raised_day, cleared_day and fact_id, in portable SQL."""
