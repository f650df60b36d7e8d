"""Taking on the people who sign in: their role, their organisation, their team. An authority with a
record of its own begins with this."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from keepsight.casework import second_factor
from keepsight.casework.action import action
from keepsight.casework.not_right import wrong
from keepsight.casework.role import ROLES
from keepsight.practice.codes.agency import AGENCY
from keepsight.record.models import Agency, Team, User


def take_on(
    *,
    username: str,
    name: str,
    role: str,
    agency: str,
    agency_kind: str,
    team: str = "",
    at_front_door: bool = False,
    job_title: str = "",
    password: str,
    at: datetime,
) -> User:
    """Somebody who may sign in from now on; their organisation and team are begun where they are
    not known yet. Done from the command line, by whoever runs the server.

    `role` is a code of the roles, `agency_kind` a code of the agencies. Raises NotRight for a name
    that is taken, a code that there is not, or a password that is too easy.
    """
    if not username.strip() or not name.strip() or not agency.strip():
        raise wrong("name", "a username, a name and an organisation are needed")
    if role not in ROLES:
        raise wrong("role", f"'{role}' is no role; one of {', '.join(ROLES)}")
    if agency_kind not in AGENCY:
        raise wrong("agency_kind", f"'{agency_kind}' is no agency; one of {', '.join(AGENCY)}")
    if User.objects.filter(username=username).exists():
        raise wrong("username", f"somebody signs in as '{username}' already")
    user = User(username=username, name=name, role=role, job_title=job_title)
    try:
        validate_password(password, user)
    except ValidationError as easy:
        raise wrong("password", " ".join(easy.messages)) from easy
    user.set_password(password)
    with action("take_on", by=None, at=at) as doing:
        doing.note = f"{username}: {role} at {agency}"
        user.agency, _ = Agency.objects.get_or_create(name=agency, defaults={"kind": agency_kind})
        if team:
            user.team, _ = Team.objects.get_or_create(
                name=team, defaults={"agency": user.agency, "is_front_door": at_front_door}
            )
        user.save()
    return user


def reset_second_factor(*, username: str, at: datetime) -> User:
    """Take away the second factor of somebody who has lost it and has nobody to ask, so that they
    set up another. Done from the command line. Raises NotRight where there is none."""
    whose = User.objects.filter(username=username).first()
    if whose is None:
        raise wrong("username", f"nobody signs in as '{username}'")
    with action("reset_second_factor", by=None, at=at) as doing:
        second_factor.take_away(whose)
        doing.note = f"of {username}"
    return whose


def number_of(username: str) -> int:
    """The number of whoever signs in by this name. Raises NotRight where nobody does."""
    found = User.objects.filter(username=username).values_list("pk", flat=True).first()
    if found is None:
        raise wrong("username", f"nobody signs in as '{username}'")
    return found
