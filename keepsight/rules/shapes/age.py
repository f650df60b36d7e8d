"""How old the child was on the day of a fact, or whether it was born."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from keepsight.facts.fact import Fact
from keepsight.practice.period import Period
from keepsight.rules.history import History
from keepsight.rules.shapes.clock import Clock, last_day_in_time
from keepsight.rules.shapes.part import table_called


def _birthday(age: Period, history: History) -> date | None:
    """The day on which the child reaches the age, where the birth is known."""
    return last_day_in_time(age, history.born_on) if history.born_on else None


@dataclass(frozen=True)
class _Age:
    """The day on which each child reaches an age, in a table; a condition looks there."""

    age: Period

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.age,)

    @property
    def table(self) -> str:
        return table_called("reached", self.made)

    @property
    def made(self) -> str:
        return f"""
        SELECT births.child, d.due_day AS birthday
        FROM births
        JOIN deadlines d ON d.clock = '{self.age.key}' AND d.start_day = births.day"""

    @property
    def join(self) -> str:
        return f"LEFT JOIN {self.table} ON {self.table}.child = x.child"


@dataclass(frozen=True)
class Under(_Age):
    """The child was younger than this. Where the birth is not known, it is taken not to be so."""

    def holds(self, history: History, fact: Fact) -> bool:
        birthday = _birthday(self.age, history)
        return birthday is not None and fact.happened_on < birthday

    def sql(self) -> str:
        return f"x.day < COALESCE({self.table}.birthday, -1000000)"


@dataclass(frozen=True)
class Reached(_Age):
    """The child had reached this age. Where the birth is not known, it is taken not to be so."""

    def holds(self, history: History, fact: Fact) -> bool:
        birthday = _birthday(self.age, history)
        return birthday is not None and fact.happened_on >= birthday

    def sql(self) -> str:
        return f"x.day >= COALESCE({self.table}.birthday, 1000000)"


@dataclass(frozen=True)
class NotYetBorn:
    """The child's birth came later. Where it is not known, the child is taken to have been born."""

    clocks: tuple[Clock, ...] = ()
    join: ClassVar[str] = "LEFT JOIN births ON births.child = x.child"

    def holds(self, history: History, fact: Fact) -> bool:
        return history.born_on is not None and fact.happened_on < history.born_on

    def sql(self) -> str:
        return "x.day < COALESCE(births.day, -1000000)"
