"""Events for systems that asked to be sent what they are told: written in the transaction of what
they tell of, and sent afterwards by `keepsight post`. An event names no child."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal
from uuid import uuid4

from keepsight.record.models import Delivery, Subscription


def write(
    numbers: Mapping[int, int],
    *,
    sort: Literal["notice", "ask"],
    what: str,
    about: str,
    at_moment: datetime,
) -> None:
    """Write an event to each of these users who is a system that wants to be sent one: by user, the
    number of the notice or ask that they were given. Call inside an action."""
    wanted = Subscription.objects.filter(system__in=list(numbers), ended_at=None)
    Delivery.objects.bulk_create(
        Delivery(
            event=uuid4().hex,
            subscription=each,
            sort=sort,
            what=what,
            about=about,
            number=numbers[each.system_id],
            happened_at=at_moment,
            not_before=at_moment,
        )
        for each in wanted
    )
