"""Whether somebody must set up a second factor before they go on."""

from django.conf import settings
from django.http import HttpRequest

from keepsight.record.models import User
from keepsight.web.sign_in.adapter import HAS_SECOND_FACTOR


def is_offered() -> bool:
    """Whether there are second factors here at all."""
    return bool(settings.SECOND_FACTOR != "off")


def is_required(user: User) -> bool:
    """Whether this person's role may not do without one."""
    roles = settings.SECOND_FACTOR_ROLES
    return settings.SECOND_FACTOR == "required" and (not roles or user.role in roles)


def is_owed(request: HttpRequest) -> bool:
    """Whether this person has signed in without one, and must set one up first. Whoever comes by
    their organisation has given theirs there."""
    if not isinstance(request.user, User) or not is_required(request.user):
        return False
    return not request.session.get(HAS_SECOND_FACTOR, False)
