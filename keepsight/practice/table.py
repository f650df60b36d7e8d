"""Reads the tables of practice that come with Keepsight, and says which row and field is wrong."""

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from importlib.resources import files
from typing import TypeVar

T = TypeVar("T")


class TableError(ValueError):
    """A table that comes with Keepsight has something in it that cannot be used."""


class Row:
    """One line of a table. What cannot be read is refused by table, row and field."""

    def __init__(self, table: str, number: int, fields: Mapping[str, str]) -> None:
        self._table = table
        self._number = number
        self._fields = fields

    def text(self, field: str) -> str:
        """What the field says; empty when nothing is written there."""
        if field not in self._fields:
            raise self.wrong(field, "a column of this name")
        return self._fields[field]

    def day(self, field: str) -> date | None:
        """The date in the field, written as 2026-03-19; None when nothing is written there."""
        written = self.text(field)
        if not written:
            return None
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise self.wrong(field, "a date such as 2026-03-19") from None

    def choice(self, field: str, choices: Mapping[str, T]) -> T:
        """What the word in the field stands for among these choices."""
        written = self.text(field)
        if written not in choices:
            raise self.wrong(field, f"one of {', '.join(sorted(choices))}")
        return choices[written]

    def wrong(self, field: str, expected: str) -> TableError:
        """The error that names this row and field and says what was expected."""
        found = self._fields.get(field, "nothing")
        return TableError(
            f'{self._table}, row {self._number}, {field}: found "{found}", expected {expected}.'
        )


def rows(table: str) -> Iterator[Row]:
    """The rows of a table that lies beside this module, such as "guidance.csv"."""
    text = files("keepsight.practice").joinpath(table).read_text(encoding="utf-8")
    # The headings are row 1, as a spreadsheet would number them.
    for number, fields in enumerate(csv.DictReader(text.splitlines()), start=2):
        if None in fields or None in fields.values():
            raise TableError(f"{table}, row {number}: expected as many fields as headings.")
        yield Row(table, number, fields)
