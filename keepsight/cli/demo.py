"""`keepsight demo`: an invented authority on this machine, and the pages to look at it."""

import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table

from keepsight.cli import app
from keepsight.cli.serve import check_port, run
from keepsight.config import embedded
from keepsight.practice.working_day import LONDON

CHILDREN = 2_000
YEARS = 5
SEED = 1
PASSWORD = "every concern answered"  # noqa: S105 (printed on the screen: nobody here is real)

# How the process that fills the record ends.
FILLED = 0
WAS_FULL = 10
OF_ANOTHER_EDITION = 11

TOLD_AS = (
    "This is Children P, a published case, retold in our own words. What happened, and in what "
    "order, follows published accounts. The days, and the people who work here, are invented."
)

STEPS = {
    "facts": "Writing facts into the ledger",
    "watch": "Watching every child",
    "case": "Children P, a published case, as one more family",
    "scene": "The last weeks of some families, as people worked on them",
}


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The port on this machine.")] = 8000,
    children: Annotated[int, typer.Option(help="How many children to invent.")] = CHILDREN,
    serve: Annotated[bool, typer.Option(help="Serve the pages once all is there.")] = True,
) -> None:
    """Make an invented authority, watch it, and serve the pages. A second start keeps the data."""
    screen = Console()
    began = time.monotonic()
    if serve:
        check_port("127.0.0.1", port)
    with embedded.running() as server:
        screen.print(f"A PostgreSQL of its own runs in {server.data}.")
        _name_the_database(server)
        first_time = _filled_apart(children)
        _fix_the_day()
        _say_what_was_found(screen)
        if first_time:
            screen.print(f"All of it took {time.monotonic() - began:.0f} seconds.\n")
        if serve:
            _say_where_to_look(screen, port=port)
            run(host="127.0.0.1", port=port)


def _name_the_database(server: embedded.Server) -> None:
    os.environ |= server.environment | {
        "DJANGO_SETTINGS_MODULE": "keepsight.config.settings",
        "KEEPSIGHT_MODE": "demo",
    }


def _filled_apart(children: int) -> bool:
    """Fill the record in a process of its own, so that the pages do not carry its memory. Whether
    there was anything to do."""
    filling = get_context("spawn").Process(target=fill, args=(children,))
    filling.start()
    filling.join()
    if filling.exitcode not in (FILLED, WAS_FULL):
        raise typer.Exit(1)
    return filling.exitcode == FILLED


def fill(children: int) -> None:
    """Make the tables, invent the authority and take it in, unless that was done before. Exits with
    FILLED or WAS_FULL."""
    import django
    from django.db import transaction

    django.setup()
    screen = Console()
    is_newer = bring_up_to_date(screen)

    from keepsight.casework import authority, demo_scene

    now = datetime.now(LONDON)
    if not authority.is_empty():
        screen.print("The invented authority of an earlier start is still here.")
        if is_newer:
            screen.print("It was made by an earlier edition: its tables are up to date now.")
            with _progress(screen) as progress:
                authority.watch_all(at=now, progress=_teller(progress))
        sys.exit(WAS_FULL)
    with _progress(screen) as progress, transaction.atomic():
        told = _teller(progress)
        invented = _invent(progress, children=children, until=now)
        authority.load(
            invented,
            at=now,
            password=PASSWORD,
            progress=told,
            learned=lambda: demo_scene.learn(now),
        )
        case = _children_p(now.date())
        authority.load_case(case, at=now, told_as=TOLD_AS, progress=told)
        played = demo_scene.play(now, progress=told)
        _leave_a_draft(now)
    if played is not None:
        screen.print(
            f"A neighbour keeps the reference [bold]{played.reference}[/bold]: what became of it "
            "is on the page for the public, and the reference is not shown again."
        )
    sys.exit(FILLED)


def bring_up_to_date(screen: Console) -> bool:
    """Make the tables, or bring those of an earlier edition up to date; gives whether it did the
    second. Exits where they are of an edition from which no way leads here, and says what to do."""
    from django.core.management import call_command
    from django.db import DatabaseError, connections
    from django.db.migrations.exceptions import InconsistentMigrationHistory
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    done, known = set(executor.loader.applied_migrations), set(executor.loader.disk_migrations)
    is_older = bool(done) and bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    try:
        if not done <= known:
            raise DatabaseError
        call_command("migrate", database="owner", verbosity=0)
    except (DatabaseError, InconsistentMigrationHistory, LookupError, ValueError):
        screen.print(
            f"The demo in {embedded.home()} was made by another edition of Keepsight, and this one "
            "cannot bring its tables up to date. What it holds is still there. Move that folder "
            "away or delete it, and start again: an authority is then invented anew. To keep both, "
            "set KEEPSIGHT_HOME to another folder.",
            soft_wrap=True,
        )
        sys.exit(OF_ANOTHER_EDITION)
    return is_older


def _leave_a_draft(now: datetime) -> None:
    """The worker of the scene has begun to write about a visit, and not saved it."""
    from django.urls import reverse

    from keepsight.casework import draft
    from keepsight.casework.demo_scene.cast import cast
    from keepsight.casework.demo_scene.conference_over import POPPY

    players = cast()
    if players is not None:
        draft.keep(
            address=reverse("record_visit", args=[POPPY]),
            values={"detail": ["Poppy’s grandmother has moved in. The iron is on the landing"]},
            title="Record a visit: Poppy Brindle",
            by=players.worker,
            at=now - timedelta(minutes=40),
        )


def _invent(progress: Progress, *, children: int, until: datetime) -> Any:
    from keepsight.synthetic.authority import invent

    task = progress.add_task(f"Inventing {children:,} children", total=None)
    invented = invent(children=children, years=YEARS, until=until.date(), seed=SEED)
    progress.update(task, total=1, completed=1)
    return invented


def _children_p(today: date) -> Any:
    """The published case, moved by whole weeks so that it came to its end a fortnight ago."""
    from keepsight.exchange.replay_case.read import read

    case = read(Path(__file__).parents[1] / "synthetic" / "children_p.csv")
    weeks = (today - timedelta(weeks=2) - case.until) // timedelta(weeks=1)
    return case.moved(timedelta(weeks=weeks))


def _fix_the_day() -> None:
    """An invented authority lives on the day it was made up to, however late it is looked at."""
    import django
    from django.conf import settings

    django.setup()

    from keepsight.casework import tally

    day = tally.last_day()
    os.environ["KEEPSIGHT_TODAY"] = day.isoformat()
    settings.TODAY = day


def _say_what_was_found(screen: Console) -> None:
    from django.conf import settings

    from keepsight.casework import tally

    found = tally.counts(on=settings.TODAY)
    screen.print(
        f"\nOn {settings.TODAY:%-d %B %Y}: {found.children:,} children, {found.facts:,} facts, "
        f"[bold]{found.concerns_waiting:,} concerns that nobody has answered[/bold], "
        f"{found.findings:,} findings about {found.children_with_findings:,} children, "
        f"{found.falling_due:,} things that fall due."
    )
    table = Table("What the watch found", "Children", box=None, header_style="bold")
    for title, number in found.by_rule:
        table.add_row(title, f"{number:,}")
    screen.print(table, "")


def _say_where_to_look(screen: Console, *, port: int) -> None:
    from keepsight.casework import demo_people

    table = Table("Sign in as", "Username", "To see", box=None, header_style="bold")
    for each in demo_people.people():
        table.add_row(f"{each.name}, {each.title}", each.username, each.finds)
    screen.print(f"Open [bold]http://localhost:{port}[/bold]")
    screen.print(f"Worried about a child, without an account: http://localhost:{port}/worried")
    screen.print(f"The password is the same for everybody: [bold]{PASSWORD}[/bold]")
    screen.print(table)
    screen.print(
        "Another agency's chronology comes in from a second terminal, in this folder: "
        "[bold].venv/bin/keepsight import FILE --by USERNAME[/bold] (a manager's)."
    )
    screen.print("Everybody in it is invented. Press Ctrl+C to stop; the data stay.\n")


def _progress(screen: Console) -> Progress:
    return Progress(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TimeElapsedColumn(),
        console=screen,
    )


def _teller(progress: Progress) -> Callable[[str, int, int], None]:
    """What shows on the screen how far each step has come."""
    tasks: dict[str, TaskID] = {}

    def tell(what: str, done: int, of: int) -> None:
        if what not in tasks:
            tasks[what] = progress.add_task(STEPS.get(what, what), total=of)
        progress.update(tasks[what], completed=done, total=of)

    return tell
