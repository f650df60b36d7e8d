"""One row of a chronology as its cells say it, before it is known which concern it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from keepsight.exchange.agency_name import agency_code, reporter_of
from keepsight.exchange.chronology.cell import CellRefusedError, value_in
from keepsight.exchange.chronology.layout import OWN_FIELDS, fields_of, heading, kind_named
from keepsight.exchange.reading import Problem, quoted
from keepsight.exchange.sign_in_words import harm_of, sign_in
from keepsight.exchange.spelling import HARMS, harms_meant
from keepsight.exchange.tables.formula import looks_like_formula, without_mark
from keepsight.exchange.tables.table import Value, in_text
from keepsight.exchange.uncertain_date import (
    EXPECTED,
    DateNotUnderstoodError,
    UncertainDate,
    read_date,
)
from keepsight.facts.fact import KINDS, Fact
from keepsight.practice.codes.harm import HARM


class RowRefusedError(Exception):
    """A row that cannot be taken in; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


@dataclass
class Row:
    """A row's named cells as text, with where it stands and the remarks made on it so far."""

    file: str
    sheet: str
    number: int
    cells: Mapping[str, Value]
    others: Mapping[str, str]
    is_exact: bool
    text: dict[str, str] = field(default_factory=dict)
    remarks: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        for name, value in self.cells.items():
            if looks_like_formula(value):
                self.remark(name, quoted(value), "words; the formula was kept as text and not run")
            self.text[name] = without_mark(in_text(value).strip())

    @property
    def place(self) -> str:
        """Where the row stands, for the fact's source."""
        sheet = f", {self._sheet_in_words}" if self.sheet else ""
        return f"{self.file}{sheet}, row {self.number}"

    @property
    def _sheet_in_words(self) -> str:
        return self.sheet if self.sheet.startswith("table ") else f"sheet {self.sheet}"

    def says(self, name: str) -> str:
        """The words of one cell; empty when there is no such column."""
        return self.text.get(name, "")

    def remark(self, name: str, found: str, expected: str) -> None:
        """Note something to look at; the row is taken in all the same."""
        self.remarks.append(self._problem(name, found, expected, refused=False))

    def refusal(self, name: str, found: str, expected: str) -> RowRefusedError:
        """The error that keeps the row out."""
        return RowRefusedError(self._problem(name, found, expected, refused=True))

    def _problem(self, name: str, found: str, expected: str, *, refused: bool) -> Problem:
        return Problem(
            self.file, self.number, name, found, expected, refused=refused, sheet=self.sheet
        )


def day_of(row: Row, name: str = "date", *, until: date | None = None) -> UncertainDate:
    """The day in a cell. Raises RowRefusedError when none can be read, or it lies ahead."""
    value = row.cells.get(name, "")
    try:
        when = read_date(value if isinstance(value, date | float) else row.says(name))
    except DateNotUnderstoodError:
        raise row.refusal(name, quoted(row.says(name)), EXPECTED) from None
    if until is not None and when.happened_on > until:
        raise row.refusal(name, quoted(row.says(name)), f"a day that is not after {until}")
    return when


def exact_day(row: Row) -> UncertainDate:
    """The day as the full form carries it, field by field."""
    first, last = day_of(row, "happened_on"), row.says("latest_on")
    precision: Any = row.says("precision") or "day"
    latest = day_of(row, "latest_on").happened_on if last else None
    return UncertainDate(first.happened_on, latest, precision, row.says("date_as_written"))


def agency_of(row: Row, *, default: str) -> str:
    """The agency's code; another agency, with a remark, when it is none we know."""
    said = row.says("agency") or row.says("source")
    code = agency_code(said) if said else default
    if not code:
        row.remark("agency", quoted(said), "an agency we know; taken as another agency")
    return code or "other"


def kind_of(row: Row) -> tuple[type[Fact], dict[str, Any]]:
    """The kind of fact that the row is, a note where none is given, and the values it carries."""
    said = row.says("kind")
    named = kind_named(said) if said else (KINDS["note"], {})
    if named is None:
        row.remark("kind", quoted(said), "a kind of fact; taken as a note")
        return KINDS["note"], {}
    kind: type[Fact] = named[0]
    values: dict[str, Any] = dict(named[1])
    for each in fields_of(kind):
        cell = row.says(each.name)
        if not cell:
            if row.is_exact and each.required and each.shape in ("codes", "texts"):
                values[each.name] = ()
            continue
        try:
            values[each.name] = value_in(cell, each)
        except CellRefusedError as error:
            if row.is_exact:
                raise row.refusal(each.name, quoted(cell), str(error)) from None
    return kind, values


def harms_of(row: Row) -> tuple[str, ...]:
    """The harms that the row names."""
    if row.is_exact:
        return tuple(each.strip() for each in row.says("harms").split(";") if each.strip())
    found, unsure = harms_meant(row.says("harms"))
    if unsure:
        row.remark("harms", quoted(row.says("harms")), f"one of {', '.join(HARMS)}")
    return found


def words_of(row: Row, kind: type[Fact], values: Mapping[str, Any], *, about: str) -> str:
    """What happened, with the words of every cell that no field of the fact holds."""
    if row.is_exact:
        return row.says("event")
    held = {each.name for each in fields_of(kind)} & set(values)
    said = [each for each in (row.says("event"), row.says("detail")) if each]
    if about:
        said[:0] = [f"About {about}."]
    for name, cell in row.text.items():
        if name in OWN_FIELDS and name not in held and cell:
            said.append(f"{heading(name)}: {cell}.")
    if row.says("outcome"):
        said.append(f"Outcome: {row.says('outcome')}")
    if row.says("kind") and kind.kind == "note" and row.says("kind").lower() != "note":
        said.append(f"Kind in the file: {row.says('kind')}.")
    unplaced = row.says("harms") and not harms_meant(row.says("harms"))[0]
    if unplaced and row.says("harms").lower() not in HARMS:
        said.append(f"Harm in the file: {row.says('harms')}.")
    said += [f"{name}: {cell}." for name, cell in row.others.items()]
    return " ".join(said)


def completed(
    row: Row, kind: type[Fact], values: dict[str, Any], harms: tuple[str, ...]
) -> tuple[type[Fact], dict[str, Any], tuple[str, ...]]:
    """The kind with what it cannot be without, from the row's words; else a note, with a remark."""
    words = f"{row.says('event')} {row.says('detail')}"
    if kind.kind == "concern":
        sign = values.setdefault("sign", sign_in(words) or "other")
        values.setdefault(
            "reporter",
            reporter_of(row.says("agency"), agency=agency_code(row.says("agency")) or "other"),
        )
        if not harms:
            harms = harm_of(sign)
            if harms:
                meant = " and ".join(HARM.named(each) for each in harms)
                row.remark("harms", "no harm", f"one; {meant.lower()} was taken from the words")
    if kind.kind == "plan_started":
        values.setdefault("categories", harms)
    missing = [e.name for e in fields_of(kind) if e.required and not values.get(e.name)]
    if kind.kind == "concern" and not harms:
        missing.append("harms")
    if missing:
        wanted = f"{', '.join(heading(each).lower() for each in missing)} as well; taken as a note"
        row.remark("kind", quoted(row.says("kind")), wanted)
        return KINDS["note"], {}, harms
    return kind, values, harms


def exact_values(row: Row) -> dict[str, Any]:
    """The values that only the full form carries."""
    return {
        "fact_id": row.says("fact_id"),
        "recorded_at": datetime.fromisoformat(row.says("recorded_at")),
        "recorded_by": row.says("recorded_by"),
        "source": row.says("exact_source"),
        "concerns": tuple(e.strip() for e in row.says("concerns").split(";") if e.strip()),
        "event": row.says("event_id"),
        "corrects": row.says("corrects") or None,
    }
