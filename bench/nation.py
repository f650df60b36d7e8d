"""`keepsight watch`, all rules, on ten million facts or on a hundred million: processor seconds and
memory, beside one scan and sort of the same facts, and beside loops in pandas."""

import resource
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Any

import duckdb

from bench.figure import Figure
from bench.loops import seconds_a_fact
from bench.nation_made import files, seed
from keepsight.rules.asked import columns_read
from keepsight.rules.dialect import quoted
from keepsight.rules.extract.check import open_extract
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.nation import TOGETHER, run_partitions
from keepsight.rules.numbered import load_numbered
from keepsight.rules.numbered_found import FOUND, find
from keepsight.rules.partition import Partition
from keepsight.rules.rulebook import RULES
from keepsight.rules.tables import LOADED, deadline_rows

FOLDER = Path(gettempdir()) / "keepsight-nation"
FACTS = 10_000_000
AT_ONCE = 10
"""Authorities, each of nearly a million facts, of which all that rules read fits into memory."""

MEMORY, CORES = "6GB", 2
_NARROW = ("child", "happened_on", "kind", "fact_id")


@dataclass(frozen=True)
class Spent:
    """What a process used: processor seconds, seconds on the clock, and memory at most (MB).

    `gave`: how many facts it was."""

    processor: float
    clock: float
    memory: int
    gave: int

    @property
    def in_words(self) -> str:
        return f"{self.processor:.1f} s of processor"

    @property
    def beside(self) -> str:
        """What else there is to say of it."""
        million = f"{self.a_fact * 1e6:.2f} s a million"
        return f"{million}; {self.memory:,} MB; {self.clock:.0f} s on the clock"

    @property
    def a_fact(self) -> float:
        """Processor seconds for each."""
        return self.processor / self.gave


def measure(*, facts: int = FACTS) -> list[Figure]:
    """The floors, the watch, and the loops."""
    every = [str(each) for each in files(FOLDER, facts=facts)]
    narrow = _alone(_sorted, every, _NARROW)
    whole = _alone(_sorted, every[:AT_ONCE], columns_read(RULES.values()))
    ours, watched = _alone(_found, every), _alone(_watched, every)
    looped, rules = seconds_a_fact(seed(FOLDER))
    size = f"{narrow.gave / 1e6:.0f} million facts"
    once = ours.a_fact / len(RULES)
    return [
        Figure(
            f"One scan and sort of {size} by child and day: 4 columns",
            narrow.in_words,
            note=narrow.beside,
        ),
        Figure(
            f"The same of {whole.gave / 1e6:.0f} million, with what rules read of them",
            whole.in_words,
            note=whole.beside,
        ),
        Figure(
            f"All {len(RULES)} rules on {size}",
            ours.in_words,
            floor=_times(ours, whole, narrow),
            note=f"from Parquet to findings in Parquet; {ours.beside}",
        ),
        Figure(
            f"`keepsight watch`, {len(RULES)} rules, on {size}",
            watched.in_words,
            floor=_times(watched, whole, narrow),
            note=f"every row checked, from Parquet to Parquet; {watched.beside}",
        ),
        Figure(
            f"{rules} rules as loops over groups in pandas",
            f"{looped * 1e6:.1f} microseconds",
            floor=f"{looped / once:,.0f} x as long as ours",
            note=f"a fact and rule, on 2,000 children; ours {once * 1e9:.0f} nanoseconds, with its "
            "share of the reading",
        ),
    ]


def _times(ours: Spent, whole: Spent, narrow: Spent) -> str:
    first, second = ours.a_fact / narrow.a_fact, ours.a_fact / whole.a_fact
    return f"{second:.1f} x the second, {first:.1f} x the first"


def _alone(act: Callable[..., int], *given: Any) -> Spent:
    """In a process of its own, so that its memory is its own."""
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as own:
        return own.submit(_spent, act, *given).result()


def _spent(act: Callable[..., int], *given: Any) -> Spent:
    began, clock = _processor(), time.perf_counter()
    gave = act(*given)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Spent(_processor() - began, time.perf_counter() - clock, memory, gave)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _connected(scratch: str) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for setting in (
        f"memory_limit = '{MEMORY}'",
        f"threads = {CORES}",
        f"temp_directory = '{scratch}'",
        "preserve_insertion_order = false",
        "enable_progress_bar = false",
    ):
        connection.execute(f"SET {setting}")
    return connection


def _sorted(every: Sequence[str], columns: Sequence[str]) -> int:
    with TemporaryDirectory() as scratch, _connected(scratch) as connection:
        there = _present(connection, _read(every))
        listed = ", ".join(each for each in columns if each in there)
        connection.execute(
            f"CREATE TABLE floor AS SELECT {listed} FROM {_read(every)} ORDER BY child, happened_on"
        )
        row = connection.execute("SELECT COUNT(*) FROM floor").fetchone()
        return int(row[0]) if row else 0


def _found(every: Sequence[str]) -> int:
    """Without looking whether each row is a fact; as many together as the command takes."""
    rules, read = list(RULES.values()), 0
    together = TOGETHER // (FACTS // AT_ONCE)
    with TemporaryDirectory() as scratch:
        engine = _engine(Path(scratch))
        engine.fill("deadlines", LOADED["deadlines"], deadline_rows(rules))
        for first in range(0, len(every), together):
            open_extract(engine, [Path(each) for each in every[first : first + together]])
            load_numbered(engine, rules=rules)
            find(engine, rules=rules)
            engine.write(FOUND, Path(scratch) / str(first))
            ((held,),) = engine.rows("SELECT COUNT(*) FROM held")
            read += held
        engine.close()
    return read


def _engine(scratch: Path) -> InDuckDB:
    engine = InDuckDB(scratch=scratch, memory=MEMORY)
    engine.execute(f"SET threads = {CORES}")
    return engine


def _watched(every: Sequence[str]) -> int:
    """As the command does it; gives how many facts were read."""
    wanted = [Partition(Path(each).parent.name.partition("=")[2], (Path(each),)) for each in every]
    with TemporaryDirectory() as scratch:
        engine = _engine(Path(scratch))
        try:
            done = list(run_partitions(wanted, into=Path(scratch) / "report", engine=engine))
        finally:
            engine.close()
    broken = [str(wrong) for each in done for wrong in each.wrong]
    if broken:
        raise ValueError("; ".join(broken))
    return sum(each.facts for each in done)


def _present(connection: duckdb.DuckDBPyConnection, read: str) -> dict[str, str]:
    described = connection.execute(f"DESCRIBE SELECT * FROM {read}").fetchall()
    return {name: kind for name, kind, *_ in described}


def _read(every: Sequence[str]) -> str:
    names = ", ".join(quoted(each) for each in every)
    return f"read_parquet([{names}], hive_partitioning = false)"
