"""`keepsight replay`: plays a case day by day as it was known, and says when each finding would
have been raised and which concerns were never answered."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from keepsight.cli import app
from keepsight.exchange.reading import Problem, UnreadableFileError

UNREADABLE = 2


class Edge(StrEnum):
    """Which end of a range to play, where a file gives only a range."""

    EARLIEST = "earliest"
    LATEST = "latest"
    BOTH = "both"


@app.command()
def replay(
    file: Annotated[Path, typer.Argument(help="A replay file, or any agency's chronology.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
    html: Annotated[
        Path | None, typer.Option(help="Write the replay here as one page to keep.")
    ] = None,
    edge: Annotated[
        Edge, typer.Option(help="Where only a range is known: which end to play.")
    ] = Edge.BOTH,
    rules: Annotated[
        Path | None,
        typer.Option(help="An authority's own numbers and lessons: rules_in_force.json."),
    ] = None,
    only_good: Annotated[
        bool, typer.Option(help="Play the rows that can be read, and leave out the others.")
    ] = False,
) -> None:
    """Play a case day by day as it was known.

    Reads CSV, XLSX and DOCX. The rules are those of rules_in_force.json, where it lies beside the
    file, else the rulebook. Exits with 2 and says which file, row and field when something cannot
    be read.
    """
    # Read here, so that `keepsight --help` need not load the rules.
    from keepsight.cli.played_case import as_values, differences, play
    from keepsight.cli.replay_in_words import print_replay
    from keepsight.cli.replay_on_a_page import page_of
    from keepsight.exchange.case_file import read_case
    from keepsight.rules.in_force import NotRulesInForce, rules_of_folder

    try:
        case = read_case(file, at=datetime.now(UTC))
    except UnreadableFileError as error:
        _stop([error.problem], can_go_on=False)
    if case.refused and not only_good:
        _stop(case.refused, can_go_on=True)
    try:
        in_force = rules_of_folder(file, named=rules)
    except NotRulesInForce as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(UNREADABLE) from error
    played = play(case, edge=edge.value, in_force=in_force)
    if html is not None:
        try:
            html.write_text(page_of(case, played), encoding="utf-8")
        except OSError as error:
            typer.echo(f"{html}: cannot be written ({error.strerror}).", err=True)
            raise typer.Exit(UNREADABLE) from None
    if as_json:
        typer.echo(json.dumps(as_values(case, played), indent=2, ensure_ascii=False))
        return
    print_replay(case, played, differs=differences(played))
    if html is not None:
        typer.echo(f"The page is in {html}.")


def _stop(problems: list[Problem], *, can_go_on: bool) -> NoReturn:
    """Say what is wrong, on standard error, and end."""
    for each in problems:
        typer.echo(each.sentence, err=True)
    if can_go_on:
        typer.echo("Nothing was played. To play the other rows, add --only-good.", err=True)
    raise typer.Exit(UNREADABLE)
