"""`keepsight watch`: every rule over a folder or file of facts, with no server and no database."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import duckdb
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from keepsight.cli import app
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact, UnknownKind, fact_from
from keepsight.rules.finding import Finding
from keepsight.rules.history import siblings_in
from keepsight.rules.rulebook import RULES
from keepsight.rules.run import findings_in_duckdb
from keepsight.rules.watch import CannotTell, cannot_tell

ENDINGS = (".parquet", ".jsonl", ".ndjson")
SOON = timedelta(weeks=4)


@app.command()
def watch(
    path: Annotated[Path, typer.Argument(help="A folder or file: .parquet, .jsonl or .ndjson.")],
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Every finding as JSON.")] = False,
) -> None:
    """Find what has slipped in a folder or file of facts.

    Shows what is raised on a day (today unless named) and what falls due in the next four weeks.
    Brothers and sisters are those that facts of relationships name.
    """
    day = on.date() if on else datetime.now(ZoneInfo("Europe/London")).date()
    try:
        facts = _every_fact(path)
    except UnreadableError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    supplied = frozenset(each.kind for each in facts)
    found = findings_in_duckdb(facts, siblings=siblings_in(current(facts)), supplied=supplied)
    silent = cannot_tell(supplied)
    if as_json:
        typer.echo(json.dumps(_as_json(found, silent), indent=1))
    else:
        _show(found, silent, day, facts)


class UnreadableError(Exception):
    """A file that holds no facts, or a row that is none; says which, and what was expected."""


def _files(path: Path) -> list[Path]:
    inside = sorted(path.rglob("*")) if path.is_dir() else [path]
    files = [each for each in inside if each.suffix in ENDINGS and each.is_file()]
    if not files:
        raise UnreadableError(f"{path}: no facts there; expected {', '.join(ENDINGS)} files.")
    return files


def _every_fact(path: Path) -> list[Fact]:
    """The facts of all files, each once: the same fact may lie in two of them."""
    found: dict[str, Fact] = {}
    for file in _files(path):
        for number, fact in _facts(file):
            if found.setdefault(fact.fact_id, fact) != fact:
                raise UnreadableError(
                    f"{file}, row {number}, fact_id: another fact is called '{fact.fact_id}'; "
                    "expected a name of its own."
                )
    if not found:
        raise UnreadableError(f"{path}: not one fact there; expected a fact in each row.")
    return list(found.values())


def _facts(file: Path) -> Iterator[tuple[int, Fact]]:
    for number, values in _rows(file):
        try:
            yield number, fact_from({n: each for n, each in values.items() if each is not None})
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"])) or "the row"
            raise UnreadableError(f"{file}, row {number}, {field}: {first['msg']}.") from error
        except UnknownKind as error:
            raise UnreadableError(f"{file}, row {number}, kind: {error}.") from error


def _rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    yield from (_parquet_rows(file) if file.suffix == ".parquet" else _json_rows(file))


def _parquet_rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with duckdb.connect() as connection:
        try:
            read = connection.execute("SELECT * FROM read_parquet(?)", [str(file)])
            zoned = [name for name, kind, *_ in read.description or () if "TIME ZONE" in str(kind)]
            # Made plain instants in UTC by DuckDB, which else asks for a package of time zones.
            plain = ", ".join(f'make_timestamp(epoch_us("{n}")) AS "{n}"' for n in zoned)
            replaced = f"REPLACE ({plain})" if plain else ""
            query = f"SELECT * {replaced} FROM read_parquet(?)"  # noqa: S608 (names of columns)
            read = connection.execute(query, [str(file)])
        except duckdb.Error as error:
            raise UnreadableError(f"{file}: not a Parquet file.") from error
        names = [each[0] for each in read.description or ()]
        for number, row in enumerate(read.fetchall(), start=1):
            yield number, {n: _instant(each) for n, each in zip(names, row, strict=True)}


def _json_rows(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(file.read_bytes().splitlines(), start=1):
        if not line.strip():
            continue
        try:
            values = json.loads(line.decode("utf-8-sig"))
        except ValueError as error:
            raise UnreadableError(f"{file}, row {number}: not JSON in UTF-8.") from error
        if not isinstance(values, dict):
            raise UnreadableError(f"{file}, row {number}: expected one fact, with its kind.")
        yield number, values


def _instant(value: Any) -> Any:
    """Parquet may hold instants without a zone; Keepsight writes them in UTC."""
    is_bare = isinstance(value, datetime) and value.tzinfo is None
    return value.replace(tzinfo=UTC) if is_bare else value


def _as_json(found: list[Finding], silent: list[CannotTell]) -> dict[str, Any]:
    return {
        "findings": [
            {
                "rule": each.rule,
                "patterns": list(RULES[each.rule].patterns),
                "child": each.child,
                "concern": each.concern,
                "raised_on": each.raised_on.isoformat(),
                "cleared_on": each.cleared_on.isoformat() if each.cleared_on else None,
                "facts": list(each.facts),
            }
            for each in found
        ],
        "cannot_tell": [{"rule": each.rule, "missing": list(each.missing)} for each in silent],
    }


def _show(found: list[Finding], silent: list[CannotTell], day: date, facts: list[Fact]) -> None:
    out = Console()
    raised = Counter(each.rule for each in found if each.is_raised_on(day))
    soon = Counter(each.rule for each in found if day < each.raised_on <= day + SOON)
    children = {each.child for each in facts}
    out.print(
        f"{len(facts):,} facts of {len(children):,} children, read for {day.day} {day:%B %Y}."
    )
    table = Table("What has slipped", "Raised", "Falls due in four weeks")
    for code, rule in RULES.items():
        if raised[code] or soon[code]:
            table.add_row(rule.title, f"{raised[code]:,}", f"{soon[code]:,}")
    out.print(table if table.row_count else "Nothing is raised, and nothing falls due.")
    for each in silent:
        out.print(f"Cannot tell: {RULES[each.rule].title}. No facts of: {', '.join(each.missing)}.")
