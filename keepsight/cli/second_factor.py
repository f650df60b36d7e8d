"""`keepsight reset-second-factor`: for somebody who has lost it and has nobody else to ask."""

from typing import Annotated

import typer
from rich.console import Console

from keepsight.cli import app, record


@app.command()
def reset_second_factor(
    username: Annotated[str, typer.Argument(help="What they sign in as.")],
) -> None:
    """Take away somebody's second factor, so that they set up another when they next sign in."""
    record.start()
    from keepsight.casework.not_right import NotRight
    from keepsight.casework.person_who_signs_in import reset_second_factor as reset

    try:
        user = reset(username=username, at=record.now())
    except NotRight as not_right:
        record.stop(*map(str, not_right.wrongs), "Nothing was changed.")
    Console().print(f"{user.name} sets up a second factor when they next sign in.", markup=False)
