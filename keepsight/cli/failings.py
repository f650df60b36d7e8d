"""`keepsight failings`: for each failing that a review names, which rule would have spoken, when,
and how long before the end."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from keepsight.cli import app

if TYPE_CHECKING:
    from keepsight.cli.failing_shown import Shown

UNREADABLE = 2


@dataclass
class Compared:
    """One case with its failings, each with its answer; `wrong` is what kept something out, and
    `remarks` what somebody should look at."""

    label: str
    shown: list["Shown"] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@app.command()
def failings(
    path: Annotated[Path, typer.Argument(help="A replay file, or a folder of them.")],
    findings: Annotated[
        Path | None,
        typer.Option(help="What the review found; <label>.findings.csv beside unless named."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON for other programs.")] = False,
) -> None:
    """Say which failings of a review the rules would have raised, and when.

    A case that cannot be read is named and the others are done; the exit code is then 2. A row that
    cannot be read is named and left out.
    """
    from keepsight.cli.failings_in_words import as_values, print_compared

    if findings is not None and path.is_dir():
        typer.echo(f"{path}: is a folder; --findings goes with one case.", err=True)
        raise typer.Exit(UNREADABLE)
    cases = list(_cases_in(path)) if path.is_dir() else [path]
    if not cases:
        typer.echo(f"{path}: no files of findings there, such as case.findings.csv.", err=True)
        raise typer.Exit(UNREADABLE)
    compared = [_compared(each, findings) for each in cases]
    if as_json:
        typer.echo(json.dumps(as_values(compared), indent=2, ensure_ascii=False))
    else:
        print_compared(compared)
    wrong = [each for case in compared for each in case.wrong]
    for each in wrong:
        typer.echo(each, err=True)
    if wrong:
        raise typer.Exit(UNREADABLE)


def _cases_in(folder: Path) -> Iterator[Path]:
    """The case of each file of findings in a folder, whether it is there or not."""
    seen = set()
    for each in sorted(folder.glob("*.findings.*")):
        label = each.name.split(".")[0]
        if label not in seen:
            seen.add(label)
            beside = sorted(p for p in folder.glob(f"{label}.*") if p.name.count(".") == 1)
            yield beside[0] if beside else folder / f"{label}.csv"


def _compared(path: Path, findings: Path | None) -> Compared:
    """One case played, and what its review found compared with it."""
    from keepsight.cli.failing_shown import rules_in, shown_by
    from keepsight.cli.played_case import play
    from keepsight.exchange.case_file import read_case
    from keepsight.exchange.reading import UnreadableFileError
    from keepsight.exchange.replay_case.failing import file_beside, read_failings

    compared = Compared(path.name.split(".")[0])
    beside = findings or file_beside(path, "findings")
    if beside is None:
        missing = path.with_name(f"{compared.label}.findings.csv")
        compared.wrong.append(f"{missing.name}: not there; expected what the review found.")
        return compared
    try:
        named, problems = read_failings(beside)
        now = datetime.now(UTC)
        case = read_case(path, at=now)
        hindsight = read_case(path, at=now, with_hindsight=True) if case.left_out else case
    except UnreadableFileError as error:
        compared.wrong.append(str(error.problem))
        return compared
    every = [*problems, *case.problems]
    compared.wrong = [each.sentence for each in every if each.refused]
    compared.remarks = [each.sentence for each in (*every, *case.left_out) if not each.refused]
    played = play(case)
    known_later = rules_in(play(hindsight)) - rules_in(played) if case.left_out else frozenset()
    compared.shown = shown_by(case, played, named, known_later=known_later)
    return compared
