"""`keepsight serve`: the pages, on any PostgreSQL that DATABASE_URL names."""

import os
import socket
from pathlib import Path
from typing import Annotated

import typer
from rich import print as say
from rich.markup import escape

from keepsight.cli import app

# With 250 people at once, two processes a core make the slow pages half as slow as one: a page that
# has its answer from the database does not wait for a turn in Python (docs/performance.md).
WORKERS = 2 * (os.cpu_count() or 1)
THREADS = 2
_ADVISES_FEWER = "Configured number of workers appears to be higher"


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="The port on this machine.")] = 8000,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    workers: Annotated[int, typer.Option(help="How many processes answer.")] = WORKERS,
) -> None:
    """Serve the pages. DATABASE_URL names the database; see docs/running.md for the rest."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "keepsight.config.settings")
    _check_settings()
    check_port(host, port)
    _collect_assets()
    say(f"Keepsight answers at http://{host}:{port}. Press Ctrl+C to stop.")
    run(host=host, port=port, workers=workers)


def run(*, host: str, port: int, workers: int = WORKERS) -> None:
    """Answer requests, and send e-mail where a mail server is set, until told to stop."""
    from granian.constants import Interfaces
    from granian.log import LogLevels, logger
    from granian.server import Server

    from keepsight.cli.post import beside_the_pages

    # Its advice on workers that compute: ours wait for the database most of the time.
    logger.addFilter(lambda record: not record.getMessage().startswith(_ADVISES_FEWER))
    server = Server(
        "keepsight.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        working_dir=Path.cwd(),
    )
    with beside_the_pages():
        server.serve()


def check_port(host: str, port: int) -> None:
    """Say so, and stop, where another program already answers at that port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as taken:
            say(f"Port {port} of {host} cannot be used ({taken.strerror}). Choose another port.")
            raise typer.Exit(2) from taken


def _check_settings() -> None:
    """Say what is missing before any process starts: one message instead of one a process."""
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.db import connections

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        say(f"[bold]Keepsight cannot start.[/bold] {wrong} {what_to_set()}")
        raise typer.Exit(2) from wrong
    if amiss := what_is_amiss():
        say(f"[bold]Keepsight cannot start.[/bold] {escape(amiss)}")
        raise typer.Exit(2)
    _say_what_is_set_aside()
    # The processes that answer open connections of their own.
    connections.close_all()


def _say_what_is_set_aside() -> None:
    """Name the lessons that this version cannot read any more, and tell the directors of them."""
    from django.utils import timezone

    from keepsight.casework.lesson import set_aside

    for each in set_aside.tell(at=timezone.now()):
        say(f"[bold]A lesson is set aside.[/bold] {escape(each.title)}: {escape(each.why)}")


def what_is_amiss() -> str:
    """Why the database cannot be used, in a sentence; empty when it can."""
    from django.db import OperationalError, connection

    try:
        has_tables = "ledger" in connection.introspection.table_names()
    except OperationalError as wrong:
        return f"The database of DATABASE_URL does not answer: {str(wrong).splitlines()[0]}"
    return "" if has_tables else "The database has no tables yet. Run keepsight migrate first."


def what_to_set() -> str:
    """Where to read on, for somebody who has set nothing yet."""
    return (
        ""
        if os.environ.get("DATABASE_URL")
        else (
            "docs/running.md says what else to set. An invented authority needs nothing: keepsight "
            "demo."
        )
    )


def _collect_assets() -> None:
    """Put the style sheets and scripts of this version where production serves them from."""
    from django.conf import settings
    from django.core.management import call_command

    if not settings.IS_PRODUCTION:
        return
    try:
        call_command("collectstatic", interactive=False, verbosity=0)
    except OSError as wrong:
        say(
            f"[bold]Keepsight cannot start.[/bold] Assets cannot be put in {settings.STATIC_ROOT} "
            f"({wrong.strerror}). KEEPSIGHT_STATIC names another folder."
        )
        raise typer.Exit(2) from wrong
