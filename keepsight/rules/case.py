"""Worked cases: a story, the dates of what happened, and what the rule then says. The same table
drives the tests, the reference pages and what practitioners read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from keepsight.facts.chronology import as_known_on, current
from keepsight.facts.fact import Fact, fact_from
from keepsight.rules.history import History, history_of

CHILD = "the-child"
SORTS = ("quiet", "raised", "edge")

_DATE = r"\d{4}-\d{2}-\d{2}"
_ENTRY = re.compile(
    rf"(?P<on>{_DATE})(?: or (?P<latest>{_DATE}))?(?: known (?P<known>{_DATE}))?"
    rf"(?: about (?P<about>[a-z0-9-]+))?"
    rf"(?: corrected to (?P<corrected>{_DATE}) on (?P<learned>{_DATE}))?"
)
_FINDING = re.compile(rf"raised (?P<raised>{_DATE})(?:, cleared (?P<cleared>{_DATE}))?")


@dataclass(frozen=True, slots=True)
class Given:
    """A column of a table of cases: the kind of fact that each date in it stands for."""

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)


def given(kind: str, **values: Any) -> Given:
    """A column of cases: facts of this kind with these values.

    `child="brother"` makes them a sibling's. The n-th fact of a column is named after the column,
    `concern-1`, so that others can name it.
    """
    return Given(kind, values)


def answered(*concerns: str) -> Given:
    """A column of cases: complete answers to these concerns."""
    return given(
        "answer",
        concerns=concerns,
        answer="not_substantiated",
        answered_by="A manager",
        reasons="The child was seen alone and every agency asked.",
        rests_on="The assessment of that month",
    )


@dataclass(frozen=True)
class Case:
    """One line of the table. `expected` holds the days raised and cleared of each finding."""

    story: str
    sort: str
    facts: tuple[Fact, ...]
    as_known_on: date | None
    expected: tuple[tuple[date, date | None], ...]

    @property
    def history(self) -> History:
        """What the rule sees of the child."""
        known = as_known_on(self.facts, self.as_known_on) if self.as_known_on else self.facts
        siblings = {each.child for each in self.facts} - {CHILD}
        return history_of(CHILD, current(known), siblings=siblings)


@dataclass(frozen=True)
class Cases:
    """Worked cases as a table of text, and which fact a date in each column stands for.

    The columns `case` (quiet, raised or edge), `story` and `finding` are always there; `as known
    on` shows the record as it was on a day. A cell holds dates separated by commas: each may say
    `or` the last day it may have been, on what day it became `known`, what it is `about`, and to
    what it was `corrected`.
    """

    columns: Mapping[str, Given]
    table: str

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        """The table as written: a row for each case, by the names of the columns."""
        lines = [line for line in self.table.splitlines() if line.strip()]
        names, *cells = ([cell.strip() for cell in line.split("|")] for line in lines)
        return [dict(zip(names, each, strict=True)) for each in cells]

    @cached_property
    def each(self) -> list[Case]:
        """The cases, read. Raises ValueError for a cell that says nothing known."""
        return [self._case(row) for row in self.rows]

    def _case(self, row: Mapping[str, str]) -> Case:
        facts: list[Fact] = []
        for place, (name, column) in enumerate(self.columns.items()):
            for number, entry in enumerate(_parts(row[name], ","), start=1):
                facts += _facts(f"{_slug(name)}-{number}", column, entry, place)
        finding = row["finding"]
        known = row.get("as known on", "")
        if row["case"] not in SORTS:
            raise ValueError(f"'{row['case']}' is no sort of case; one of {', '.join(SORTS)}")
        return Case(
            story=row["story"],
            sort=row["case"],
            facts=tuple(facts),
            as_known_on=date.fromisoformat(known) if known else None,
            expected=() if finding == "quiet" else tuple(map(_finding, _parts(finding, ";"))),
        )


def _slug(column: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", column.lower()).strip("-")


def _parts(cell: str, separator: str) -> list[str]:
    return [each.strip() for each in cell.split(separator) if each.strip()]


def _facts(name: str, column: Given, entry: str, place: int) -> list[Fact]:
    read = _ENTRY.fullmatch(entry)
    if read is None:
        raise ValueError(f"'{entry}' is not a date that a case can hold")
    values = {
        "kind": column.kind,
        "fact_id": name,
        "child": CHILD,
        "happened_on": read["on"],
        "latest_on": read["latest"],
        "precision": "month" if read["latest"] else "day",
        "recorded_at": _moment(read["known"] or read["on"], place),
        "agency": "social_care",
        "recorded_by": "A worker",
        "source": "worked case",
        **column.values,
        **({"about": read["about"]} if read["about"] else {}),
    }
    first = fact_from(values)
    if not read["corrected"]:
        return [first]
    later = {
        "fact_id": f"{name}-corrected",
        "happened_on": read["corrected"],
        "recorded_at": _moment(read["learned"], place),
        "corrects": name,
        "concerns": first.concerns,
    }
    return [first, fact_from({**values, **later})]


def _moment(day: str, place: int) -> datetime:
    # Facts of one day stand in the order of the table's columns.
    return datetime.combine(date.fromisoformat(day), time(9), UTC) + timedelta(minutes=place)


def _finding(text: str) -> tuple[date, date | None]:
    read = _FINDING.fullmatch(text)
    if read is None:
        raise ValueError(f"'{text}' is not a finding that a case can expect")
    cleared = read["cleared"]
    return date.fromisoformat(read["raised"]), date.fromisoformat(cleared) if cleared else None
