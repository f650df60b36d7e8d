"""An engine for what outgrows a machine: Apache Spark, on this machine or on a cluster.

It runs the same SQL text of every rule as DuckDB does. Every machine of a cluster must see the
folders of facts and of the report under the same names.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from keepsight.rules.dialect import SPARK, Dialect
from keepsight.rules.engine import Unreadable

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ARROW = {"text": pa.string(), "integer": pa.int32(), "boolean": pa.bool_()}
_ROWS_IN_A_GROUP = 10_000
_AT_ONCE = 4
_ALWAYS = {
    "spark.app.name": "keepsight watch",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    # What cannot be added or cast is an error, and never a NULL that nobody notices.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.parquet.compression.codec": "zstd",
    # Small tables are joined by sending them round, each in pages of this size; the rules join many.
    "spark.buffer.pageSize": "1m",
}
_PIECES = "spark.sql.shuffle.partitions"
_ON_ONE_MACHINE = {
    _PIECES: "4",
    "spark.driver.memory": "3g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}


class NoSpark(Exception):
    """Spark, or the Java that it runs on, is not there; says what to install."""


def start(master: str = "local[*]", **settings: str) -> "SparkSession":
    """A session on this machine ("local[2]": on two cores) or at the address of a cluster.

    `settings`: more of Spark's own, with two underscores for each full stop. Raises NoSpark.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise NoSpark(
            "Spark is not installed. Install it with: pip install 'keepsight[nation]'"
        ) from error
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise NoSpark(
            "Spark needs Java 17 or later, and there is none here. On Debian 12, as root: "
            "apt-get install openjdk-17-jre-headless"
        )
    # Or else each name of this machine is looked up, and Spark warns of what it finds.
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1") if master.startswith("local") else None
    builder = SparkSession.builder.master(master)
    given = {name.replace("__", "."): value for name, value in settings.items()}
    local = _ON_ONE_MACHINE if master.startswith("local") else {}
    for name, value in {**_ALWAYS, **local, **given}.items():
        builder = builder.config(name, value)
    try:
        return builder.getOrCreate()
    except (PySparkException, OSError, RuntimeError) as error:
        raise NoSpark(f"Spark did not start at {master}: {_first_line(error)}") from error


class InSpark:
    """Tables as Parquet in a scratch folder, which on a cluster lies where every machine sees it."""

    def __init__(self, session: "SparkSession", *, scratch: Path | None = None) -> None:
        from py4j.protocol import Py4JJavaError
        from pyspark.errors import PySparkException

        self._session = session.newSession()
        # A session of its own starts with the settings of the machine, not of the first session.
        for name, value in _ALWAYS.items():
            if name.startswith("spark.sql."):
                self._session.conf.set(name, value)
        self._divide_for_its_cores()
        self._parent = scratch
        self._folder: Path | None = None
        self._of_the_file: tuple[type[Exception], ...] = (PySparkException, Py4JJavaError)
        self._names: set[str] = set()
        self._numbers = count()

    def _divide_for_its_cores(self) -> None:
        """An authority is small for a cluster: cut into Spark's own 200 pieces, whatever the cores,
        every one of the hundreds of tables would be hundreds of tasks."""
        context = self._session.sparkContext
        if not context.getConf().contains(_PIECES):
            self._session.conf.set(_PIECES, str(min(200, 2 * context.defaultParallelism)))

    @property
    def dialect(self) -> Dialect:
        return SPARK

    def columns(self, file: Path) -> Mapping[str, str]:
        try:
            return dict(self._session.read.parquet(_address(file)).dtypes)
        except self._of_the_file as error:
            raise Unreadable(_first_line(error)) from error

    def file(self, file: Path) -> str:
        name = f"file_{sha256(str(file).encode()).hexdigest()[:16]}"
        read = self._session.read.parquet(_address(file))
        self._name(name, read.selectExpr("*", "_metadata.row_index + 1 AS row"))
        return name

    def view(self, name: str, sql: str) -> None:
        self._name(name, self._session.sql(sql))

    def table(self, name: str, sql: str) -> None:
        to = _address(self._place(name))
        self._written(self._session.sql(sql), to)
        self._name(name, self._session.read.parquet(to))

    def tables(self, by_name: Mapping[str, str]) -> None:
        # Each keeps a few tasks busy and waits for the rest: together they fill the machines.
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(lambda each: self.table(*each), by_name.items()))

    def fill(self, name: str, columns: Mapping[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
        every = list(rows)
        lists = ([row[place] for row in every] for place in range(len(columns)))
        table = pa.table(
            {
                column: pa.array(values, _ARROW[kind])
                for (column, kind), values in zip(columns.items(), lists, strict=True)
            }
        )
        to = self._place(name)
        # In small groups, so that of the calendar only the clock that is asked for is read.
        pq.write_table(table, to, row_group_size=_ROWS_IN_A_GROUP)
        self._name(name, self._session.read.parquet(_address(to)))

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        asked = self._session.sql(sql)
        try:
            return [tuple(each) for each in asked.collect()]
        except self._of_the_file as error:
            raise Unreadable(_first_line(error)) from error

    def write(self, sql: str, folder: Path) -> None:
        # What is written of one partition is little; in one file it stays in its order.
        self._written(self._session.sql(sql).coalesce(1), f"file://{folder.resolve()}")
        for each in chain(folder.glob(".*.crc"), folder.glob("_SUCCESS")):
            each.unlink()

    @property
    def kept(self) -> Collection[str]:
        return ()

    def keep(self, name: str) -> None:
        """Nothing is kept: its folder goes with everything else."""

    def forget(self) -> None:
        for name in self._names:
            self._session.catalog.dropTempView(name)
        self._names.clear()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def close(self) -> None:
        """Take away what it kept on the disk. The session goes on."""
        self.forget()

    def _written(self, asked: "DataFrame", to: str) -> None:
        try:
            asked.write.parquet(to)
        except self._of_the_file as error:
            raise Unreadable(_first_line(error)) from error

    def _name(self, name: str, frame: "DataFrame") -> None:
        frame.createOrReplaceTempView(name)
        self._names.add(name)

    def _place(self, name: str) -> Path:
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(dir=self._parent, prefix="keepsight-spark-"))
        return self._folder / f"{name}-{next(self._numbers)}"


def _address(path: Path) -> str:
    """A path as Spark takes it to read: brackets and stars are letters like any other."""
    return "file://" + re.sub(r"([\\\[\]{}*?,])", r"\\\1", str(path.resolve()))


def _first_line(error: Exception) -> str:
    lines = [each.strip() for each in str(error).splitlines() if each.strip()]
    told = next((each for each in lines if "Exception:" in each or each.startswith("[")), "")
    return (told or lines[0] if lines else type(error).__name__)[:300]
