"""Reads an agency's chronology: every row becomes a fact for each child it is about, or a problem
that names file, row and field."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from keepsight.exchange.chronology.child import Children, NamedChild, WhoRefusedError, names_in
from keepsight.exchange.chronology.duplicate import duplicates_of
from keepsight.exchange.chronology.layout import NEEDED, SPELLINGS, heading
from keepsight.exchange.chronology.line import (
    Row,
    RowRefusedError,
    agency_of,
    completed,
    day_of,
    exact_day,
    exact_values,
    harms_of,
    kind_of,
    words_of,
)
from keepsight.exchange.chronology.receipt import Receipt as Receipt
from keepsight.exchange.chronology.replay_form import reading_of
from keepsight.exchange.concern_thread import OpenConcerns
from keepsight.exchange.reading import (
    Problem,
    Reading,
    UnreadableFileError,
    in_words,
    quoted,
)
from keepsight.exchange.replay_case.read import is_replay
from keepsight.exchange.replay_case.read import read as read_replay
from keepsight.exchange.tables.file import tables_in
from keepsight.exchange.tables.formula import looks_like_formula
from keepsight.exchange.tables.heading import Heading, heading_of
from keepsight.exchange.tables.table import Table, in_text
from keepsight.facts.fact import Fact
from keepsight.facts.not_a_fact import why_not

_NOON = time(12, tzinfo=UTC)


@dataclass
class _Draft:
    """A row that could be read, waiting for the concern it is about."""

    row: Row
    kind: type[Fact]
    values: dict[str, Any]
    children: tuple[str, ...]


def read(path: Path, *, receipt: Receipt) -> Reading:
    """A chronology from a CSV, XLSX or DOCX file.

    Nothing is raised for what is wrong in the file: it is all in the reading's problems. A row is
    among the facts or among the refused problems, never in neither.
    """
    try:
        tables, problems = tables_in(path)
    except UnreadableFileError as error:
        return Reading(problems=[error.problem])
    digest = sha256(path.read_bytes()).hexdigest()[:12]
    if is_replay(tables):
        return _replay(path, receipt, digest)
    rows: list[Row] = []
    for number, table in enumerate(tables):
        found, wrong = _rows(table, receipt, is_only=len(tables) == 1 or number == 0)
        rows.extend(found)
        problems.extend(wrong)
    if not rows and not any(each.refused for each in problems):
        problems.append(_nothing_there(path.name, tables))
    children = Children(receipt.children, receipt.child)
    drafts = list(_drafts(rows, children, receipt, problems))
    facts = list(_facts(drafts, receipt, digest, problems))
    return Reading(
        facts=sorted(facts, key=lambda each: each.order),
        problems=sorted(problems, key=lambda each: (each.sheet, each.row or 0)),
        duplicates=duplicates_of(facts, known=receipt.known),
        children=names_in(children.named.values()),
        rows_read=len(rows),
    )


def _replay(path: Path, receipt: Receipt, digest: str) -> Reading:
    try:
        case = read_replay(path)
    except UnreadableFileError as error:
        return Reading(problems=[error.problem])
    return reading_of(case, receipt=receipt, file=path.name, digest=digest)


def _rows(table: Table, receipt: Receipt, *, is_only: bool) -> tuple[list[Row], list[Problem]]:
    """The rows of one table; none, with the reason, when its columns are not those of one."""
    found = heading_of(table, SPELLINGS)
    has = set(found.columns) if found else set()
    is_exact = {"fact_id", "recorded_at", "happened_on"} <= has
    missing = [] if is_exact else _missing(has, receipt)
    if found is None or missing:
        is_meant = is_only or len(has & {"date", "agency", "event", "detail", "child"}) >= 2
        return [], [_missing_columns(table, found, missing or list(NEEDED))] if is_meant else []
    problems = [_repeated(table, found, each) for each in found.repeated]
    named = set(found.columns.values())
    rows = []
    for line in found.rows_below(table):
        others = {
            found.names[n]: in_text(cell).strip()
            for n, cell in enumerate(line.cells)
            if n not in named and n < len(found.names) and found.names[n] and in_text(cell).strip()
        }
        cells = found.named_cells(line)
        rows.append(Row(table.file, table.sheet, line.number, cells, others, is_exact))
    return rows, problems


def _missing(has: set[str], receipt: Receipt) -> list[str]:
    stands_in = {"agency": "source" in has or bool(receipt.agency), "event": "detail" in has}
    return [each for each in NEEDED if each not in has and not stands_in.get(each)]


def _drafts(
    rows: Iterable[Row], children: Children, receipt: Receipt, problems: list[Problem]
) -> Iterator[_Draft]:
    every = list(rows)
    births = [_birth(each) for each in every]
    for row, born_on in zip(every, births, strict=True):
        children.see(row.says("child"), number=row.says("child_id"), born_on=born_on)
    for row, born_on in zip(every, births, strict=True):
        try:
            draft = _draft(row, born_on, children, receipt)
        except RowRefusedError as error:
            problems.append(error.problem)
        else:
            yield draft
        problems.extend(row.remarks)


def _birth(row: Row) -> date | None:
    try:
        return day_of(row, "born_on").happened_on if row.says("born_on") else None
    except RowRefusedError:
        row.remark("born_on", quoted(row.says("born_on")), "a date of birth")
        return None


def _draft(row: Row, born_on: date | None, children: Children, receipt: Receipt) -> _Draft:
    if looks_like_formula(row.cells.get("child", "")):
        raise row.refusal("child", quoted(row.says("child")), "the name of a child")
    until = receipt.at.date()
    when = exact_day(row) if row.is_exact else day_of(row, until=until)
    own: tuple[str, ...]
    try:
        if row.is_exact:
            own, about = (row.says("child"),), ""
            children.named.setdefault(own[0], NamedChild(own[0], own[0]))
        else:
            own, about = children.who(
                row.says("child"), number=row.says("child_id"), born_on=born_on
            )
    except WhoRefusedError as error:
        raise row.refusal(error.field, error.found, error.expected) from None
    kind, values = kind_of(row)
    harms = harms_of(row)
    if not row.is_exact:
        if not (row.says("event") or row.says("detail")):
            raise row.refusal("event", "nothing", "what happened, in words")
        kind, values, harms = completed(row, kind, values, harms)
    said = f"; {row.says('source')}" if row.says("agency") and row.says("source") else ""
    shared = {
        "happened_on": when.happened_on,
        "latest_on": when.latest_on,
        "precision": when.precision,
        "date_as_written": when.as_written,
        "agency": agency_of(row, default=receipt.agency),
        "recorded_by": receipt.by or row.says("agency") or row.says("source") or row.file,
        "source": f"{row.place}{said}",
        "harms": harms,
        "detail": words_of(row, kind, values, about=about),
    }
    return _Draft(row, kind, {**values, **shared}, own)


def _facts(
    drafts: Sequence[_Draft], receipt: Receipt, digest: str, problems: list[Problem]
) -> Iterator[Fact]:
    """The facts of the drafts, oldest first, so that each concern finds the thread it joins."""
    concerns = OpenConcerns(receipt.known)
    sheets = {name: n for n, name in enumerate(dict.fromkeys(d.row.sheet for d in drafts), start=1)}
    for draft in sorted(drafts, key=lambda d: (d.values["happened_on"], d.row.number)):
        row = draft.row
        stem = f"{digest}.{sheets[row.sheet]}.{row.number:06d}"
        for number, child in enumerate(draft.children, start=1):
            values = {
                "fact_id": f"{stem}.{number}",
                "child": child,
                "recorded_at": _recorded_at(draft, receipt),
                "event": stem if len(draft.children) > 1 else "",
                **draft.values,
            }
            try:
                if row.is_exact:
                    values.update(exact_values(row))
                else:
                    values["concerns"] = _concerns(concerns, draft, child, values)
                yield draft.kind.model_validate(values)
            except (ValidationError, ValueError) as error:
                problems.append(_not_a_fact(row, error))


def _concerns(
    concerns: OpenConcerns, draft: _Draft, child: str, values: dict[str, Any]
) -> tuple[str, ...]:
    harms = values["harms"]
    if draft.kind.kind == "concern":
        return (concerns.thread_for(child, harms, fact_id=values["fact_id"]),)
    return concerns.sharing(child, harms)


def _recorded_at(draft: _Draft, receipt: Receipt) -> datetime:
    if receipt.as_it_happened:
        return datetime.combine(draft.values["happened_on"], _NOON)
    return receipt.at


def _not_a_fact(row: Row, error: ValueError) -> Problem:
    name, why = "", str(error)
    if isinstance(error, ValidationError):
        name, why = why_not(error)[0]
        why = why.rstrip(".")
    found = quoted(row.says(name)) if name in row.text else "a row that is not a fact"
    return Problem(row.file, row.number, name, found, f"a value that fits ({why})", sheet=row.sheet)


def _missing_columns(table: Table, found: Heading | None, missing: Sequence[str]) -> Problem:
    names = [quoted(each) for each in found.names if each] if found else []
    has = f"the columns {in_words(names, last='and')}" if names else "no row of column names"
    examples = {each: tuple(dict.fromkeys(SPELLINGS[each]))[:3] for each in missing}
    wanted = "; ".join(
        f"a column for the {heading(each).lower()}, called {in_words([quoted(n) for n in names])}"
        for each, names in examples.items()
    )
    return Problem(table.file, None, ", ".join(missing), has, wanted, sheet=table.sheet)


def _repeated(table: Table, found: Heading, name: str) -> Problem:
    """Two columns of one name: refused when it is a column that every row needs."""
    return Problem(
        table.file,
        table.lines[found.place].number,
        name,
        f"two columns for the {heading(name).lower()}",
        "one; the first was read",
        refused=name in (*NEEDED, "child"),
        sheet=table.sheet,
    )


def _nothing_there(file: str, tables: Sequence[Table]) -> Problem:
    found = "no table" if not tables else "no row below the column names"
    return Problem(file, None, "", found, "a table with a row for each event")
