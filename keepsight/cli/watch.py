"""`keepsight watch`: every rule over a folder or file of facts, with no server and no database."""

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Column, Table

from keepsight.cli import app
from keepsight.cli.watch_report import write_report
from keepsight.cli.watch_running import Progress, stopped_in_words
from keepsight.rules.engine import Engine
from keepsight.rules.found import Findings, found_in
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.in_force import NotRulesInForce, RulesInForce, rules_of_folder, unused
from keepsight.rules.nation import run_partitions
from keepsight.rules.partition import ENDINGS, Partition, partitions
from keepsight.rules.spark import InSpark, NoSpark, start
from keepsight.rules.watch import cannot_tell
from keepsight.rules.written import WORKING, BeingWritten, Outcome, the_only_writer

BROKEN = 2
"""The exit code when something could not be read, even where the rest was done."""


MOST_MEMORY = 6_000
"""In megabytes; three quarters of the machine's own where that is less."""


class EngineName(StrEnum):
    """On what the rules are run."""

    duckdb = "duckdb"
    spark = "spark"


@app.command()
def watch(
    path: Annotated[
        Path, typer.Argument(help="A folder or file: .parquet, .jsonl or .ndjson.", exists=False)
    ],
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Every finding as JSON.")] = False,
    report: Annotated[
        Path | None,
        typer.Option(help="A folder for the report: HTML, XLSX and Parquet.", file_okay=False),
    ] = None,
    rules: Annotated[
        Path | None,
        typer.Option(help="An authority's own numbers and lessons: rules_in_force.json."),
    ] = None,
    engine: Annotated[EngineName, typer.Option(help="On what to run.")] = EngineName.duckdb,
    master: Annotated[
        str, typer.Option(help="Where Spark runs: local[2], or the address of a cluster.")
    ] = "local[*]",
) -> None:
    """Find what has slipped in a folder or file of facts.

    Shows what is raised on a day (today unless named) and what falls due in the next four weeks.
    Each folder `authority=NAME`, or else each folder, is an authority by itself. Brothers and
    sisters are those that facts of relationships name, or the file brothers_and_sisters.csv beside
    them. The rules are those of rules_in_force.json, where it lies in the folder, else the
    rulebook. With a report folder, what was finished is not done again. The exit code is 2 when
    something could not be read.
    """
    day = on.date() if on else datetime.now(ZoneInfo("Europe/London")).date()
    wanted = partitions(path)
    if not wanted:
        typer.echo(f"{path}: no facts there; expected {', '.join(ENDINGS)} files.", err=True)
        raise typer.Exit(BROKEN)
    if report and path.resolve() in (report.resolve(), *report.resolve().parents):
        typer.echo(f"{report}: lies in the folder that is watched; choose another.", err=True)
        raise typer.Exit(1)
    try:
        in_force = rules_of_folder(path, named=rules)
        with (
            stopped_in_words(report),
            _folder_for(report) as into,
            _engine(engine, master, into) as running,
        ):
            outcomes = _run(wanted, in_force, into, running)
            with found_in(into, outcomes, on=day) as found:
                # Whoever stops reading what is shown has the report all the same.
                if report:
                    title = path.resolve().name
                    for each in write_report(
                        title, wanted, outcomes, found, in_force=in_force, into=report
                    ):
                        typer.echo(f"Written: {each}", err=True)
                if as_json:
                    typer.echo(json.dumps(_as_json(found, outcomes, in_force), indent=1))
                else:
                    _show(found, outcomes, in_force)
    except (NoSpark, BeingWritten, NotRulesInForce) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    for each in unused(path, in_force):
        typer.echo(f"{each}: not used; one watch has the same rules everywhere.", err=True)
    _say_what_is_broken(outcomes)


@contextmanager
def _folder_for(report: Path | None) -> Iterator[Path]:
    if report is None:
        with tempfile.TemporaryDirectory(prefix="keepsight-watch-") as folder:
            yield Path(folder)
    else:
        report.mkdir(parents=True, exist_ok=True)
        with the_only_writer(report):
            yield report


@contextmanager
def _engine(name: EngineName, master: str, into: Path) -> Iterator[Engine]:
    # On a cluster every machine sees the folder of the report, and so what is worked with there.
    working = into / WORKING
    working.mkdir(exist_ok=True)
    running: InDuckDB | InSpark
    if name is EngineName.spark:
        running = InSpark(start(master), scratch=working)
    else:
        running = InDuckDB(scratch=working, memory=_memory())
    try:
        yield running
    finally:
        running.close()


def _memory() -> str:
    """How much DuckDB may take: what has no room in it goes to the disk."""
    own = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return f"{min(MOST_MEMORY, own * 3 // 4 // 1_000_000)}MB"


def _run(
    wanted: Sequence[Partition], in_force: RulesInForce, into: Path, engine: Engine
) -> list[Outcome]:
    rules = in_force.rules.values()
    outcomes = []
    with Progress(len(wanted)) as shown:
        for each in run_partitions(
            wanted,
            into=into,
            engine=engine,
            rules=rules,
            begins=shown.begins,
            works_out=shown.works_out,
        ):
            shown.ends(each)
            outcomes.append(each)
    return outcomes


def _say_what_is_broken(outcomes: Sequence[Outcome]) -> None:
    broken = [each for each in outcomes if each.wrong]
    for each in broken:
        for wrong in each.wrong:
            typer.echo(str(wrong), err=True)
    if broken and len(outcomes) > 1:
        typer.echo(
            f"{len(broken)} of {len(outcomes)} authorities could not be read, and nothing of them "
            "is counted. The others are done.",
            err=True,
        )
    if broken:
        raise typer.Exit(BROKEN)


def _as_json(
    found: Findings, outcomes: Sequence[Outcome], in_force: RulesInForce
) -> dict[str, Any]:
    return {
        "rules": {
            "from": str(in_force.path) if in_force.path else None,
            "own": list(in_force.in_words),
        },
        "findings": [
            {
                "authority": each.authority,
                "rule": each.rule,
                "patterns": list(in_force.rules[each.rule].patterns),
                "child": each.child,
                "concern": each.concern,
                "raised_on": each.raised_on.isoformat(),
                "cleared_on": each.cleared_on.isoformat() if each.cleared_on else None,
                "facts": [each.fact_id],
            }
            for each in found.every()
        ],
        "cannot_tell": [
            {"authority": each.partition, "rule": silent.rule, "missing": list(silent.missing)}
            for each in outcomes
            if not each.wrong
            for silent in cannot_tell(frozenset(each.kinds), rules=in_force.rules.values())
        ],
        "broken": [
            {"authority": each.partition, "wrong": [str(wrong) for wrong in each.wrong]}
            for each in outcomes
            if each.wrong
        ],
    }


def _show(found: Findings, outcomes: Sequence[Outcome], in_force: RulesInForce) -> None:
    out = Console(highlight=False)
    done = [each for each in outcomes if not each.wrong]
    if not done:
        return
    out.print(_what_was_read(done, found.on))
    again = sum(each.was_finished for each in done)
    if again:
        out.print(f"{again} of {len(done)} were finished before, and have not changed.")
    numbers = (Column(each, justify="right") for each in ("Raised", "Falls due in four weeks"))
    table = Table("What has slipped", *numbers)
    counted = found.by_rule()
    for code, rule in in_force.rules.items():
        raised, soon = counted.get(code, (0, 0))
        if raised or soon:
            table.add_row(rule.title, f"{raised:,}", f"{soon:,}")
    out.print(table if table.row_count else "Nothing is raised, and nothing falls due.")
    for line in (*in_force.in_words, *_silences(done, in_force)):
        out.print(line, markup=False)


def _what_was_read(done: Sequence[Outcome], on: date) -> str:
    facts, children = sum(e.facts for e in done), sum(e.children for e in done)
    of = f", in {len(done):,} authorities" if len(done) > 1 else ""
    return f"{facts:,} facts of {children:,} children{of}, read for {on.day} {on:%B %Y}."


def _silences(done: Sequence[Outcome], in_force: RulesInForce) -> Iterator[str]:
    """Which rules cannot tell, each once, with what is missing and in how many authorities."""
    silent: dict[tuple[str, tuple[str, ...]], int] = {}
    for outcome in done:
        for each in cannot_tell(frozenset(outcome.kinds), rules=in_force.rules.values()):
            key = each.rule, each.missing
            silent[key] = silent.get(key, 0) + 1
    for (rule, missing), times in silent.items():
        where = f" (in {times} of {len(done)} authorities)" if len(done) > 1 else ""
        title, kinds = in_force.rules[rule].title, ", ".join(missing)
        yield f"Cannot tell: {title}. No facts of: {kinds}{where}."
