"""Telling people what happened, and whom there is to tell. Nothing ends by being read."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from keepsight.casework.action import Action
from keepsight.practice.codes.notice import NOTICE
from keepsight.record.models import ConcernThread, Involvement, Notice, User


def tell(
    doing: Action,
    *,
    to: Iterable[User],
    what: str,
    child: str | None,
    about: str,
    words: str = "",
) -> None:
    """Tell each of these people once; whoever does it is not told. Call inside an action.

    `what` is a code of NOTICE (KeyError for another), `about` the identifier of what it is about.
    """
    NOTICE[what]
    told = {each.pk for each in to if each.is_active}
    if doing.by is not None:
        told.discard(doing.by.pk)
    Notice.objects.bulk_create(
        Notice(
            to_id=each,
            what=what,
            child_id=child,
            about=about,
            words=words,
            told_at=doing.at,
            told_by=doing.by,
        )
        for each in sorted(told)
    )


def network_of(child: str, *, on: date) -> list[User]:
    """Who works with the child on that day, in person or as one of an involved team."""
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    parts = Involvement.objects.filter(lasts, child=child, from_on__lte=on)
    own = Q(pk__in=parts.exclude(user=None).values("user"))
    team = Q(team__in=parts.exclude(team=None).values("team"))
    return list(User.objects.filter(own | team, is_active=True).order_by("name", "pk"))


def who_raised(concern: str) -> list[User]:
    """The people of the organisation that raised the concern; none where it is not known."""
    thread = ConcernThread.objects.filter(pk=concern).exclude(organisation=None).first()
    if thread is None:
        return []
    of_agency = User.objects.filter(agency=thread.organisation_id, is_active=True)
    return list(of_agency.order_by("name", "pk"))
