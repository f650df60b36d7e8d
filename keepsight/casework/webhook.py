"""Events for systems that asked to be sent what they are told: written in the transaction of what
they tell of, and sent afterwards by `keepsight post`. An event names no child."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import uuid4

from keepsight.record.models import Delivery, Subscription


@dataclass(frozen=True)
class Event:
    """A notice or ask of this number, which this user was given."""

    user: int
    number: int
    what: str
    about: str


def write(events: Sequence[Event], *, sort: Literal["notice", "ask"], at_moment: datetime) -> None:
    """Write each of these events to its user, where that is a system that wants to be sent one.
    Call inside an action."""
    systems = {each.user for each in events}
    wanted: dict[int, list[Subscription]] = defaultdict(list)
    for each in Subscription.objects.filter(system__in=systems, ended_at=None):
        wanted[each.system_id].append(each)
    Delivery.objects.bulk_create(
        Delivery(
            event=uuid4().hex,
            subscription=subscription,
            sort=sort,
            what=event.what,
            about=event.about,
            number=event.number,
            happened_at=at_moment,
            not_before=at_moment,
        )
        for event in events
        for subscription in wanted.get(event.user, ())
    )
