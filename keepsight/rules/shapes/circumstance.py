"""What must be so on the day of a fact for it to count, and how two such conditions are put together."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from keepsight.facts.fact import Fact
from keepsight.rules.history import History
from keepsight.rules.select import Selection
from keepsight.rules.shapes.clock import Clock
from keepsight.rules.shapes.part import parts


class Circumstance(Protocol):
    """Something that is so, or is not, on the day of a fact."""

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks that the SQL looks up."""

    def holds(self, history: History, fact: Fact) -> bool:
        """Whether it was so on the day of the fact."""

    def sql(self) -> str:
        """The same as a condition on a row `x` of the table of facts.

        It may look into tables that hold one row at most for each such `x`: see `shapes.part`.
        """


@dataclass(frozen=True)
class Is:
    """The fact itself says so."""

    selection: Selection
    clocks: tuple[Clock, ...] = ()

    def holds(self, history: History, fact: Fact) -> bool:
        return self.selection.matches(fact)

    def sql(self) -> str:
        return f"({self.selection.sql('x')})"


@dataclass(frozen=True)
class Unless:
    """It was not so."""

    other: Circumstance

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return self.other.clocks

    def holds(self, history: History, fact: Fact) -> bool:
        return not self.other.holds(history, fact)

    def sql(self) -> str:
        return f"NOT ({self.other.sql()})"


@dataclass(frozen=True)
class Either:
    """One of two things was so, or both."""

    one: Circumstance
    other: Circumstance

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return self.one.clocks + self.other.clocks

    def holds(self, history: History, fact: Fact) -> bool:
        return self.one.holds(history, fact) or self.other.holds(history, fact)

    def sql(self) -> str:
        return f"({self.one.sql()} OR {self.other.sql()})"


@dataclass(frozen=True)
class Both:
    """Two things were so."""

    one: Circumstance
    other: Circumstance

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return self.one.clocks + self.other.clocks

    def holds(self, history: History, fact: Fact) -> bool:
        return self.one.holds(history, fact) and self.other.holds(history, fact)

    def sql(self) -> str:
        return f"({self.one.sql()} AND {self.other.sql()})"


def needed_by(condition: Circumstance | None) -> Iterator[tuple[str, ...]]:
    """Groups of kinds of fact that a condition needs: of each, a source must supply at least one, or
    that nothing was written would say nothing."""
    for each in parts(condition):
        yield from getattr(each, "needs", ())
