"""The `keepsight` command: demo, serve, import, verify, replay, watch, docs."""

from importlib import import_module

import typer

app = typer.Typer(
    name="keepsight",
    help="Keeps every concern about a child in sight until a named person answers it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

COMMANDS = (
    "demo",
    "serve",
    "post",
    "record",
    "extract",
    "match",
    "take_on",
    "left",
    "system",
    "second_factor",
    "replay",
    "failings",
    "watch",
    "budget",
    "synthesise",
    "docs",
)
"""The files of commands, in the order in which `keepsight --help` lists them. Each registers its
commands with `app` when it is imported, and imports Django only when one of them runs."""


@app.callback()
def _keepsight() -> None:
    """Keeps every concern about a child in sight until a named person answers it."""


for name in COMMANDS:
    import_module(f"keepsight.cli.{name}")
