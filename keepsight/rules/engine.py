"""What an engine can do with an extract, whichever it is: DuckDB on one machine, Spark on many."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol

from keepsight.rules.dialect import Dialect


class Unreadable(Exception):
    """A file that the engine cannot read as Parquet; says why, in its words."""


class Engine(Protocol):
    """Tables by name, made by SQL. One of these holds one partition at a time."""

    @property
    def dialect(self) -> Dialect:
        """How this engine says what engines say differently."""

    def columns(self, file: Path) -> Mapping[str, str]:
        """The columns of a Parquet file with the engine's types. Raises Unreadable."""

    def file(self, file: Path) -> str:
        """A Parquet file as something to read from, with the column `row`, counted from 1."""

    def view(self, name: str, sql: str) -> None:
        """Call a query by a name; it is worked out whenever it is read."""

    def table(self, name: str, sql: str) -> None:
        """Work a query out now and keep what it gives under a name."""

    def tables(self, by_name: Mapping[str, str]) -> None:
        """Several that do not read each other; an engine may work at some at the same time."""

    def fill(self, name: str, columns: Mapping[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
        """Make a table of rows; `columns` are text, integer or boolean."""

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What a query gives."""

    def write(self, sql: str, folder: Path) -> None:
        """Write what a query gives as Parquet into a folder that is not there yet."""

    @property
    def kept(self) -> Collection[str]:
        """The tables that stay when the rest is forgotten."""

    def keep(self, name: str) -> None:
        """Let a table stay when the rest is forgotten, where the engine can."""

    def forget(self) -> None:
        """Drop everything that was made, but what is kept."""
