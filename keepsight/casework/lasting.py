"""What lasts from one day to another: a part in a child's network, a cover, an address."""

from datetime import date

from django.db.models import Q


def lasts_on(day: date) -> Q:
    """Of rows with `from_on` and `to_on`, those that have begun by that day and have not ended."""
    return Q(from_on__lte=day) & (Q(to_on=None) | Q(to_on__gt=day))
