"""What a fact is about: the one that it names in `about`, or else the last of its sort before it; and
whether anything came between the two."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from keepsight.facts.fact import Fact
from keepsight.rules.history import History
from keepsight.rules.select import Clause, Selection
from keepsight.rules.shapes.clock import Clock
from keepsight.rules.shapes.part import last_before, table_called

# One that names a fact which is not there, such as one that was corrected since, is about the last
# before it too.


@dataclass(frozen=True)
class _WhatItIsAbout:
    """The fact that another is about, out of all of the kinds of `of`."""

    of: Selection

    def before(self, history: History, fact: Fact) -> Fact | None:
        """What the fact is about; None where there is no such thing."""
        named = history.places.get(vars(fact).get("about", ""))
        if named is not None and history.facts[named].kind in self.of.kinds:
            return history.facts[named]
        every = self._of_its_sort.series(history)
        before = bisect_left(every.places, history.places[fact.fact_id])
        return every.facts[before - 1] if before else None

    @property
    def _of_its_sort(self) -> Selection:
        return Selection((Clause(self.of.kinds),))

    @property
    def table(self) -> str:
        return table_called("about", self.made)

    @property
    def made(self) -> str:
        return f"""
        SELECT e.child, e.fact_id, e.day, e.position,
            CASE WHEN {self.of.sql("e")} THEN 1 ELSE 0 END AS is_one,
            LEAD(e.position) OVER (PARTITION BY e.child ORDER BY e.position) AS next_position
        FROM facts e WHERE {self._of_its_sort.sql("e")}"""

    @property
    def join(self) -> str:
        of = self.table
        return (
            f"LEFT JOIN {of} named_{of} ON named_{of}.child = x.child "
            f"AND named_{of}.fact_id = x.about "
            f"{last_before(of)}"
        )

    def column(self, name: str, otherwise: int) -> str:
        """A column of what the row `x` is about."""
        return f"COALESCE(named_{self.table}.{name}, {self.table}.{name}, {otherwise})"


@dataclass(frozen=True)
class AboutOne(_WhatItIsAbout):
    """The fact is about one of these. Where there is nothing of the sort, it is not."""

    clocks: tuple[Clock, ...] = ()

    def holds(self, history: History, fact: Fact) -> bool:
        about = self.before(history, fact)
        return about is not None and self.of.matches(about)

    def sql(self) -> str:
        return f"{self.column('is_one', 0)} = 1"


@dataclass(frozen=True)
class NothingSince:
    """None of `came` came between what the fact is about and the fact, on the days of both neither.
    Where what it is about is not known, it is taken not to be so."""

    about: _WhatItIsAbout
    came: Selection
    clocks: tuple[Clock, ...] = ()

    @property
    def needs(self) -> tuple[tuple[str, ...], ...]:
        """What a source must supply, so that nothing says something."""
        return (self.came.kinds,)

    def holds(self, history: History, fact: Fact) -> bool:
        about = self.about.before(history, fact)
        if about is None:
            return False
        days = self.came.series(history).days
        until = bisect_right(days, fact.happened_on)
        return not until or days[until - 1] < about.happened_on

    @property
    def table(self) -> str:
        return table_called("came", self.made)

    @property
    def made(self) -> str:
        return f"""
        SELECT days.child, days.day,
            LEAD(days.day) OVER (PARTITION BY days.child ORDER BY days.day) AS next_day
        FROM (SELECT DISTINCT e.child, e.day FROM facts e WHERE {self.came.sql("e")}) days"""

    @property
    def join(self) -> str:
        of = self.table
        return (
            f"LEFT JOIN {of} ON {of}.child = x.child AND {of}.day <= x.day "
            f"AND x.day < COALESCE({of}.next_day, 1000000)"
        )

    def sql(self) -> str:
        begun = self.about.column("day", -1000000)
        return f"COALESCE({self.table}.day, -1000000) < {begun}"


def nothing_since(of: Selection, *, came: Selection) -> NothingSince:
    """None of `came` since the fact of this sort that the fact is about."""
    return NothingSince(_WhatItIsAbout(of), came)
