"""Who works with a child: joining the child's network, and leaving it."""

from datetime import date

from django.db.models import Q, QuerySet

from keepsight.casework.action import Action
from keepsight.record.models import Involvement, User


def join(doing: Action, *, child: str, user: User, part: str, on: date) -> None:
    """Let this user work with the child from that day, in a part such as "chair"; nothing where
    they do so already. Call inside an action."""
    if not in_force(child, user=user, on=on).exists():
        Involvement.objects.create(child_id=child, user=user, as_what=part, from_on=on)


def leave(doing: Action, *, child: str, user: User, on: date) -> None:
    """End every part of this user with the child on that day. Call inside an action."""
    in_force(child, user=user, on=on).update(to_on=on)


def in_force(child: str, *, user: User, on: date) -> QuerySet[Involvement]:
    """The user's own parts with the child that stand on a day."""
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    return Involvement.objects.filter(lasts, child=child, user=user, from_on__lte=on)
