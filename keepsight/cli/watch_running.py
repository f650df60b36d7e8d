"""What is seen of `keepsight watch` while it runs, and what is said when somebody stops it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from keepsight.rules.partition import Partition
from keepsight.rules.written import Outcome

STOPPED = 130
"""The exit code of what somebody stopped, as shells have it."""


class Progress:
    """What is shown on a terminal while a watch runs: how many authorities are read, and of how
    many it is known what was found. Some are worked out together, so the second follows in steps.

    On the channel of errors, so that JSON stays by itself.
    """

    def __init__(self, how_many: int) -> None:
        self._how_many, self._begun, self._ended = how_many, 0, 0
        self._shown = Bars(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=Console(stderr=True, highlight=False),
            transient=True,
        )
        self._read = self._shown.add_task("Read", total=how_many)
        self._found = self._shown.add_task("Worked out", total=how_many)

    def __enter__(self) -> Self:
        self._shown.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._shown.stop()

    def begins(self, partition: Partition) -> None:
        """This one is read now."""
        self._tell(f"Reading {partition.name}", read=self._begun)
        self._begun += 1

    def works_out(self) -> None:
        """What was read so far goes through the rules."""
        self._tell("Read", read=self._begun)
        together = self._begun - self._ended
        if together:
            self._shown.update(self._found, description=f"Working out {together:,} of them")

    def ends(self, outcome: Outcome) -> None:
        """It is known what was found, or what is wrong."""
        self._ended += 1
        self._shown.update(self._found, completed=self._ended, description="Worked out")
        if self._how_many > 1 and outcome.wrong:
            self._shown.console.print(f"Could not be read: {outcome.partition}", markup=False)

    def _tell(self, description: str, *, read: int) -> None:
        self._shown.update(self._read, description=description, completed=read)


@contextmanager
def stopped_in_words(report: Path | None) -> Iterator[None]:
    """Whoever stops a watch (Ctrl+C) is told what is left of it."""
    try:
        yield
    except (KeyboardInterrupt, RuntimeError) as stopped:
        # DuckDB makes an error of its own of what stops it.
        if isinstance(stopped, RuntimeError) and str(stopped) != "Query interrupted":
            raise
        kept = " What is finished is kept: the same command goes on from there." if report else ""
        typer.echo(f"Stopped.{kept}", err=True)
        raise typer.Exit(STOPPED) from stopped
