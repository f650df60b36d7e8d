"""Which children a rule is tried on before it holds: every child or, where they are too many to
wait for, some drawn by lot. The lot is the same each time, so that two trials can be compared."""

from django.db.models.functions import MD5

from keepsight.casework.projection import AT_ONCE_AT_MOST
from keepsight.record.models import Child

DRAWN = 2_000
"""So many children are read and tried in a few seconds (docs/performance.md)."""


def drawn() -> tuple[list[str], int]:
    """The children who are looked at, and how many there are. Call as the system."""
    every = Child.objects.all()
    of = every.count()
    if of <= AT_ONCE_AT_MOST:
        # Identifiers of brothers and sisters often lie side by side: a family is then read once.
        return list(every.order_by("pk").values_list("pk", flat=True)), of
    return list(every.order_by(MD5("pk")).values_list("pk", flat=True)[:DRAWN]), of
