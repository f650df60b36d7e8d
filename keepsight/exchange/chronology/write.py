"""Writes a chronology as CSV, XLSX or DOCX, for people; or whole, for another Keepsight."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]
from docx import Document

from keepsight.exchange.chronology.cell import cell_of
from keepsight.exchange.chronology.layout import EXACT, OWN_FIELDS, heading
from keepsight.exchange.tables.formula import as_text_only
from keepsight.exchange.uncertain_date import DateNotUnderstoodError, read_date
from keepsight.facts.fact import Fact
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.conference import CONFERENCE
from keepsight.practice.codes.harm import HARM

_PLAIN = ("date", "child", "agency", "event", "kind", "harms", "source")
_LONGEST_IN_A_WORKBOOK = 32_767
_WIDTHS = {"date": 18, "event": 70, "source": 30}


def write(facts: Iterable[Fact], path: Path, *, whole: bool = False) -> None:
    """Write facts, in order of time, to a .csv, .xlsx or .docx file.

    The plain form has what people read: day, child, agency, event, kind, harm, source. The whole
    form (CSV and XLSX) has every field, and reads back as the same facts. A cell that a spreadsheet
    could take for a formula has an apostrophe before it. Raises ValueError for another kind of file
    and for a text too long for a workbook.
    """
    ordered = sorted(facts, key=lambda each: each.order)
    fields = _whole_fields(ordered) if whole else _PLAIN
    rows = [[_cell(each, name, whole=whole) for name in fields] for each in ordered]
    headings = [heading(each) for each in fields]
    match path.suffix.lower():
        case ".csv":
            _write_csv(path, headings, rows)
        case ".xlsx":
            _write_workbook(path, fields, headings, rows)
        case ".docx" if not whole:
            _write_document(path, headings, rows)
        case ending:
            raise ValueError(f"{path.name}: '{ending}' is not a kind of file that can be written")


def day_in_words(fact: Fact) -> str:
    """The day of a fact as a chronology shows it, in words that read back as the same day."""
    if fact.date_as_written and _reads_back(fact, fact.date_as_written):
        return fact.date_as_written
    if fact.precision == "month" and _reads_back(fact, f"{fact.happened_on:%B %Y}"):
        return f"{fact.happened_on:%B %Y}"
    if fact.precision == "year" and _reads_back(fact, str(fact.happened_on.year)):
        return str(fact.happened_on.year)
    if fact.latest_on is not None and fact.latest_on != fact.happened_on:
        return f"{_day(fact.happened_on.isoformat())} to {_day(fact.latest_on.isoformat())}"
    exact = fact.happened_on.isoformat()
    return exact if fact.precision == "day" else f"about {exact}"


def _day(iso: str) -> str:
    when = read_date(iso).happened_on
    return f"{when.day} {when:%B %Y}"


def _reads_back(fact: Fact, words: str) -> bool:
    try:
        when = read_date(words)
    except DateNotUnderstoodError:
        return False
    return (when.happened_on, when.latest_on, when.precision) == (
        fact.happened_on,
        fact.latest_on,
        fact.precision,
    )


def _whole_fields(facts: Sequence[Fact]) -> list[str]:
    used = {name for each in facts for name in vars(each) if name in OWN_FIELDS}
    return [*_PLAIN[:-1], *EXACT, *(name for name in OWN_FIELDS if name in used)]


def _cell(fact: Fact, name: str, *, whole: bool) -> str:
    match name:
        case "date":
            text = day_in_words(fact)
        case "event":
            text = fact.detail
        case "kind":
            text = fact.kind if whole else _kind_in_words(fact)
        case "agency":
            text = fact.agency if whole else AGENCY.named(fact.agency)
        case "harms" if not whole:
            text = "; ".join(HARM.named(each) for each in fact.harms)
        case "exact_source":
            text = fact.source
        case "event_id":
            text = fact.event
        case _:
            text = cell_of(vars(fact).get(name))
    return as_text_only(text)


def _kind_in_words(fact: Fact) -> str:
    held = vars(fact)
    return CONFERENCE.named(held["conference"]) if fact.kind == "conference" else fact.title


def _write_csv(path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    # With the mark that spreadsheets need to see that it is UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headings, *rows])


def _write_workbook(
    path: Path, fields: Sequence[str], headings: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    too_long = next((r for r in rows if any(len(c) > _LONGEST_IN_A_WORKBOOK for c in r)), None)
    if too_long:
        raise ValueError(
            f"{path.name}: a text is too long for a workbook; write a CSV file instead"
        )
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Chronology")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, name in enumerate(fields):
            sheet.set_column(column, column, _WIDTHS.get(name, 20))
            sheet.write_string(0, column, headings[column], bold)
        for number, row in enumerate(rows, start=1):
            for column, cell in enumerate(row):
                sheet.write_string(number, column, cell, wrapped)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(fields) - 1)


def _write_document(path: Path, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    document = Document()
    document.add_heading("Chronology", level=1)
    table = document.add_table(rows=len(rows) + 1, cols=len(headings), style="Table Grid")
    for line, words in zip(table._tbl.tr_lst, [headings, *rows], strict=True):
        for cell, text in zip(line.tc_lst, words, strict=True):
            cell.p_lst[0].add_r().text = text
    document.save(str(path))
