"""What may be printed of a child: for the page that offers it."""

from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit
from keepsight.casework.printing.chronology import VIEWS, View
from keepsight.casework.who import Who, who
from keepsight.record.family import siblings_of
from keepsight.record.models import Child, User


@dataclass(frozen=True)
class OnOffer:
    """The views of the chronology, whether brothers and sisters may be in it, and whether the
    reader makes copies for who asks what is held about them."""

    who: Who
    views: tuple[View, ...]
    has_siblings: bool
    makes_copies: bool


def on_offer(child: str, *, by: User, on: date) -> OnOffer:
    """What this reader may print of the child. Raises access.Refused, also for an unknown child."""
    access.require(by, "export_child", child, on=on)
    audit.saw(by=by, what="see_child", child=child)
    return OnOffer(
        who=who(Child.objects.get(pk=child), on=on),
        views=tuple(VIEWS.values()),
        has_siblings=bool(siblings_of([child])[child]),
        makes_copies=access.may(by, "make_subject_copy"),
    )
