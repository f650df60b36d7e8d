"""`keepsight system`: letting the system of an agency in, and its tokens."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from keepsight.cli import app, record

if TYPE_CHECKING:
    from keepsight.casework.system import NewToken

systems = typer.Typer(help="Let the systems of agencies in, and take their tokens away.")
app.add_typer(systems, name="system", no_args_is_help=True)

Days = Annotated[int, typer.Option(help="For how many days the token is good.")]
Number = Annotated[int, typer.Argument(help="The number of the system: see keepsight system list.")]


@systems.command()
def add(
    name: Annotated[str, typer.Argument(help="What the system is called, as the record signs it.")],
    agency: Annotated[str, typer.Option(help="The name of its agency.", prompt=True)],
    agency_kind: Annotated[
        str, typer.Option(help="What a new agency is: a code of the list of agencies.")
    ] = "",
    role: Annotated[str, typer.Option(help="The role it has.")] = "referrer",
    days: Days = 365,
) -> None:
    """Let a system in. Its token is shown this once."""
    record.start()
    from keepsight.casework.not_right import NotRight
    from keepsight.casework.system import take_on

    try:
        made = take_on(
            name=name,
            agency=agency,
            agency_kind=agency_kind,
            role=role,
            days=days,
            by=None,
            at=record.now(),
        )
    except NotRight as not_right:
        record.stop(*map(str, not_right.wrongs), "No system was let in.")
    _show(made)


@systems.command(name="list")
def list_() -> None:
    """Say which systems were let in, with the number by which the other commands know each."""
    record.start()
    from keepsight.casework.system import every_system

    found = every_system(at=record.now())
    screen = Console()
    if not found:
        screen.print("No system was let in yet. keepsight system add lets one in.")
        return
    table = Table("Number", "System", "Agency", "Role", "Tokens", "Last used", box=None)
    for each in found:
        held = [one for one in each.tokens if not one.is_over]
        used = max((one.last_used_at for one in each.tokens if one.last_used_at), default=None)
        table.add_row(
            str(each.system),
            escape(each.name),
            escape(each.agency),
            each.role,
            ", ".join(f"{one.hint}…, to {one.expires_at:%d %B %Y}" for one in held) or "none",
            f"{used:%d %B %Y}" if used else "never",
        )
    screen.print(table)


@systems.command()
def token(system: Number, days: Days = 365) -> None:
    """Give a system another token. It is shown this once."""
    record.start()
    from keepsight.casework.access import Refused
    from keepsight.casework.not_right import NotRight
    from keepsight.casework.system import new_token

    try:
        made = new_token(system=system, days=days, by=None, at=record.now())
    except NotRight as not_right:
        record.stop(*map(str, not_right.wrongs))
    except Refused:
        record.stop(f"There is no system {system}.")
    _show(made)


@systems.command()
def revoke(system: Number) -> None:
    """Take away all the tokens of a system."""
    record.start()
    from keepsight.casework.access import Refused
    from keepsight.casework.system import revoke as take_away

    try:
        done = take_away(system=system, by=None, at=record.now())
    except Refused:
        record.stop(f"There is no system {system}.")
    if not done:
        Console().print(f"System {system} had no token: it is not let in.")
        return
    tokens = "1 token" if done == 1 else f"{done} tokens"
    Console().print(f"{tokens} of system {system} taken away. It is not let in any more.")


def _show(made: "NewToken") -> None:
    said = Console(highlight=False, soft_wrap=True)
    said.print(f"System {made.system}, {made.name}. The token is shown this once:", markup=False)
    said.print(made.token, markup=False)
    said.print(f"It is good until {made.expires_at:%d %B %Y}.", markup=False)
