"""`keepsight serve`: the pages, on any PostgreSQL that DATABASE_URL names."""

import os
import socket
from pathlib import Path
from typing import Annotated

import typer
from rich import print as say

from keepsight.cli import app

# Measured quickest on two cores for pages like ours: two processes of four threads, over WSGI.
WORKERS = 2
THREADS = 4


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
    say(f"Keepsight answers at http://{host}:{port}. Press Ctrl+C to stop.")
    run(host=host, port=port, workers=workers)


def run(*, host: str, port: int, workers: int = WORKERS) -> None:
    """Answer requests until the process is told to stop."""
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    Server(
        "keepsight.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        working_dir=Path.cwd(),
    ).serve()


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

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        say(f"[bold]Keepsight cannot start.[/bold] {wrong}")
        raise typer.Exit(2) from wrong
