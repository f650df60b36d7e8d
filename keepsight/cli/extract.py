"""`keepsight extract`: the facts of every child as a folder, for `keepsight watch` elsewhere."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from keepsight.cli import app
from keepsight.cli.record import Username, now, start, stop, user_called


@app.command()
def extract(
    folder: Annotated[Path, typer.Argument(help="A folder that is not there yet.")],
    by: Username,
    authority: Annotated[
        str, typer.Option(help="What to call the authority; the folder's name unless given.")
    ] = "",
) -> None:
    """Take the facts of every child out as a folder that `keepsight watch` reads.

    With them go the authority's own numbers and its published lessons. Restricted records are left
    out unless whoever does this is named in them. The folder is there whole or not at all.
    """
    start()
    from keepsight.casework import access
    from keepsight.casework import extract as taking
    from keepsight.exchange.extract.write import CannotWriteError

    user, on = user_called(by), now().date()
    name = authority.strip() or folder.resolve().name
    try:
        with Progress(console=Console(stderr=True), transient=True) as progress:
            task = progress.add_task("Writing facts", total=None)
            taken = taking.extract(
                folder,
                authority=name,
                by=user,
                on=on,
                progress=lambda done, of: progress.update(task, completed=done, total=of),
            )
    except access.Refused:
        stop(f"{by} may not take out the facts of every child.")
    except CannotWriteError as wrong:
        stop(str(wrong), "Nothing was taken out.")
    screen = Console(soft_wrap=True, highlight=False)
    screen.print(f"{taken.in_words}, written to {folder}.", markup=False)
    screen.print("It is the record itself: keep it where the record may be kept (see about.txt).")
