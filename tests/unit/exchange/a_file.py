"""Small files for tests of reading."""

from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from keepsight.exchange.chronology.read import Receipt

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
RECEIPT = Receipt(at=NOW)
REPLAY_HEADING = "date,precision,child,agency,kind,abuse_category,outcome,detail,source"


def a_csv(folder: Path, text: str, *, name: str = "north.csv", encoding: str = "utf-8") -> Path:
    """A text file with these lines."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def a_workbook(folder: Path, *rows: list[object], name: str = "north.xlsx") -> Path:
    """A workbook with one sheet, "Chronology"; text that begins with "=" is a formula in it."""
    path = folder / name
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Chronology")
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(number, column, cell)
    return path


def a_replay(
    folder: Path, *rows: str, name: str = "case.csv", heading: str = REPLAY_HEADING
) -> Path:
    """A replay file with these rows under the usual heading."""
    return a_csv(folder, "\n".join([heading, *rows]) + "\n", name=name)
