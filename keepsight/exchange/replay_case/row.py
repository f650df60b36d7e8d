"""One row of a replay file, understood: when, who, what kind, what came of it."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from keepsight.exchange.reading import Problem, quoted
from keepsight.exchange.replay_case.layout import KINDS, OUTCOMES, PRECISIONS
from keepsight.exchange.spelling import HARMS, harms_meant, meant
from keepsight.exchange.tables.heading import plain
from keepsight.exchange.tables.table import Value, in_text
from keepsight.exchange.uncertain_date import (
    EXPECTED,
    DateNotUnderstoodError,
    UncertainDate,
    read_date,
)

_NO_DAY = ("", "unknown", "not known", "not stated", "n k", "nk", "undated", "no date", "none")

_PART = "(early|mid|late|spring|summer|autumn)"

Edge = Literal["earliest", "latest"]


@dataclass(frozen=True)
class Row:
    """A row of a replay file. `window` is the last day of a range that the source gives no day in;
    the row can be played at either edge. `turn` counts the occasions that one row tells of."""

    file: str
    number: int
    when: UncertainDate
    child: str
    agency: str
    kind: str
    harms: tuple[str, ...]
    outcome: str
    detail: str
    source: str
    placed: bool = False
    window: date | None = None
    turn: int = 0

    @property
    def name(self) -> str:
        """The row's short name: m0014 in the file of dated rows, w0003 in the file of windows; the
        second of many occasions that one row tells of is w0003-002."""
        turn = f"-{self.turn:03d}" if self.turn else ""
        return f"{'m' if self.window is None else 'w'}{self.number:04d}{turn}"

    @property
    def happened_on(self) -> date:
        """The day on which it is played."""
        return self.when.happened_on

    def at(self, edge: Edge, *, no_later_than: date | None) -> "Row":
        """The row played at one edge of its window, and not after the end of the case."""
        if self.window is None:
            return self
        if edge == "earliest":
            return replace(self, when=replace(self.when, latest_on=None))
        last = self.last_on(no_later_than)
        return replace(self, when=replace(self.when, happened_on=last, latest_on=None))

    def last_on(self, no_later_than: date | None) -> date:
        """The last day it may have been, before the end of the case."""
        last = self.window or self.when.latest_on or self.happened_on
        if no_later_than is not None and self.happened_on < no_later_than <= last:
            last = no_later_than - timedelta(days=1)
        return last

    def a_day_later(self) -> "Row":
        """The row played on the next day."""
        next_day = self.happened_on + timedelta(days=1)
        return replace(self, when=replace(self.when, happened_on=next_day, latest_on=None))


class RowRefusedError(Exception):
    """A row that cannot be played; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def is_undated(cells: Mapping[str, Value]) -> bool:
    """Whether the row's own words are that its day is not known."""
    days = [in_text(cells.get(each, "")) for each in ("date", "earliest", "latest")]
    return all(plain(each) in _NO_DAY for each in days)


def row_from(cells: Mapping[str, Value], *, file: str, number: int) -> tuple[Row, list[Problem]]:
    """The row that these named cells make, and remarks on what was not certain.

    Raises RowRefusedError when no day can be read.
    """
    text = {name: in_text(value).strip() for name, value in cells.items()}
    reader = _Cells(cells, text, file=file, number=number)
    when, window = reader.when()
    kind = reader.coded("kind", KINDS) or "other"
    outcome = reader.coded("outcome", OUTCOMES)
    row = Row(
        file=file,
        number=number,
        when=when,
        child=text.get("child", ""),
        agency=text.get("agency", ""),
        kind=kind,
        harms=reader.harms(),
        outcome=outcome,
        detail=reader.detail(),
        source=text.get("source", ""),
        placed=plain(text.get("precision", "")) == "placed",
        window=window,
    )
    return row, reader.remarks


class _Cells:
    """The cells of one row, with the remarks that reading them gave."""

    def __init__(
        self, cells: Mapping[str, Value], text: Mapping[str, str], *, file: str, number: int
    ) -> None:
        self._cells = cells
        self._text = text
        self._file = file
        self._number = number
        self._not_understood: list[str] = []
        self.remarks: list[Problem] = []

    def when(self) -> tuple[UncertainDate, date | None]:
        if plain(self._text.get("date", "")) in _NO_DAY:
            first = self._date("earliest")
            last = self._last_of_range(first)
            end = last.latest_on or last.happened_on
            if end < first.happened_on:
                raise self._refusal("latest", "a day that is not before the earliest")
            words = f"{first.as_written} to {last.as_written}"
            return UncertainDate(first.happened_on, end, "about", words), end
        return self._as_precise_as_stated(self._date("date")), None

    def coded(self, field: str, choices: Mapping[str, tuple[str, ...]]) -> str:
        """The code in a cell; empty, with a remark, when it is none we know."""
        said = self._text.get(field, "")
        code, certain = meant(said, choices) if said else (None, True)
        if code is None and said:
            self._not_understood.append(f"{field} in the file: {said}")
            self._remark(field, "one of " + ", ".join(choices))
        elif not certain:
            self._remark(field, f"{code}, which it was taken for")
        return code or ""

    def harms(self) -> tuple[str, ...]:
        found, unsure = harms_meant(self._text.get("abuse_category", ""))
        if unsure:
            self._not_understood.append(f"category in the file: {', '.join(unsure)}")
            self._remark("abuse_category", "one of " + ", ".join(HARMS))
        return found

    def detail(self) -> str:
        """The row's words, with what could not be understood kept beside them."""
        kept = [self._text.get("detail", ""), *(f"({each})" for each in self._not_understood)]
        return " ".join(each for each in kept if each)

    def _last_of_range(self, first: UncertainDate) -> UncertainDate:
        try:
            return self._date("latest")
        except RowRefusedError as error:
            self._remark("latest", f"{error.problem.expected}; the earliest was taken")
            return first

    def _as_precise_as_stated(self, when: UncertainDate) -> UncertainDate:
        code, _ = meant(self._text.get("precision", ""), PRECISIONS)
        day, exact = when.happened_on, when.latest_on is None
        if code == "approx":
            return replace(when, precision="about")
        if code == "month" and exact:
            end = monthrange(day.year, day.month)[1]
            return replace(
                when,
                happened_on=day.replace(day=1),
                latest_on=day.replace(day=end),
                precision="month",
            )
        if code == "year" and (part := self._part_of_year(day.year)):
            return part
        if code == "year" and (exact or when.precision == "month"):
            first, last = date(day.year, 1, 1), date(day.year, 12, 31)
            return replace(when, happened_on=first, latest_on=last, precision="year")
        return when

    def _part_of_year(self, year: int) -> UncertainDate | None:
        """The part of a year that the row's own words name: "(early 2010)"."""
        found = re.search(rf"\b{_PART} (?:in |of )?{year}\b", self._text.get("detail", "").lower())
        if found is None:
            return None
        part = read_date(f"{found[1]} {year}")
        self._remark("date", f"the part of the year that the words name: {part.as_written}")
        return part

    def _date(self, field: str) -> UncertainDate:
        value = self._cells.get(field, "")
        try:
            return read_date(
                value if isinstance(value, date | float) else self._text.get(field, "")
            )
        except DateNotUnderstoodError:
            raise self._refusal(field, EXPECTED) from None

    def _refusal(self, field: str, expected: str) -> RowRefusedError:
        found = quoted(self._text.get(field, ""))
        return RowRefusedError(Problem(self._file, self._number, field, found, expected))

    def _remark(self, field: str, expected: str) -> None:
        found = quoted(self._text.get(field, ""))
        self.remarks.append(
            Problem(self._file, self._number, field, found, expected, refused=False)
        )
