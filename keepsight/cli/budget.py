"""`keepsight budget`: how much the watch says, by rule and for each team manager, in an invented
authority or in a folder of facts."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from keepsight.cli import app

if TYPE_CHECKING:
    from keepsight.rules.found import Findings
    from keepsight.rules.in_force import RulesInForce
    from keepsight.rules.rule import Rule

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
    is said about one concern, or about one child as a whole) for each team and working day. The
    rules are those of rules_in_force.json, where it lies in the folder, else the rulebook.
    """
    from keepsight.cli.budget_in_words import print_parts
    from keepsight.cli.budget_page import budget_page
    from keepsight.cli.budget_part import Invented, part_of, parts_of_an_invented
    from keepsight.cli.team_file import read_teams
    from keepsight.rules.rulebook import RULES

    day = until.date() if until else datetime.now(ZoneInfo("Europe/London")).date()
    if folder is not None:
        if write:
            _stop("--write is for an invented authority: a page of documentation names no other.")
        working, wrong = read_teams(teams) if teams else ([], [])
        if wrong:
            _stop("\n".join(wrong))
        in_force = _rules_of(folder)
        with _found_below(folder, in_force.rules.values(), on=day) as found:
            part = part_of(folder.resolve().name, found, working, weeks=weeks, rules=in_force.rules)
        print_parts([part], in_force.rules)
        for line in in_force.in_words:
            typer.echo(line)
        return
    invented = Invented(children=children, seed=seed, until=day, weeks=weeks)
    with (
        invented.written() as (authority, below),
        _found_below(below, RULES.values(), on=day) as found,
    ):
        parts = parts_of_an_invented(authority, found, weeks=weeks)
    print_parts(parts, RULES)
    if write:
        write.write_text(budget_page(invented, parts), encoding="utf-8")
        typer.echo(f"Written: {write}")


@contextmanager
def _found_below(path: Path, rules: Iterable["Rule"], *, on: date) -> Iterator["Findings"]:
    """What the rules find in a folder of facts; stops where something cannot be read."""
    from keepsight.rules.found import found_in
    from keepsight.rules.in_duckdb import InDuckDB
    from keepsight.rules.nation import run_partitions
    from keepsight.rules.partition import ENDINGS, partitions
    from keepsight.rules.written import WORKING

    wanted = partitions(path)
    if not wanted:
        _stop(f"{path}: no facts there; expected {', '.join(ENDINGS)} files.")
    with TemporaryDirectory(prefix="keepsight-budget-") as name:
        into = Path(name)
        (into / WORKING).mkdir()
        engine = InDuckDB(scratch=into / WORKING)
        try:
            outcomes = list(run_partitions(wanted, into=into, engine=engine, rules=rules))
        finally:
            engine.close()
        wrong = [str(each) for outcome in outcomes for each in outcome.wrong]
        if wrong:
            _stop("\n".join(wrong))
        with found_in(into, outcomes, on=on) as found:
            yield found


def _rules_of(folder: Path) -> "RulesInForce":
    """The authority's own numbers and lessons, where they lie in the folder."""
    from keepsight.rules.in_force import NotRulesInForce, rules_of_folder

    try:
        return rules_of_folder(folder)
    except NotRulesInForce as error:
        _stop(str(error))


def _stop(why: str) -> NoReturn:
    typer.echo(why, err=True)
    raise typer.Exit(UNREADABLE)
