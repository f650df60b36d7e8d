"""Sending the letters that wait, and trying again those that the mail server did not take.

A sender that is killed loses no letter. One killed after the letter went out, and before it could
write that down, sends the same letter once more, under the same number.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from keepsight.casework.action import action
from keepsight.casework.letter import Counts
from keepsight.record.models import Letter, LetterChoice
from keepsight.record.reader import reading_as_system

WAITS = (1, 5, 30, 120, 360, 720, 1440)
"""Minutes until the next try, after each that failed; after the last the letter is given up."""
AT_ONCE_AT_MOST = 500


@dataclass(frozen=True)
class Outgoing:
    """A letter as the sender needs it. `counts` for a daily letter, None for something new."""

    letter: str
    address: str
    for_on: date | None
    counts: Counts | None


@dataclass(frozen=True)
class Posted:
    """How many letters went out, wait for another try, and were given up."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0


Send = Callable[[Outgoing], None]
"""Hands a letter to the mail server; raises OSError where the server does not take it."""


def post(*, send: Send, at: datetime) -> Posted:
    """Send what waits; what the server does not take is tried again, each time later.

    Two senders never take the same letter: its row is held while it is sent.
    """
    done = Posted()
    for _ in range(AT_ONCE_AT_MOST):
        if not _is_any_waiting(at):
            break
        done = _with_one_more(done, send, at=at)
    return done


def _is_any_waiting(moment: datetime) -> bool:
    with reading_as_system("whether a letter waits to be sent"):
        return _waiting(moment).exists()


def _waiting(moment: datetime) -> QuerySet[Letter]:
    """What is to be sent by now, that no other sender holds."""
    return Letter.objects.filter(sent_at=None, given_up_at=None, not_before__lte=moment)


def _with_one_more(done: Posted, send: Send, *, at: datetime) -> Posted:
    with action("send_letter", by=None, at=at) as doing:
        held = _waiting(at).select_for_update(skip_locked=True, of=("self",))
        row = held.select_related("to").order_by("not_before", "pk").first()
        if row is None:
            doing.note = "another sender was quicker"
            return done
        became = _send(row, send, at=at)
        doing.note = f"letter {row.pk} to {row.to.username}: {became.replace('_', ' ')}"
    return replace(done, **{became: getattr(done, became) + 1})


def _send(row: Letter, send: Send, *, at: datetime) -> str:
    """Send one letter and write down what became of it: "sent", "put_off" or "given_up"."""
    choice = LetterChoice.objects.filter(user=row.to_id).exclude(how="off").first()
    row.tries += 1
    if choice is None or not row.to.is_active:
        row.given_up_at, row.failure = at, "Not wanted any more"
        row.save()
        return "given_up"
    counts = Counts(row.overdue, row.due, row.unread) if row.for_on else None
    try:
        send(Outgoing(row.pk, choice.address, row.for_on, counts))
    except OSError as failed:
        # Only the kind of error: what a mail server answers may quote an address.
        row.failure = type(failed).__name__
        is_last = row.tries > len(WAITS)
        if is_last:
            row.given_up_at = at
        else:
            row.not_before = at + timedelta(minutes=WAITS[row.tries - 1])
        row.save()
        return "given_up" if is_last else "put_off"
    row.sent_at, row.failure = at, ""
    row.save()
    return "sent"
