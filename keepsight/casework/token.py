"""Who shows a token, and whether they may be let in: each use is counted, and what lets nobody in
is in the audit."""

from copy import copy
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from keepsight.casework import audit
from keepsight.casework.system import digest_of
from keepsight.record.models import AuditEntry, SystemToken, User
from keepsight.record.reader import reading_as_system

WITHIN = timedelta(minutes=15)
WRONG_ALLOWED = 50
"""How often one computer may show a token that is not good, in that time."""
MINUTE = timedelta(minutes=1)
_WHAT = "use_token"


@dataclass(frozen=True)
class Entry:
    """What came of showing a token: the user to act as, or why not. `wait` is in seconds."""

    user: User | None
    wait: int = 0


def enter(token: str, *, computer: str, moment: datetime) -> Entry:
    """Let in whoever shows this token, where it is good and was not used too often."""
    place = salted_hmac(settings.SECRET_KEY, computer, algorithm="sha256").hexdigest()[:32]
    with reading_as_system("whose token this is"), transaction.atomic():
        row = (
            SystemToken.objects.select_for_update(of=("self",))
            .select_related("system__user__agency", "system__user__team")
            .filter(digest=digest_of(token), revoked_at=None, expires_at__gt=moment)
            .filter(system__user__is_active=True)
            .first()
        )
        if row is not None:
            return _count(row, moment)
        wrong_before = AuditEntry.objects.filter(
            what=_WHAT, was_allowed=False, note=place, at__gt=Now() - WITHIN
        )
        if wrong_before.count() >= WRONG_ALLOWED:
            return Entry(None, wait=int(WITHIN.total_seconds()))
        audit.refused(by=None, what=_WHAT, note=place)
    return Entry(None)


def speaking_for(user: User, person: str) -> User:
    """The system's user, signing with the person at the agency who did it, where one is named:
    "Nina Brook, by Bluebell's records"."""
    said = copy(user)
    if person:
        said.name, said.job_title = person, f"by {user.name}"
    return said


def _count(row: SystemToken, moment: datetime) -> Entry:
    """One more use in this minute, if it is not one too many."""
    is_new_minute = row.counted_from is None or not (
        row.counted_from <= moment < row.counted_from + MINUTE
    )
    if is_new_minute:
        row.counted_from, row.counted = moment, 0
    elif row.counted >= settings.CALLS_A_MINUTE:
        left = (row.counted_from + MINUTE - moment).total_seconds()  # type: ignore[operator]
        return Entry(None, wait=max(1, round(left)))
    row.counted += 1
    row.last_used_at = moment
    row.save(update_fields=["counted_from", "counted", "last_used_at"])
    return Entry(row.system.user)
