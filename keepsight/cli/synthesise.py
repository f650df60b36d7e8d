"""`keepsight synthesise`: writes an invented authority as files, for trying things out."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table

from keepsight.cli import app
from keepsight.synthetic.authority import invent
from keepsight.synthetic.folder import write_folder
from keepsight.synthetic.rates import compare


class Form(StrEnum):
    """How the facts are written."""

    jsonl = "jsonl"
    parquet = "parquet"


@app.command()
def synthesise(
    folder: Annotated[Path, typer.Argument(help="Where to write it.", file_okay=False)],
    children: Annotated[int, typer.Option(min=1, help="How many have a record.")] = 2000,
    years: Annotated[int, typer.Option(min=1, max=15, help="Over how many years.")] = 5,
    until: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Last day.")] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same authority.")] = 1,
    form: Annotated[Form, typer.Option(help="How the facts are written.")] = Form.jsonl,
    rates: Annotated[bool, typer.Option("--rates", help="Show England's rates beside.")] = False,
) -> None:
    """Invent an authority: its children, people and facts. Nobody in it is real."""
    last_day = until.date() if until else datetime.now(ZoneInfo("Europe/London")).date()
    authority = invent(children=children, years=years, until=last_day, seed=seed)
    written = write_folder(authority, folder, form=form.value)
    out = Console()
    out.print(f"{authority.name}, {authority.from_on:%-d %B %Y} to {last_day:%-d %B %Y}")
    out.print(f"{len(authority.children)} children, {len(authority.facts)} facts")
    out.print(f"{len(authority.planted)} things that rules should find, in planted.csv")
    for path in written:
        out.print(f"  {path}", highlight=False)
    if rates:
        table = Table("Measure", "England", "Invented", "Within", "Cases")
        for each in compare(authority):
            figure = each.figure
            table.add_row(
                figure.in_words,
                f"{figure.england:g}",
                f"{each.invented:.1f}",
                f"± {figure.tolerance:g}" if each.is_within else f"NOT ± {figure.tolerance:g}",
                str(each.cases),
            )
        out.print(table)
