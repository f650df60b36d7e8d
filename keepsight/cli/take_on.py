"""`keepsight take-on`: somebody who may sign in from now on."""

from typing import Annotated

import typer
from rich.console import Console

from keepsight.cli import app, record


@app.command()
def take_on(
    username: Annotated[str, typer.Argument(help="What they sign in as.")],
    name: Annotated[str, typer.Option(help="Their name, as the record signs it.", prompt=True)],
    role: Annotated[
        str,
        typer.Option(
            help="referrer, social_worker, manager, chair, director or business_manager.",
            prompt=True,
        ),
    ],
    agency: Annotated[str, typer.Option(help="Their organisation's name.", prompt=True)],
    agency_kind: Annotated[
        str, typer.Option(help="What the organisation is: a code of the list of agencies.")
    ] = "social_care",
    team: Annotated[str, typer.Option(help="Their team, if they are in one.")] = "",
    front_door: Annotated[
        bool, typer.Option("--front-door", help="The team decides about referrals.")
    ] = False,
    job_title: Annotated[str, typer.Option(help="Their job title.")] = "",
    password: Annotated[
        str,
        typer.Option(prompt=True, confirmation_prompt=True, hide_input=True, help="Asked for."),
    ] = "",
) -> None:
    """Let somebody sign in: the first people of an authority, and each after them."""
    record.start()
    from keepsight.casework.not_right import NotRight
    from keepsight.casework.person_who_signs_in import take_on as taken_on

    try:
        user = taken_on(
            username=username,
            name=name,
            role=role,
            agency=agency,
            agency_kind=agency_kind,
            team=team,
            at_front_door=front_door,
            job_title=job_title,
            password=password,
            at=record.now(),
        )
    except NotRight as not_right:
        record.stop(*map(str, not_right.wrongs), "Nobody was taken on.")
    Console().print(f"{user.name} may sign in as {user.username}.", markup=False)
