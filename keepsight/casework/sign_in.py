"""Signing in and out, as the audit keeps it; and whether it has failed too often of late, so that
nobody can try one password after another. It is counted in the database, for all processes."""

from datetime import timedelta

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from keepsight.casework import audit
from keepsight.record.models import AuditEntry, User
from keepsight.record.reader import reading_as_system

WITHIN = timedelta(minutes=15)
ALLOWED = 10
"""How often one name may fail from one computer."""
ALLOWED_IN_ALL = 100
"""How often one name may fail from anywhere, and any names from one computer: a whole school may
stand behind one address."""

_SIGN_IN = "sign_in"
_SECOND_FACTOR = "second_factor"


def is_one_too_many(username: str, computer: str) -> bool:
    """Whether this name, or this computer, has failed too often in the last quarter of an hour."""
    name, place = _digest(username), _digest(computer)
    with reading_as_system("how often signing in has failed"):
        failed = AuditEntry.objects.filter(
            what=_SIGN_IN, was_allowed=False, at__gt=Now() - WITHIN
        ).aggregate(
            both=Count("pk", filter=Q(note=f"{name} {place}")),
            by_name=Count("pk", filter=Q(note__startswith=name)),
            by_place=Count("pk", filter=Q(note__endswith=place)),
        )
    return bool(
        failed["both"] >= ALLOWED or max(failed["by_name"], failed["by_place"]) >= ALLOWED_IN_ALL
    )


def failed(username: str, computer: str) -> None:
    """Somebody gave a name and a password that do not belong together.

    Only digests are kept: what is typed into a name box may be a password.
    """
    note = f"{_digest(username)} {_digest(computer)}"
    audit.refused(by=None, what=_SIGN_IN, note=note)


def signed_in(*, by: User, computer: str, how: str = "password") -> None:
    """Somebody signed in: with a password, or with an account of their organisation."""
    note = f"{_digest(by.username)} {_digest(computer)} by {how}"
    audit.did(by=by, what=_SIGN_IN, note=note)


def is_one_code_too_many(user: User) -> bool:
    """Whether this person's second factor was given wrongly too often in the last quarter of an
    hour, from wherever: six figures are soon tried out."""
    with reading_as_system("how often a second factor was wrong"):
        entries = AuditEntry.objects.filter(what=_SECOND_FACTOR, was_allowed=False, by=user)
        return entries.filter(at__gt=Now() - WITHIN).count() >= ALLOWED


def code_failed(user: User) -> None:
    """Somebody who knew this person's password gave a code that was not right."""
    audit.refused(by=user, what=_SECOND_FACTOR)


def second_factor_set_up(*, by: User, what: str = "set_up_second_factor") -> None:
    """Somebody set up a second factor, or took new recovery codes."""
    audit.did(by=by, what=what)


def password_changed(*, by: User) -> None:
    """Somebody changed their own password."""
    audit.did(by=by, what="change_password")


def signed_out_everywhere(*, by: User) -> None:
    """Somebody ended every session of theirs."""
    audit.did(by=by, what="sign_out_everywhere")


def user_claimed(claim: str) -> User | None:
    """The active user whom an identity provider names, large and small letters alike; None where
    there is none, or more than one."""
    if not claim or "\x00" in claim:
        return None
    people = User.objects.filter(username__iexact=claim, is_active=True, system=None)
    found = list(people[:2])
    return found[0] if len(found) == 1 else None


def is_account_of(user: User, *, provider: str, account: str) -> bool:
    """Whether this account of the identity provider is the one that opened this user's account
    before, or the first that ever did. A username that the organisation gives to somebody else
    does not open what was its first owner's."""
    accounts = SocialAccount.objects.filter(provider=provider)
    return not (
        accounts.filter(user_id=user.pk).exclude(uid=account).exists()
        or accounts.filter(uid=account).exclude(user_id=user.pk).exists()
    )


def signed_out(*, by: User) -> None:
    """Somebody signed out."""
    audit.did(by=by, what="sign_out")


def _digest(typed: str) -> str:
    return salted_hmac(settings.SECRET_KEY, typed, algorithm="sha256").hexdigest()[:32]
