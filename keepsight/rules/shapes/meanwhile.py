"""What was going on at the time of a fact: a plan, an enquiry, care, a concern that stood open."""

from dataclasses import dataclass
from typing import ClassVar

from keepsight.facts.fact import Fact
from keepsight.practice.period import Period
from keepsight.rules.history import History
from keepsight.rules.shapes.clock import Clock, last_day_in_time
from keepsight.rules.shapes.part import table_called
from keepsight.rules.shapes.spell import Spell


@dataclass(frozen=True)
class During:
    """A stretch was running, such as a protection plan."""

    spell: Spell
    clocks: tuple[Clock, ...] = ()

    def holds(self, history: History, fact: Fact) -> bool:
        return any(each.holds(fact) for each in self.spell.within(history))

    @property
    def join(self) -> str:
        # One stretch begins only when the one before has ended, so that one at most holds a day.
        of = self.spell.table
        return (
            f"LEFT JOIN {of} ON {of}.child = x.child AND {of}.begun_day <= x.day "
            f"AND x.day < COALESCE({of}.ended_day, 1000000)"
        )

    def sql(self) -> str:
        return f"{self.spell.table}.child IS NOT NULL"


@dataclass(frozen=True)
class DuringFor:
    """A stretch was running, and had been for this long."""

    spell: Spell
    period: Period

    @property
    def clocks(self) -> tuple[Clock, ...]:
        return (self.period,)

    def holds(self, history: History, fact: Fact) -> bool:
        for each in self.spell.within(history):
            since = last_day_in_time(self.period, each.begin.happened_on)
            if since is not None and since <= fact.happened_on and each.holds(fact):
                return True
        return False

    @property
    def table(self) -> str:
        return table_called("lasting", self.made)

    @property
    def made(self) -> str:
        return f"""
        SELECT s.child, d.due_day AS since_day, s.ended_day
        FROM {self.spell.table} s
        JOIN deadlines d ON d.clock = '{self.period.key}' AND d.start_day = s.begun_day"""

    @property
    def join(self) -> str:
        of = self.table
        return (
            f"LEFT JOIN {of} ON {of}.child = x.child AND {of}.since_day <= x.day "
            f"AND x.day < COALESCE({of}.ended_day, 1000000)"
        )

    def sql(self) -> str:
        return f"{self.table}.child IS NOT NULL"


@dataclass(frozen=True)
class AConcernIsOpen:
    """Some concern about the child had not been answered."""

    clocks: tuple[Clock, ...] = ()
    table: ClassVar[str] = "some_concern_open"
    # Stretches that overlap are one, so that one row at most holds a day.
    made: ClassVar[str] = """
        SELECT joined.child, MIN(joined.opened_day) AS opened_day,
            NULLIF(MAX(joined.answered_day), 1000000) AS answered_day
        FROM (
            SELECT each_open.*, SUM(each_open.begins) OVER (
                PARTITION BY each_open.child ORDER BY each_open.opened_day, each_open.answered_day
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS stretch
            FROM (
                SELECT t.child, t.opened_day, COALESCE(t.answered_day, 1000000) AS answered_day,
                    CASE WHEN t.opened_day <= MAX(COALESCE(t.answered_day, 1000000)) OVER (
                        PARTITION BY t.child
                        ORDER BY t.opened_day, COALESCE(t.answered_day, 1000000)
                        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END
                    AS begins
                FROM threads t
            ) each_open
        ) joined
        GROUP BY joined.child, joined.stretch"""
    join: ClassVar[str] = (
        f"LEFT JOIN {table} ON {table}.child = x.child AND {table}.opened_day <= x.day "
        f"AND x.day < COALESCE({table}.answered_day, 1000000)"
    )

    def holds(self, history: History, fact: Fact) -> bool:
        day = fact.happened_on
        return any(
            spell.opened_on <= day and (spell.answered_on is None or day < spell.answered_on)
            for thread in history.threads
            for spell in thread.spells
        )

    def sql(self) -> str:
        return f"{self.table}.child IS NOT NULL"
