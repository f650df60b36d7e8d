"""`keepsight migrate`, `look-again`, `import`, `export` and `verify`: what an authority does with
its record from the command line."""

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress

from keepsight.cli import app
from keepsight.practice.working_day import LONDON

if TYPE_CHECKING:
    from keepsight.record.models import User

NOT_TAKEN = 2
BROKEN = 1
AT_MOST_SHOWN = 50

Username = Annotated[str, typer.Option("--by", help="The username of whoever does this.")]


@app.command()
def migrate() -> None:
    """Bring the tables up to date, as their owner: DATABASE_OWNER_URL."""
    _start()
    from django.core.management import CommandError, call_command

    try:
        call_command("migrate")
    except CommandError as wrong:
        _stop(str(wrong))


@app.command()
def look_again() -> None:
    """Look at every child anew: after an update of the rules, or where a rule page says that it
    waits. Nobody can add to the record meanwhile."""
    _start()
    from keepsight.casework import authority

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Looking at every child")
        authority.watch_all(
            at=datetime.now(LONDON),
            progress=lambda _, done, of: progress.update(task, completed=done, total=of),
        )


@app.command(name="import")
def import_(
    file: Annotated[Path, typer.Argument(help="A chronology: CSV, XLSX or DOCX.")],
    by: Username,
    child: Annotated[str, typer.Option(help="The child, where the file names none.")] = "",
    agency: Annotated[str, typer.Option(help="The agency, where the file names none.")] = "",
    only_good: Annotated[
        bool, typer.Option(help="Take in the rows that can be read, and leave out the others.")
    ] = False,
) -> None:
    """Take in another agency's chronology: all of it, or nothing."""
    _start()
    from keepsight.casework import access, chronology
    from keepsight.casework.not_right import NotRight

    user, at = _user(by), datetime.now(LONDON)
    try:
        reading = chronology.read_file(file, by=user, at=at, child=child, agency=agency)
        taken = chronology.import_(reading, by=user, at=at, only_good=only_good)
    except NotRight as wrong:
        _stop(*map(str, wrong.wrongs), "Nothing was taken in. --only-good takes in the good rows.")
    except access.Refused:
        _stop(f"{by} may not take in facts about these children. Nothing was taken in.")
    screen = Console()
    for each in reading.remarks[:AT_MOST_SHOWN]:
        screen.print(each.sentence, markup=False)
    for sentence in taken.kept_out[:AT_MOST_SHOWN]:
        screen.print(f"Kept out: {sentence}", markup=False)
    screen.print(
        f"{taken.facts:,} facts taken in, {taken.already_there:,} were there already, "
        f"{len(taken.begun):,} records begun, {len(taken.kept_out):,} rows kept out, "
        f"{len(reading.duplicates):,} that may be there twice."
    )


@app.command()
def export(
    child: Annotated[str, typer.Argument(help="The child's identifier.")],
    file: Annotated[Path, typer.Argument(help="Where to: .csv, .xlsx or .docx.")],
    by: Username,
    whole: Annotated[
        bool, typer.Option(help="Every field, so that another Keepsight reads the same facts.")
    ] = False,
) -> None:
    """Write a child's facts to a file."""
    _start()
    from keepsight.casework import access, chronology
    from keepsight.exchange.chronology.write import write

    try:
        facts = chronology.export(child=child, by=_user(by), on=datetime.now(LONDON).date())
    except access.Refused:
        _stop(f"{by} may not take out this record, or there is none.")
    try:
        write(facts, file, whole=whole)
    except (ValueError, OSError) as wrong:
        _stop(str(wrong))
    Console().print(f"{len(facts):,} facts written to {file}")


@app.command()
def verify(
    heads: Annotated[
        Path | None, typer.Option(help="Heads written down earlier, to compare with.")
    ] = None,
    write_heads: Annotated[
        Path | None, typer.Option(help="Write down where each chain ends; keep it elsewhere.")
    ] = None,
) -> None:
    """Prove that no fact was changed, taken out or put in between. Exits with 1 where one was."""
    _start()
    from keepsight.record import chain, head_file
    from keepsight.record.reader import reading_as_system

    try:
        kept = head_file.read(heads) if heads else None
    except (head_file.NotGenuineError, OSError) as wrong:
        _stop(str(wrong))
    with reading_as_system("verify"):
        verdict = chain.verify(kept=kept)
    screen = Console()
    for each in verdict.breaks[:AT_MOST_SHOWN]:
        screen.print(str(each), markup=False)
    if verdict.breaks:
        screen.print(f"{len(verdict.breaks):,} breaks in {len(verdict.heads):,} chains.")
        raise typer.Exit(BROKEN)
    screen.print(f"{verdict.rows:,} facts in {len(verdict.heads):,} chains: all as written.")
    if write_heads:
        head_file.write(verdict.heads, write_heads)
        screen.print(f"Heads written to {write_heads}. Keep them where nobody here can write.")


def _start() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepsight.config.settings")
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        _stop(str(wrong))


def _user(username: str) -> "User":
    from keepsight.record.models import User

    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        _stop(f"Nobody signs in as '{username}'.")
    return user


def _stop(*sentences: str) -> NoReturn:
    screen = Console(stderr=True)
    for each in sentences[:AT_MOST_SHOWN]:
        screen.print(each, markup=False)
    if len(sentences) > AT_MOST_SHOWN:
        screen.print(f"and {len(sentences) - AT_MOST_SHOWN:,} more", sentences[-1], markup=False)
    raise typer.Exit(NOT_TAKEN)
