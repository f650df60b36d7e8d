"""A table as it stood in a file: numbered lines of cells, nothing yet understood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

Value = str | float | int | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Line:
    """One row with something in it; `number` is the row as a spreadsheet shows it, from 1."""

    number: int
    cells: Sequence[Value]


@dataclass(frozen=True)
class Table:
    """One table of a file. `sheet` names the sheet, or "table 2" in a document, or is empty."""

    file: str
    sheet: str
    lines: Sequence[Line]


def in_text(value: Value) -> str:
    """A cell as people see it: whole numbers without a decimal point, days without midnight."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return str(value)


def has_something(cells: Sequence[Value]) -> bool:
    """Whether any cell of a row is filled in."""
    return any(not isinstance(each, str) or each.strip() for each in cells)
