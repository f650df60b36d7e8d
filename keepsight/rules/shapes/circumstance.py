"""What must be so on the day of a fact for it to count: the child's age, a plan in force, something
that came before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from keepsight.facts.fact import Fact
from keepsight.practice.period import Period
from keepsight.rules.history import History
from keepsight.rules.select import Selection, select
from keepsight.rules.shapes.clock import Clock, last_day_in_time
from keepsight.rules.shapes.spell import Spell

_BIRTHS = "SELECT b.child, MIN(b.day) AS day FROM facts b WHERE b.kind = 'birth' GROUP BY b.child"
_NAMES_HARMS = select("category_changed", "plan_started")


class Circumstance(Protocol):
    """Something that is so, or is not, on the day of a fact."""

    @property
    def clocks(self) -> tuple[Clock, ...]:
        """The clocks that the SQL looks up."""

    def holds(self, history: History, fact: Fact) -> bool:
        """Whether it was so on the day of the fact."""

    def sql(self) -> str:
        """The same as a condition on a row `x` (child, fact_id, day, position)."""


def _birthday(age: Period, history: History) -> date | None:
    """The day on which the child reaches the age, where the birth is known."""
    return last_day_in_time(age, history.born_on) if history.born_on else None


def _birthday_sql(age: Period, condition: str) -> str:
    return f"""EXISTS (
            SELECT 1 FROM ({_BIRTHS}) birth
            JOIN deadlines birthday
                ON birthday.clock = '{age.key}' AND birthday.start_day = birth.day
            WHERE birth.child = x.child AND {condition})"""


@dataclass(frozen=True)
class Under:
    """The child was younger than this. Where the birth is not known, it is taken not to be so."""

    age: Period

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.age,)

    def holds(self, history: History, fact: Fact) -> bool:
        birthday = _birthday(self.age, history)
        return birthday is not None and fact.happened_on < birthday

    def sql(self) -> str:
        return _birthday_sql(self.age, "x.day < birthday.due_day")


@dataclass(frozen=True)
class NotYetBorn:
    """The child's birth came later. Where it is not known, the child is taken to have been born."""

    clocks: tuple[Clock, ...] = ()

    def holds(self, history: History, fact: Fact) -> bool:
        return history.born_on is not None and fact.happened_on < history.born_on

    def sql(self) -> str:
        return f"""EXISTS (
            SELECT 1 FROM ({_BIRTHS}) birth WHERE birth.child = x.child AND x.day < birth.day)"""


@dataclass(frozen=True)
class Reached:
    """The child had reached this age. Where the birth is not known, it is taken not to be so."""

    age: Period

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.age,)

    def holds(self, history: History, fact: Fact) -> bool:
        birthday = _birthday(self.age, history)
        return birthday is not None and fact.happened_on >= birthday

    def sql(self) -> str:
        return _birthday_sql(self.age, "x.day >= birthday.due_day")


@dataclass(frozen=True)
class During:
    """A stretch was running, such as a protection plan."""

    spell: Spell
    clocks: tuple[Clock, ...] = ()

    def holds(self, history: History, fact: Fact) -> bool:
        return any(each.holds(fact) for each in self.spell.within(history))

    def sql(self) -> str:
        return f"""EXISTS (
            SELECT 1 FROM ({self.spell.sql()}) spell
            WHERE spell.child = x.child AND spell.begun_day <= x.day
                AND (spell.ended_day IS NULL OR x.day < spell.ended_day))"""


@dataclass(frozen=True)
class After:
    """Something had come before it in the chronology."""

    earlier: Selection
    clocks: tuple[Clock, ...] = ()

    def holds(self, history: History, fact: Fact) -> bool:
        place = history.places[fact.fact_id]
        return any(history.places[e.fact_id] < place for e in self.earlier.within(history))

    def sql(self) -> str:
        return f"""EXISTS (
            SELECT 1 FROM facts e
            WHERE e.child = x.child AND e.position < x.position AND ({self.earlier.sql("e")}))"""


@dataclass(frozen=True)
class Is:
    """The fact itself says so."""

    selection: Selection
    clocks: tuple[Clock, ...] = ()

    def holds(self, history: History, fact: Fact) -> bool:
        return self.selection.matches(fact)

    def sql(self) -> str:
        return f"x.fact_id IN (SELECT e.fact_id FROM facts e WHERE {self.selection.sql('e')})"


@dataclass(frozen=True)
class AfterItsHarmWasDropped:
    """The category of the plan had moved away from a harm of the fact, and not come back to it."""

    clocks: tuple[Clock, ...] = ()

    def holds(self, history: History, fact: Fact) -> bool:
        place = history.places[fact.fact_id]
        named: dict[str, bool] = {}
        for each in _NAMES_HARMS.within(history):
            if history.places[each.fact_id] >= place:
                break
            held: Mapping[str, tuple[str, ...]] = vars(each)
            named |= dict.fromkeys(held.get("from_categories", ()), False)
            named |= dict.fromkeys(held.get("to_categories", ()), True)
            named |= dict.fromkeys(held.get("categories", ()), True)
        return any(named.get(harm) is False for harm in fact.harms)

    def sql(self) -> str:
        return """x.fact_id IN (
            SELECT sign.fact_id
            FROM listed sign
            JOIN facts s ON s.fact_id = sign.fact_id
            JOIN (
                SELECT f.child, l.value AS harm, f.position
                FROM facts f
                JOIN listed l ON l.fact_id = f.fact_id AND l.field = 'from_categories'
                LEFT JOIN listed kept ON kept.fact_id = f.fact_id
                    AND kept.field = 'to_categories' AND kept.value = l.value
                WHERE f.kind = 'category_changed' AND kept.fact_id IS NULL
            ) dropped ON dropped.child = s.child AND dropped.harm = sign.value
                AND dropped.position < s.position
            LEFT JOIN (
                SELECT f.child, l.value AS harm, f.position
                FROM facts f
                JOIN listed l ON l.fact_id = f.fact_id
                WHERE (f.kind = 'category_changed' AND l.field = 'to_categories')
                    OR (f.kind = 'plan_started' AND l.field = 'categories')
            ) again ON again.child = s.child AND again.harm = sign.value
                AND again.position > dropped.position AND again.position < s.position
            WHERE sign.field = 'harms' AND again.position IS NULL)"""


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
