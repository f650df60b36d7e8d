"""What is sent twice under one key is done once: a system that got no answer sends the same again,
and gets the answer that it missed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from keepsight.casework import access
from keepsight.casework.not_right import wrong
from keepsight.record.models import SentOnce, User
from keepsight.record.reader import reading_as_system

WHY = "what was sent under this key before"


@dataclass(frozen=True)
class Done:
    """The answer, of identifiers only; `is_again` where it was given before."""

    answer: dict[str, Any]
    is_again: bool


def once(
    key: str, sent: str, do: Callable[[], dict[str, Any]], *, user: User, moment: datetime
) -> Done:
    """Do this, unless it was done under the same key; in one transaction with the note that it was.

    A second that comes while the first is under way waits for it. Raises NotRight where the key was
    used for something else, and whatever `do` raises: then the key is free again.
    """
    digest = sha256(sent.encode("utf-8", "replace")).hexdigest()
    refused: access.Refused | None = None
    with transaction.atomic():
        row, is_new = _row(key, digest, user=user, moment=moment)
        if not is_new:
            if row.digest != digest:
                raise wrong("Idempotency-Key", "was used before, for something else")
            return Done(row.answer or {}, is_again=True)
        try:
            row.answer = do()
        except access.Refused as not_allowed:
            refused = not_allowed  # The audit of it must stay, so the transaction does.
        with reading_as_system(WHY):
            row.save() if refused is None else row.delete()
    if refused is not None:
        raise refused
    return Done(row.answer or {}, is_again=False)


def _row(key: str, digest: str, *, user: User, moment: datetime) -> tuple[SentOnce, bool]:
    with reading_as_system(WHY):
        return SentOnce.objects.get_or_create(
            user_id=user.pk, key=key, defaults={"digest": digest, "at": moment}
        )
