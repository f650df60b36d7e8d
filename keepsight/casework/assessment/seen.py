"""Whether a child has been seen, and seen alone, since a day: taken from the visits on record, and
never asked a second time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from keepsight.facts.fact import Fact


@dataclass(frozen=True)
class Seen:
    """When the child was last seen on a visit, and last seen alone, since a day; None for never.
    `is_unborn`: nobody can be seen yet."""

    since_on: date
    seen_on: date | None
    alone_on: date | None
    is_unborn: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether the child has not been seen, or not alone, and could have been."""
        return not self.is_unborn and (self.seen_on is None or self.alone_on is None)


def seen_since(facts: Iterable[Fact], day: date, *, born_on: date | None, on: date) -> Seen:
    """How the child of these facts has been seen from `day` until today (`on`)."""
    seen_on = alone_on = None
    for each in facts:
        own = vars(each)
        if each.kind != "visit" or own["seen"] != "seen" or not day <= each.happened_on <= on:
            continue
        seen_on = each.happened_on
        alone_on = each.happened_on if own["seen_alone"] else alone_on
    return Seen(day, seen_on, alone_on, is_unborn=born_on is not None and on < born_on)
