"""Sending the events that wait, and trying again those that were not taken. One that was sent and
not written down is sent once more, under the same number."""

import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import QuerySet

from keepsight.casework import notice
from keepsight.casework.action import Action, action
from keepsight.casework.subscription import secret_of
from keepsight.record.models import Delivery, Subscription, User
from keepsight.record.reader import reading_as_system

WAITS = (1, 5, 30, 120, 360, 720, 1440)
"""Minutes until the next try, after each that failed; after the last the event is given up."""
AT_ONCE_AT_MOST = 200


@dataclass(frozen=True)
class Call:
    """One event as the sender needs it. `secret` signs it."""

    event: str
    address: str
    body: bytes
    secret: str

    def signature(self, moment: datetime) -> str:
        """The moment and the signature over it and the body, as the header says them."""
        seconds = int(moment.timestamp())
        signed = hmac.new(self.secret.encode(), b"%d." % seconds + self.body, sha256)
        return f"t={seconds},v1={signed.hexdigest()}"


@dataclass(frozen=True)
class Called:
    """How many events were taken, wait for another try, and were given up."""

    sent: int = 0
    put_off: int = 0
    given_up: int = 0


Send = Callable[[Call], None]
"""Hands an event to its address; raises OSError where it is not taken."""


def is_any_wanted() -> bool:
    """Whether any system wants to be sent anything."""
    with reading_as_system("whether a system wants events"):
        return Subscription.objects.filter(ended_at=None).exists()


def call_out(*, send: Send, at: datetime) -> Called:
    """Send what waits. Two senders never take the same event: its row is held while it is sent."""
    done = Called()
    for _ in range(AT_ONCE_AT_MOST):
        with reading_as_system("whether an event waits to be sent"):
            if not _waiting(at).exists():
                break
        done = _with_one_more(done, send, at=at)
    return done


def _waiting(moment: datetime) -> QuerySet[Delivery]:
    still = Delivery.objects.filter(subscription__ended_at=None)
    return still.filter(sent_at=None, given_up_at=None, not_before__lte=moment)


def _with_one_more(done: Called, send: Send, *, at: datetime) -> Called:
    with action("send_event", by=None, at=at) as doing:
        held = _waiting(at).select_for_update(skip_locked=True, of=("self",))
        row = held.select_related("subscription").order_by("not_before", "pk").first()
        if row is None:
            doing.note = "another sender was quicker"
            return done
        became = _send(doing, row, send)
        doing.note = f"event {row.pk}: {became.replace('_', ' ')}"
    return replace(done, **{became: getattr(done, became) + 1})


def _send(doing: Action, row: Delivery, send: Send) -> str:
    """Send one event and write down what became of it: "sent", "put_off" or "given_up"."""
    row.tries += 1
    try:
        send(Call(row.pk, row.subscription.address, body_of(row), secret_of(row.subscription)))
    except OSError as failed:
        # Only the kind of error: what another server answers may quote anything.
        row.failure = type(failed).__name__[:100]
        if row.tries > len(WAITS):
            return _give_up(doing, row)
        row.not_before = doing.at + timedelta(minutes=WAITS[row.tries - 1])
        row.save()
        # What else waits for an address that does not answer waits as long, and is tried no more.
        others = row.subscription.deliveries.filter(sent_at=None, given_up_at=None)
        others.filter(not_before__lt=row.not_before).update(not_before=row.not_before)
        return "put_off"
    row.sent_at, row.failure = doing.at, ""
    row.save()
    return "sent"


def _give_up(doing: Action, row: Delivery) -> str:
    """After the last try: the directors are told, the first time each day."""
    lately = row.subscription.deliveries.filter(given_up_at__gt=doing.at - timedelta(days=1))
    if not lately.exists():
        directors = User.objects.filter(role="director", is_active=True)
        name = row.subscription.system.user.name
        notice.tell(
            doing,
            to=directors,
            what="event_given_up",
            child=None,
            about=row.subscription_id,
            words=name,
        )
    row.given_up_at = doing.at
    row.save()
    return "given_up"


def body_of(row: Delivery) -> bytes:
    """What is sent: what happened, in a code, and the numbers by which the system asks for more."""
    said = {
        "event": row.pk,
        "sort": row.sort,
        "what": row.what,
        "about": row.about,
        "number": row.number,
        "happened_at": row.happened_at.isoformat(),
    }
    return json.dumps(said).encode()
