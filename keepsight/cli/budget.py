"""`keepsight budget`: how much the watch says, by rule and for each team manager, in an invented
authority or in a folder of facts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from keepsight.cli import app

if TYPE_CHECKING:
    from keepsight.rules.found import Findings

UNREADABLE = 2


@app.command()
def budget(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of facts; without it an authority is invented.")
    ] = None,
    teams: Annotated[
        Path | None,
        typer.Option(help="Which team worked with whom: CSV of child, team, from_on, to_on."),
    ] = None,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = None,
    weeks: Annotated[int, typer.Option(min=1, max=260, help="Over how many weeks.")] = 52,
    children: Annotated[int, typer.Option(min=200, help="Invented: how many children.")] = 4000,
    seed: Annotated[int, typer.Option(help="Invented: the same seed gives the same.")] = 1,
    write: Annotated[
        Path | None, typer.Option(help="Invented: write the page of the documentation here.")
    ] = None,
) -> None:
    """Say how much the watch says: by rule, and for each team manager a day.

    Findings are counted by rule, a week for each hundred children with a record; matters (all that
    is said about one concern, or about one child as a whole) for each team and working day.
    """
    from keepsight.cli.budget_in_words import print_parts
    from keepsight.cli.budget_page import budget_page
    from keepsight.cli.budget_part import Invented, part_of, parts_of_an_invented
    from keepsight.cli.team_file import read_teams

    day = until.date() if until else datetime.now(ZoneInfo("Europe/London")).date()
    if folder is not None:
        if write:
            _stop("--write is for an invented authority: a page of documentation names no other.")
        working, wrong = read_teams(teams) if teams else ([], [])
        if wrong:
            _stop("\n".join(wrong))
        with _found_below(folder, on=day) as found:
            print_parts([part_of(folder.resolve().name, found, working, weeks=weeks)])
        return
    invented = Invented(children=children, seed=seed, until=day, weeks=weeks)
    with invented.written() as (authority, below), _found_below(below, on=day) as found:
        parts = parts_of_an_invented(authority, found, weeks=weeks)
    print_parts(parts)
    if write:
        write.write_text(budget_page(invented, parts), encoding="utf-8")
        typer.echo(f"Written: {write}")


@contextmanager
def _found_below(path: Path, *, on: date) -> Iterator["Findings"]:
    """What the rules find in a folder of facts; stops where something cannot be read."""
    from keepsight.rules.found import found_in
    from keepsight.rules.in_duckdb import InDuckDB
    from keepsight.rules.nation import WORKING, run_partitions
    from keepsight.rules.partition import ENDINGS, partitions

    wanted = partitions(path)
    if not wanted:
        _stop(f"{path}: no facts there; expected {', '.join(ENDINGS)} files.")
    with TemporaryDirectory(prefix="keepsight-budget-") as name:
        into = Path(name)
        (into / WORKING).mkdir()
        engine = InDuckDB(scratch=into / WORKING)
        try:
            outcomes = list(run_partitions(wanted, into=into, engine=engine))
        finally:
            engine.close()
        wrong = [str(each) for outcome in outcomes for each in outcome.wrong]
        if wrong:
            _stop("\n".join(wrong))
        with found_in(into, outcomes, on=on) as found:
            yield found


def _stop(why: str) -> None:
    typer.echo(why, err=True)
    raise typer.Exit(UNREADABLE)
