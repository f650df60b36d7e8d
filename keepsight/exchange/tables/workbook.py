"""Tables in XLSX workbooks: every sheet, with formulas as text and merged cells filled down."""

import io
from collections.abc import Mapping
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum

from keepsight.exchange.reading import Problem, UnreadableFileError
from keepsight.exchange.tables.archive import checked_archive
from keepsight.exchange.tables.formula import Formula, formulas_in
from keepsight.exchange.tables.table import Line, Table, Value, has_something

MOST_CELLS = 20_000_000


def workbook_tables(content: bytes, *, file: str) -> list[Table]:
    """A table for each sheet of a workbook. Raises UnreadableFileError."""
    archive = checked_archive(content, file=file)
    try:
        formulas = formulas_in(archive)
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [
            workbook.get_sheet_by_name(each.name)
            for each in workbook.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet
        ]
        return [_table(each, formulas.get(each.name, {}), file=file) for each in sheets]
    except (CalamineError, KeyError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableFileError(
            Problem(file, None, "", f"a broken workbook ({error})", "an XLSX workbook that opens")
        ) from None


def _table(
    sheet: CalamineSheet, formulas: Mapping[tuple[int, int], Formula], *, file: str
) -> Table:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise UnreadableFileError(
            Problem(
                file,
                None,
                "",
                f"{sheet.total_height} rows by {sheet.total_width} columns",
                f"a sheet of at most {MOST_CELLS // 1_000_000} million cells",
                sheet=sheet.name,
            )
        )
    grid: list[list[Any]] = sheet.to_python(skip_empty_area=False) if sheet.total_height else []
    for (row, column), formula in formulas.items():
        if row < len(grid) and column < len(grid[row]):
            grid[row][column] = formula
    _fill_merged_down(grid, sheet)
    cells: list[list[Value]] = grid
    lines = [Line(n, row) for n, row in enumerate(cells, start=1) if has_something(row)]
    return Table(file, sheet.name, lines)


def _fill_merged_down(grid: list[list[Any]], sheet: CalamineSheet) -> None:
    """One date merged over three rows is the date of all three."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left == right and top < len(grid) and left < len(grid[top]):
            for row in grid[top + 1 : bottom + 1]:
                if row[left] == "":
                    row[left] = grid[top][left]
