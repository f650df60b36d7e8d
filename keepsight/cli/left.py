"""`keepsight left`: somebody who signs in no more."""

from typing import Annotated

import typer
from rich.console import Console

from keepsight.cli import app, record


@app.command()
def left(
    username: Annotated[str, typer.Argument(help="What they sign in as.")],
    passes_to: Annotated[
        str, typer.Option(help="Who takes up what they were asked, if not their manager or team.")
    ] = "",
) -> None:
    """Say that somebody has left: they sign in no more, and nothing is left pointing at them."""
    record.start()
    from keepsight.casework import leaver
    from keepsight.casework.not_right import NotRight
    from keepsight.casework.person_who_signs_in import number_of

    try:
        gone = leaver.mark_left(
            user=number_of(username),
            by=None,
            at=record.now(),
            passes_to=number_of(passes_to) if passes_to else None,
        )
    except NotRight as not_right:
        record.stop(*map(str, not_right.wrongs), "Nothing was changed.")
    out = Console()
    out.print(f"{gone.name} signs in no more. {gone.asks} asks pass to {gone.passed_to}.")
    for child in gone.children:
        out.print(f"Waits for a worker: {child}", markup=False)
