"""What was found in a folder of extracts, read back from the Parquet that was written: counted by
rule, by age and by authority, and put together for each child."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from keepsight.rules.dialect import quoted
from keepsight.rules.written import Outcome

SOON = timedelta(weeks=4)
AGES = (
    ("Up to a week", 7),
    ("Over a week, up to four weeks", 28),
    ("Over four weeks, up to three months", 91),
    ("Over three months, up to six months", 182),
    ("Over six months, up to a year", 365),
    ("Over a year", None),
)
"""How long a finding has been raised, in days; ours, for a picture."""

_COLUMNS = {
    "findings": "finding_id VARCHAR, rule VARCHAR, child VARCHAR, concern VARCHAR, "
    "raised_on DATE, cleared_on DATE, fact_id VARCHAR",
    "children": "child VARCHAR, first_on DATE, last_on DATE, facts BIGINT",
}


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One finding as it was written."""

    authority: str
    finding_id: str
    rule: str
    child: str
    concern: str | None
    raised_on: date
    cleared_on: date | None
    fact_id: str


@dataclass(frozen=True, slots=True)
class AuthorityCounts:
    """One authority's children, and what is raised of them on the day."""

    authority: str
    children: int
    facts: int
    raised: int
    children_with_findings: int


@dataclass(frozen=True)
class Findings:
    """The findings of the partitions that could be read, on one day."""

    connection: duckdb.DuckDBPyConnection
    on: date

    def by_rule(self) -> dict[str, tuple[int, int]]:
        """For each rule with any: how many are raised, and how many fall due in four weeks."""
        return {
            rule: (raised, soon)
            for rule, raised, soon in self._rows(
                f"SELECT rule, COUNT(*) FILTER ({self._is_raised}), COUNT(*) FILTER "
                f"(raised_on > {self._day} AND raised_on <= {self._day} + {SOON.days}) "
                "FROM findings GROUP BY rule"
            )
        }

    def by_age(self) -> list[tuple[str, int]]:
        """How many have been raised for how long."""
        days = dict(
            self._rows(
                f"SELECT {self._day} - raised_on, COUNT(*) FROM findings "
                f"WHERE {self._is_raised} GROUP BY 1"
            )
        )
        counted, lower = [], -1
        for words, upper in AGES:
            inside = (n for d, n in days.items() if d > lower and (upper is None or d <= upper))
            counted.append((words, sum(inside)))
            lower = upper or lower
        return counted

    def by_authority(self) -> list[AuthorityCounts]:
        """Each authority's numbers, by name."""
        return [
            AuthorityCounts(*row)
            for row in self._rows(f"""
                SELECT c.authority, c.children, c.facts, COALESCE(f.raised, 0),
                    COALESCE(f.children, 0)
                FROM (SELECT authority, COUNT(*) AS children, SUM(facts)::BIGINT AS facts
                    FROM children GROUP BY authority) c
                LEFT JOIN (SELECT authority, COUNT(*) AS raised, COUNT(DISTINCT child) AS children
                    FROM findings WHERE {self._is_raised} GROUP BY authority) f
                USING (authority) ORDER BY c.authority""")
        ]

    def waiting_longest(self, most: int) -> list[tuple[str, str]]:
        """Authority and child of those with something raised, the longest raised first."""
        return self._rows(f"""
            SELECT authority, child FROM findings WHERE {self._is_raised}
            GROUP BY authority, child ORDER BY MIN(raised_on), authority, child LIMIT {most}""")

    def how_many_children(self) -> int:
        """Of how many children something is raised."""
        return sum(each.children_with_findings for each in self.by_authority())

    def raised_of(self, authority: str, child: str) -> list[FoundRow]:
        """What is raised of one child, in order of the day raised."""
        return self._found(
            f"authority = {quoted(authority)} AND child = {quoted(child)} AND {self._is_raised}"
        )

    def every(self, *, only_raised: bool = False, most: int | None = None) -> list[FoundRow]:
        """Every finding, past and falling due as well, by authority and day."""
        return self._found(self._is_raised if only_raised else "TRUE", most=most)

    def named_alike(self) -> tuple[int, str | None]:
        """How many children's names stand in several authorities, and one of them."""
        ((number, name),) = self._rows(
            "SELECT COUNT(*), MIN(child) FROM (SELECT child FROM children GROUP BY child "
            "HAVING COUNT(DISTINCT authority) > 1) twice"
        )
        return number, name

    @property
    def _day(self) -> str:
        return f"DATE '{self.on.isoformat()}'"

    @property
    def _is_raised(self) -> str:
        day = self._day
        return f"(raised_on <= {day} AND (cleared_on IS NULL OR cleared_on > {day}))"

    def _found(self, where: str, *, most: int | None = None) -> list[FoundRow]:
        limit = f" LIMIT {most}" if most is not None else ""
        rows = self._rows(f"""
            SELECT authority, finding_id, rule, child, concern, raised_on, cleared_on, fact_id
            FROM findings WHERE {where}
            ORDER BY authority, raised_on, child, rule, concern, fact_id{limit}""")
        return [FoundRow(*each) for each in rows]

    def _rows(self, sql: str) -> list[tuple]:  # type: ignore[type-arg]
        return self.connection.execute(sql).fetchall()


@contextmanager
def found_in(into: Path, outcomes: Sequence[Outcome], *, on: date) -> Iterator[Findings]:
    """Read back what was written of these partitions below `into`."""
    done = [each for each in outcomes if not each.wrong]
    with duckdb.connect() as connection:
        for name, columns in _COLUMNS.items():
            parts = [_written(into / name / e.folder, e.partition) for e in done]
            connection.execute(f"CREATE TABLE {name} (authority VARCHAR, {columns})")
            for part in parts:
                connection.execute(f"INSERT INTO {name} BY NAME {part}")
        yield Findings(connection, on)


def _written(folder: Path, authority: str) -> str:
    files = ", ".join(quoted(each) for each in sorted(folder.glob("*.parquet")))
    read = f"read_parquet([{files}], hive_partitioning = false)"
    return f"SELECT {quoted(authority)} AS authority, * FROM {read}"
