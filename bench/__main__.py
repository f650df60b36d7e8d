"""`make bench`: measures everything, or what is named (`python -m bench rules append`), and prints
one table with the conditions under which it was measured."""

import os
import platform
import sys
from concurrent.futures import ProcessPoolExecutor
from importlib.metadata import version
from multiprocessing import get_context

from rich.console import Console
from rich.table import Table

from bench.measurement import MEASUREMENTS, ON_REQUEST, measured
from keepsight.config import postgres


def main() -> None:
    """One after another, each in a process of its own, so that none disturbs the next."""
    chosen = sys.argv[1:] or MEASUREMENTS
    if unknown := set(chosen) - {*MEASUREMENTS, *ON_REQUEST}:
        known = ", ".join((*MEASUREMENTS, *ON_REQUEST))
        raise SystemExit(f"There is no measurement {', '.join(unknown)}. There are: {known}")
    screen = Console(width=None if sys.stdout.isatty() else 180)
    screen.print(_conditions())
    table = Table(box=None)
    for each in ("What", "Middle", "Slow end (p95)", "Compared with"):
        table.add_column(each, no_wrap=True)
    table.add_column("Note")
    # A process of its own for each, because Django can be set up for one database only.
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as own:
        for name in chosen:
            for each in own.submit(measured, name).result():
                table.add_row(each.what, each.middle, each.slow, each.floor, each.note)
    screen.print(table)
    screen.print(f"Load at the end: {_load()}")


def _conditions() -> str:
    return (
        f"{len(os.sched_getaffinity(0))} processor cores, {platform.machine()}; "
        f"Python {platform.python_version()}, PostgreSQL {postgres.VERSION}, "
        f"DuckDB {version('duckdb')}; load at the beginning: {_load()}"
    )


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    main()
