"""The second factor of signing in: who has one, and what a manager does for somebody who has lost
theirs. The codes themselves are allauth's."""

from dataclasses import dataclass
from datetime import date, datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction
from django.db.models import QuerySet

from keepsight.casework import access, audit, signed_in
from keepsight.casework.action import action
from keepsight.casework.not_right import wrong
from keepsight.record.models import User

_APP = "totp"
_CODES = "recovery_codes"


@dataclass(frozen=True)
class HasSecondFactor:
    """Somebody who has one, since when, and when it was used last."""

    user: int
    name: str
    job_title: str
    team: str
    since: datetime
    used_at: datetime | None


def has_one(user: User) -> bool:
    """Whether this person has set up a second factor."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=_APP).exists())


def new_recovery_codes(user: User) -> None:
    """Other recovery codes in place of those there are, which no longer work."""
    with transaction.atomic():
        Authenticator.objects.filter(user_id=user.pk, type=_CODES).delete()
        RecoveryCodes.activate(user)


def who_has_one(*, by: User, on: date) -> list[HasSecondFactor]:
    """Those whose second factor this person may reset, by name."""
    access.require(by, "reset_second_factor", on=on)
    audit.saw(by=by, what="reset_second_factor", note="who has a second factor")
    apps = Authenticator.objects.filter(type=_APP, user__in=_may_be_reset_by(by))
    apps = apps.select_related("user__team").order_by("user__name", "user_id")
    return [
        HasSecondFactor(
            user=each.user_id,
            name=each.user.name,
            job_title=each.user.job_title,
            team=each.user.team.name if each.user.team else "",
            since=each.created_at,
            used_at=each.last_used_at,
        )
        for each in apps
    ]


def reset(*, user: int, by: User, at: datetime) -> User:
    """Take away somebody's second factor and its recovery codes, and sign them out everywhere, so
    that they set up another. Raises Refused, and NotRight where there is none."""
    access.require(by, "reset_second_factor")
    whose = _may_be_reset_by(by).filter(pk=user).first()
    if whose is None:
        audit.refused(by=by, what="reset_second_factor", note=f"user {user}")
        raise access.Refused
    with action("reset_second_factor", by=by, at=at) as doing:
        take_away(whose)
        doing.note = f"of {whose.username}"
    return whose


def take_away(whose: User) -> None:
    """Inside an action: the second factor and its codes are gone, and every session ends. Raises
    NotRight where there is none."""
    gone, _ = Authenticator.objects.filter(user_id=whose.pk).delete()
    if not gone:
        raise wrong("", f"{whose.name} has no second factor.")
    signed_in.end_all(whose)


def _may_be_reset_by(by: User) -> QuerySet[User]:
    """A manager's own team; anybody for whoever sees every team. Never one's own: that would make
    the second factor one that the first can take away."""
    people = User.objects.exclude(pk=by.pk)
    if access.may(by, "see_every_team"):
        return people
    return people.filter(team_id=by.team_id) if by.team_id else people.none()
