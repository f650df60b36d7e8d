"""How often each rule speaks: new findings a week for each hundred children with a record, and how
many stand open on a usual day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

import duckdb

from keepsight.rules.found import Findings
from keepsight.rules.rulebook import RULES

WEEKS = 52
"""Over how many weeks it is counted, where the record is so long: a year has its busy and its quiet
times."""


@dataclass(frozen=True, slots=True)
class Often:
    """One rule, or all of them: `new` findings in the whole time, how many a week for each hundred
    children, and how many stood open on a usual day (the median of the last days of the weeks) and
    on the fullest."""

    new: int
    a_week: float
    open: float
    most_open: int


@dataclass(frozen=True)
class HowOften:
    """Each rule, and all together, over so many weeks up to a day. `children` had a
    record, on average over the weeks."""

    on: date
    weeks: int
    children: float
    by_rule: dict[str, Often]
    every: Often


def how_often(
    found: Findings,
    *,
    children: Iterable[str] | None = None,
    weeks: int = WEEKS,
    rules: Iterable[str] = RULES,
) -> HowOften:
    """Counted over the weeks up to the day of these findings; fewer where the record is shorter.

    `children`: only these, in every authority. `rules`: the codes of those that were run. A finding counts on the day on which it was raised,
    as the record now stands: one that later knowledge took away is not counted.
    """
    only = None if children is None else list(children)
    counting = _Counting(found.connection, found.on, only)
    whole = counting.weeks(at_most=weeks)
    known = counting.children(whole)
    raised, cleared = counting.by_week("raised_on", whole), counting.by_week("cleared_on", whole)
    codes = list(rules)
    every = {"": codes} | {code: [code] for code in codes}
    said = {
        name: _often(_together(raised, some), _together(cleared, some), whole, known)
        for name, some in every.items()
    }
    return HowOften(found.on, whole, known, {code: said[code] for code in codes}, said[""])


class _Counting:
    """Weeks are counted back from the day: week 0 ends on it, week 1 seven days before."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, on: date, only: list[str] | None
    ) -> None:
        self._connection, self._only = connection, only
        self._on = f"DATE '{on.isoformat()}'"

    def weeks(self, *, at_most: int) -> int:
        rows = self._rows(f"SELECT {self._on} - MIN(first_on) FROM children WHERE {self._wanted}")
        days = rows[0][0] or 0
        return max(1, min(at_most, days // 7))

    def children(self, weeks: int) -> float:
        """How many had a record at the end of a week, on average."""
        ((number,),) = self._rows(
            f"SELECT SUM(GREATEST(0, LEAST({weeks}, ({self._on} - first_on) // 7 + 1))) "
            f"FROM children WHERE {self._wanted} AND first_on <= {self._on}"
        )
        return (number or 0) / weeks

    def by_week(self, day: str, weeks: int) -> dict[str, list[int]]:
        """For each rule, how many were raised or cleared in each week; all before in the last."""
        found: dict[str, list[int]] = {}
        for rule, week, number in self._rows(
            f"SELECT rule, LEAST({weeks}, ({self._on} - {day}) // 7) AS week, COUNT(*) "
            f"FROM findings WHERE {self._wanted} AND raised_on <= {self._on} "
            f"AND {day} <= {self._on} GROUP BY 1, 2"
        ):
            found.setdefault(rule, [0] * (weeks + 1))[week] += number
        return found

    @property
    def _wanted(self) -> str:
        return "TRUE" if self._only is None else "list_contains($only, child)"

    def _rows(self, sql: str) -> list[tuple]:  # type: ignore[type-arg]
        given = {"only": self._only} if self._only is not None else None
        return self._connection.execute(sql, given).fetchall()


def _together(by_week: dict[str, list[int]], rules: list[str]) -> list[int]:
    rows = [by_week[each] for each in rules if each in by_week]
    return [sum(week) for week in zip(*rows, strict=True)]


def _often(raised: list[int], cleared: list[int], weeks: int, children: float) -> Often:
    new = sum(raised[:weeks])
    standing = [sum(raised[week:]) - sum(cleared[week:]) for week in range(weeks)]
    a_week = 100 * new / weeks / children if children else 0.0
    return Often(new, a_week, median(standing), max(standing))
