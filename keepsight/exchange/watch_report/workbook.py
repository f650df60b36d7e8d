"""The workbook of a watch: findings, by rule, by authority, what cannot be told, what is broken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from keepsight.exchange.tables.formula import as_text_only
from keepsight.exchange.watch_report.shown import WatchReport

MOST_ROWS = 1_048_575
"""Rows below the heading that a sheet can have."""

_LONGEST = 32_767

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as a row: past ones and those that fall due as well."""

    authority: str
    child: str
    rule: str
    concern: str
    raised_on: date
    cleared_on: date | None
    state: str
    fact: str
    clears: str
    finding_id: str


def write_workbook(shown: WatchReport, findings: Iterable[FindingRow], path: Path) -> None:
    """Write the workbook. Cells that a spreadsheet could take for a formula are made text."""
    with xlsxwriter.Workbook(
        path, {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    ) as book:
        book.set_properties({"title": f"{shown.title}: what has slipped"})
        _sheet(
            book,
            "Findings",
            ("Authority", "Child", "What", "Concern", "Since", "Cleared on", "State",
             "Raised by the fact", "What clears it", "Finding"),
            (
                (f.authority, f.child, f.rule, f.concern, f.raised_on, f.cleared_on, f.state,
                 f.fact, f.clears, f.finding_id)
                for f in findings
            ),
        )  # fmt: skip
        _sheet(
            book,
            "By rule",
            ("Rule", "Raised", "Falls due in four weeks", "Source", "Standing", "What clears it"),
            ((r.title, r.raised, r.soon, r.source, r.standing, r.clears) for r in shown.rules),
        )
        often = shown.how_often
        _sheet(
            book,
            "How often",
            often.heading,
            ((e.title, e.new, round(e.a_week, 4), e.open, e.most_open)
             for e in (*often.rules, often.every)),
        )  # fmt: skip
        _sheet(book, "By age", ("How long raised", "Findings"), shown.ages)
        _sheet(
            book,
            "By authority",
            ("Authority", "Children", "Facts", "Raised", "Children concerned", "Raised per 100"),
            (
                (a.name, a.children, a.facts, a.raised, a.children_with_findings,
                 a.per_100_children)
                for a in shown.authorities
            ),
        )  # fmt: skip
        _sheet(
            book,
            "Cannot tell",
            ("Authority", "Rule and what is missing"),
            ((name, line) for name, lines in shown.cannot_tell for line in lines),
        )
        _sheet(
            book,
            "Could not be read",
            ("Authority", "Where, and what was expected"),
            ((name, line) for name, lines in shown.broken for line in lines),
        )


def _sheet(
    book: xlsxwriter.Workbook, name: str, top: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmmm yyyy", "align": "left"})
    widths = {"Authority": 24, "Child": 20, "Raised": 10}
    for column, heading in enumerate(top):
        wide = 50 if heading.startswith(("What", "Rule", "Where", "Source", "How")) else 20
        sheet.set_column(column, column, widths.get(heading, wide))
    for column, heading in enumerate(top):
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)
    last = 0
    for last, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, last, column, cell, day)
    sheet.autofilter(0, 0, max(last, 1), len(top) - 1)


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, day: object
) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    elif cell:
        sheet.write_string(row, column, as_text_only(cell)[:_LONGEST])
