"""Signing in and out, as the audit keeps it; and whether it has failed too often of late, so that
nobody can try one password after another. It is counted in the database, for all processes."""

from datetime import timedelta

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


def signed_in(*, by: User, computer: str) -> None:
    """Somebody signed in."""
    audit.did(by=by, what=_SIGN_IN, note=f"{_digest(by.username)} {_digest(computer)}")


def signed_out(*, by: User) -> None:
    """Somebody signed out."""
    audit.did(by=by, what="sign_out")


def _digest(typed: str) -> str:
    return salted_hmac(settings.SECRET_KEY, typed, algorithm="sha256").hexdigest()[:32]
