"""An engine in this process: DuckDB, which reads Parquet as it lies and needs no server."""

import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from keepsight.rules.dialect import DUCKDB, Dialect, quoted
from keepsight.rules.engine import Unreadable

_ARROW = {"text": pa.string(), "integer": pa.int32(), "boolean": pa.bool_()}

_OF_WHAT_WAS_ASKED = (
    duckdb.BinderException,
    duckdb.CatalogException,
    duckdb.ParserException,
    duckdb.InternalException,
    duckdb.InterruptException,
    duckdb.OutOfMemoryException,
)
"""What DuckDB raises when it is not the file that is wrong. Of a torn file it says all sorts."""


class InDuckDB:
    """A database in memory for one partition at a time; what has no room there goes to the disk."""

    def __init__(self, *, scratch: Path | None = None, memory: str | None = None) -> None:
        """`scratch`: where what does not fit into memory goes. `memory`: how much, as "4GB"."""
        self._folder = tempfile.TemporaryDirectory(dir=scratch, prefix="keepsight-")
        self._memory = memory
        self._kept: set[str] = set()
        self._open()

    @property
    def dialect(self) -> Dialect:
        return DUCKDB

    def columns(self, file: Path) -> Mapping[str, str]:
        described = self._run(f"DESCRIBE SELECT * FROM read_parquet({quoted(file)})")
        return {name: kind for name, kind, *_ in described.fetchall()}

    def empty_columns(self, file: Path) -> Collection[str]:
        """The columns of a Parquet file in which nothing is filled, as far as the file says so."""
        rows = self._run(
            "SELECT path_in_schema FROM (SELECT path_in_schema, "
            "BOOL_AND(COALESCE(stats_null_count = num_values, FALSE)) AS is_empty "
            f"FROM parquet_metadata({quoted(file)}) GROUP BY path_in_schema) WHERE is_empty"
        )
        return {name for (name,) in rows.fetchall()}

    def file(self, file: Path) -> str:
        read = f"read_parquet({quoted(file)}, file_row_number = true, hive_partitioning = false)"
        return f"(SELECT * EXCLUDE (file_row_number), file_row_number + 1 AS row FROM {read})"

    def view(self, name: str, sql: str) -> None:
        self._drop(name)
        self._run(f"CREATE VIEW {name} AS {sql}")

    def table(self, name: str, sql: str) -> None:
        self._drop(name)
        self._run(f"CREATE TABLE {name} AS {sql}")

    def tables(self, by_name: Mapping[str, str]) -> None:
        # One after another: each takes all the cores, and less memory by itself.
        for name, sql in by_name.items():
            self.table(name, sql)

    def fill(self, name: str, columns: Mapping[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
        # Half a million rows as arguments of zip() take ten times as long.
        every = list(rows)
        lists = ([row[place] for row in every] for place in range(len(columns)))
        given = pa.table(
            {
                column: pa.array(values, _ARROW[kind])
                for (column, kind), values in zip(columns.items(), lists, strict=True)
            }
        )
        self._connection.register("given", given)
        self.table(name, "SELECT * FROM given")
        self._connection.unregister("given")

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._run(sql).fetchall()

    def write(self, sql: str, folder: Path) -> None:
        folder.mkdir(parents=True)
        to = quoted(folder / "part-0.parquet")
        self._run(f"COPY ({sql}) TO {to} (FORMAT parquet, COMPRESSION zstd)")

    @property
    def kept(self) -> Collection[str]:
        return self._kept

    def keep(self, name: str) -> None:
        self._kept.add(name)

    def forget(self) -> None:
        # Every view goes before the tables that it reads.
        for kind, name in sorted(self._made(), reverse=True):
            if name not in self._kept:
                self._run(f"DROP {kind} IF EXISTS {name}")

    def execute(self, query: str) -> duckdb.DuckDBPyConnection:
        """Run anything at all, and give what can be fetched."""
        return self._run(query)

    def close(self) -> None:
        """End it, and take away what it kept on the disk."""
        self._connection.close()
        self._folder.cleanup()

    def _open(self) -> None:
        self._connection = duckdb.connect()
        self._run(f"SET temp_directory = {quoted(self._folder.name)}")
        self._run("SET TimeZone = 'UTC'")
        self._run("SET enable_progress_bar = false")
        if self._memory:
            self._run(f"SET memory_limit = {quoted(self._memory)}")

    def _made(self) -> list[tuple[str, str]]:
        """Whether it is a VIEW or a TABLE, and the name, of each that is there."""
        rows = self._run(
            "SELECT CASE table_type WHEN 'VIEW' THEN 'VIEW' ELSE 'TABLE' END, table_name "
            "FROM information_schema.tables"
        )
        return rows.fetchall()

    def _drop(self, name: str) -> None:
        for kind, known in self._made():
            if known == name:
                self._run(f"DROP {kind} {name}")

    def _run(self, sql: str, given: list[Any] | None = None) -> duckdb.DuckDBPyConnection:
        try:
            return self._connection.execute(sql, given)
        except _OF_WHAT_WAS_ASKED:
            raise
        except duckdb.Error as error:
            raise Unreadable(str(error).splitlines()[0]) from error
