"""Which organisation raised a concern: this nursery by its name, and not only a nursery."""

from collections.abc import Collection
from functools import cached_property

from keepsight.facts.thread import Thread
from keepsight.practice.codes.agency import AGENCY
from keepsight.record.models import ConcernThread


def organisations(children: Collection[str]) -> dict[str, str]:
    """Which organisation raised each concern of these children, by name, as far as the reader may
    see the concern; without those of which no organisation is known."""
    rows = ConcernThread.objects.filter(child__in=list(children)).exclude(organisation=None)
    return dict(rows.values_list("concern", "organisation__name"))


class RaisedBy:
    """Who raised the concerns of these children. One question to the database, once the first of
    them is asked about."""

    def __init__(self, children: Collection[str]) -> None:
        self._children = children

    @cached_property
    def _named(self) -> dict[str, str]:
        return organisations(self._children)

    def named(self, thread: Thread) -> str:
        """The organisation that raised it; what kind of agency it is where that is not known."""
        return self._named.get(thread.concern) or AGENCY.named(thread.opening.agency)
