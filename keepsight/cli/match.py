"""`keepsight match`: looking through the whole record for children who may have two records."""

import typer

from keepsight.cli import app
from keepsight.cli.record import now, start


@app.command()
def match() -> None:
    """Look through every record for children who may have two, with Splink.

    What is found waits at the front door for a person to decide. Nothing is joined by it.
    """
    start()
    from keepsight.casework import matching

    waiting = matching.match_all(at=now())
    typer.echo(f"{waiting} pair{'' if waiting == 1 else 's'} of records to look at: /matching")
