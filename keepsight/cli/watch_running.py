"""What is seen of `keepsight watch` while it runs, and what is said when somebody stops it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from keepsight.rules.partition import Partition
from keepsight.rules.written import Outcome

STOPPED = 130
"""The exit code of what somebody stopped, as shells have it."""


@contextmanager
def progress(
    how_many: int,
) -> Iterator[tuple[Callable[[Partition], None], Callable[[Outcome], None]]]:
    """A bar on a terminal, on the channel of errors, so that JSON stays by itself."""
    screen = Console(stderr=True, highlight=False)
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen, transient=True) as shown:
        task = shown.add_task("Reading", total=how_many)

        def ends(outcome: Outcome) -> None:
            shown.advance(task)
            if how_many > 1 and outcome.wrong:
                shown.console.print(f"Could not be read: {outcome.partition}", markup=False)

        yield lambda partition: shown.update(task, description=partition.name), ends


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
