"""Where somebody is signed in, for them to see, and the end of it."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.db.models.functions import Now

from keepsight.record.models import User


@dataclass(frozen=True)
class SignedInOn:
    """One browser in which somebody is signed in; `is_here` where it is the one that asks."""

    computer: str
    browser: str
    since: datetime
    used_at: datetime
    is_here: bool


def used_again(session: str) -> None:
    """The session of this key is in use."""
    UserSession.objects.filter(session_key=session).update(last_seen_at=Now())


def where_signed_in(user: User, *, here: str) -> list[SignedInOn]:
    """Every browser in which this person is signed in, the one in use latest first; `here` is the
    key of the session that asks. Sessions that have ended are cleared away."""
    sessions = UserSession.objects.purge_and_list(user)
    return sorted(
        (
            SignedInOn(
                each.ip,
                each.user_agent,
                each.created_at,
                each.last_seen_at,
                each.session_key == here,
            )
            for each in sessions
        ),
        key=lambda each: each.used_at,
        reverse=True,
    )


def end_all(user: User, *, but: str = "") -> int:
    """Sign this person out in every browser, but for the session of this key; how many there were.
    For them, and for whoever lets somebody go."""
    ended = 0
    for each in UserSession.objects.filter(user=user).exclude(session_key=but):
        each.end()
        ended += 1
    return ended


def end(session: str) -> None:
    """The session of this key has ended."""
    UserSession.objects.filter(session_key=session).delete()
