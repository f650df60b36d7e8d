"""`keepsight migrate`, `look-again`, `import`, `export` and `verify`: what an authority does with
its record from the command line."""

import atexit
import os
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console
from rich.progress import Progress

from keepsight.cli import app
from keepsight.cli.serve import what_is_amiss, what_to_set
from keepsight.config import embedded

if TYPE_CHECKING:
    from keepsight.record.models import User

NOT_TAKEN = 2
BROKEN = 1
AT_MOST_SHOWN = 50

Username = Annotated[str, typer.Option("--by", help="The username of whoever does this.")]


@app.command()
def migrate() -> None:
    """Bring the tables up to date, as their owner: DATABASE_OWNER_URL."""
    start(needs_tables=False)
    from django.core.management import CommandError, call_command
    from django.db import OperationalError

    try:
        call_command("migrate")
    except CommandError as wrong:
        stop(str(wrong))
    except OperationalError as wrong:
        stop(f"The database of DATABASE_OWNER_URL does not answer: {str(wrong).splitlines()[0]}")


@app.command()
def look_again() -> None:
    """Look at every child anew: after an update of the rules, or where a rule page says that it
    waits. Nobody can add to the record meanwhile."""
    start()
    from keepsight.casework import authority

    with Progress(console=Console(stderr=True)) as progress:
        task = progress.add_task("Looking at every child")
        authority.watch_all(
            at=now(),
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
    start()
    from keepsight.casework import access, chronology
    from keepsight.casework.not_right import NotRight

    user, at = user_called(by), now()
    try:
        reading = chronology.read_file(file, by=user, at=at, child=child, agency=agency)
        taken = chronology.import_(reading, by=user, at=at, only_good=only_good)
    except NotRight as wrong:
        good = "--only-good takes in the good rows." if reading.facts else "No row of it is good."
        stop(*map(str, wrong.wrongs), f"Nothing was taken in. {good}")
    except access.Refused:
        stop(f"{by} may not take in facts about these children. Nothing was taken in.")
    screen = Console(soft_wrap=True)
    _print_first(screen, "Look at", [each.sentence for each in reading.remarks])
    _print_first(screen, "Kept out", taken.kept_out)
    _print_first(screen, "Perhaps twice", [each.sentence for each in reading.duplicates])
    screen.print(
        f"{taken.facts:,} facts taken in, {taken.already_there:,} were there already, "
        f"{len(taken.begun):,} records begun, {len(taken.kept_out):,} rows kept out, "
        f"{len(reading.duplicates):,} that may be there twice."
    )


def _print_first(screen: Console, what: str, sentences: Sequence[str]) -> None:
    for each in sentences[:AT_MOST_SHOWN]:
        screen.print(f"{what}: {each}", markup=False)
    if len(sentences) > AT_MOST_SHOWN:
        screen.print(f"{what}: and {len(sentences) - AT_MOST_SHOWN:,} more.")


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
    start()
    from keepsight.casework import access, chronology
    from keepsight.exchange.chronology.write import write

    try:
        facts = chronology.export(child=child, by=user_called(by), on=now().date())
    except access.Refused:
        stop(f"{by} may not take out this record, or there is none.")
    try:
        write(facts, file, whole=whole)
    except (ValueError, OSError) as wrong:
        stop(str(wrong))
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
    start()
    from keepsight.record import chain, head_file
    from keepsight.record.reader import reading_as_system

    try:
        kept = head_file.read(heads) if heads else None
    except (head_file.NotGenuineError, OSError) as wrong:
        stop(str(wrong))
    with reading_as_system("verify"):
        verdict = chain.verify(kept=kept)
    screen = Console(soft_wrap=True)
    for each in verdict.breaks[:AT_MOST_SHOWN]:
        screen.print(str(each), markup=False)
    if verdict.breaks:
        screen.print(f"{len(verdict.breaks):,} breaks in {len(verdict.heads):,} chains.")
        raise typer.Exit(BROKEN)
    screen.print(f"{verdict.rows:,} facts in {len(verdict.heads):,} chains: all as written.")
    if write_heads:
        head_file.write(verdict.heads, write_heads)
        screen.print(f"Heads written to {write_heads}. Keep them where nobody here can write.")


def start(*, needs_tables: bool = True) -> None:
    """Make the settings and the database ready for a command, or stop and say what is amiss."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepsight.config.settings")
    _mean_the_demo()
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        stop(" ".join(each for each in (str(wrong), what_to_set()) if each))
    if needs_tables and (amiss := what_is_amiss()):
        stop(amiss)


def _mean_the_demo() -> None:
    """Where no database is named, the demo's own is meant, if there is one here. It is started for
    the command if it does not run."""
    is_other = os.environ.get("DATABASE_URL") or os.environ.get("KEEPSIGHT_MODE", "demo") != "demo"
    if is_other or not embedded.at().data.exists():
        return
    running = ExitStack()
    server = running.enter_context(embedded.running())
    atexit.register(running.close)
    os.environ |= server.environment | {"KEEPSIGHT_MODE": "demo"}
    typer.echo(f"No DATABASE_URL is set, so this is about the demo in {embedded.home()}.", err=True)


def now() -> datetime:
    """This moment; in the demo, this time of the day that the demo lives on."""
    from django.conf import settings

    from keepsight.casework import tally
    from keepsight.web import today

    if settings.MODE == "demo" and settings.TODAY is None:
        with suppress(ValueError):
            settings.TODAY = tally.last_day()
    return today.now()


def user_called(username: str) -> "User":
    """Whoever signs in by that name, or stop."""
    from keepsight.record.models import User

    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        stop(f"Nobody signs in as '{username}'.")
    return user


def stop(*sentences: str) -> NoReturn:
    screen = Console(stderr=True, soft_wrap=True)
    for each in sentences[:AT_MOST_SHOWN]:
        screen.print(each, markup=False)
    if len(sentences) > AT_MOST_SHOWN:
        screen.print(f"and {len(sentences) - AT_MOST_SHOWN:,} more", sentences[-1], markup=False)
    raise typer.Exit(NOT_TAKEN)
