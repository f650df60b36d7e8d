"""The `keepsight` command: demo, serve, import, verify, replay, watch, docs."""

import typer

app = typer.Typer(
    name="keepsight",
    help="Keeps every concern about a child in sight until a named person answers it.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@app.callback()
def _keepsight() -> None:
    """Keeps every concern about a child in sight until a named person answers it."""
