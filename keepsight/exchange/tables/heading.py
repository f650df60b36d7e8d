"""The heading row of a table: which column holds which field, whatever each is called and wherever
the row stands."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz

from keepsight.exchange.tables.table import Line, Table, Value, in_text

_LOOK_DOWN = 40
_CLOSE_ENOUGH = 88
_SHORTEST_TO_GUESS = 5


@dataclass(frozen=True)
class Heading:
    """Where the fields stand: `columns` by field; `names` as written; `repeated` are fields that a
    second column claims too; `place` is the row's place among the table's lines."""

    place: int
    columns: Mapping[str, int]
    names: tuple[str, ...]
    repeated: tuple[str, ...]

    def named_cells(self, line: Line) -> dict[str, Value]:
        """The cells of a row by field; a row that is too short has empty cells at its end."""
        return {
            field: line.cells[column] if column < len(line.cells) else ""
            for field, column in self.columns.items()
        }

    def rows_below(self, table: Table) -> Iterator[Line]:
        """The rows under the heading, without the heading where it is repeated on later pages."""
        for line in table.lines[self.place + 1 :]:
            if tuple(in_text(each).strip() for each in line.cells) != self.names:
                yield line


def plain(words: object) -> str:
    """Words without capitals, signs and double spaces, so that spellings can be compared."""
    text = re.sub(r"['’]", "", str(words).lower())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())


def heading_of(table: Table, spellings: Mapping[str, tuple[str, ...]]) -> Heading | None:
    """The row among the first forty that names the most fields; None when no row names any."""
    best: Heading | None = None
    for place, line in enumerate(table.lines[:_LOOK_DOWN]):
        found = _heading(place, line, spellings)
        if found.columns and (best is None or len(found.columns) > len(best.columns)):
            best = found
    return best


def _heading(place: int, line: Line, spellings: Mapping[str, tuple[str, ...]]) -> Heading:
    names = tuple(in_text(each).strip() for each in line.cells)
    columns: dict[str, int] = {}
    repeated = []
    for column, name in enumerate(names):
        field = _field(plain(name), spellings)
        if field and field in columns:
            repeated.append(field)
        elif field:
            columns[field] = column
    return Heading(place, columns, names, tuple(dict.fromkeys(repeated)))


def _field(name: str, spellings: Mapping[str, tuple[str, ...]]) -> str | None:
    for field, known in spellings.items():
        if name in known:
            return field
    if _SHORTEST_TO_GUESS <= len(name) <= 40:
        for field, known in spellings.items():
            if any(fuzz.ratio(name, each) >= _CLOSE_ENOUGH for each in known):
                return field
    return None
