"""Finding the child that somebody means by name and date of birth, and beginning a record for one
whom nobody knew."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

from django.db.models import Q
from django.db.models.functions import Coalesce

from keepsight.casework.not_right import wrong
from keepsight.casework.person import add_people
from keepsight.record.models import Ask, Child, Involvement, Person, Referral, Team
from keepsight.record.name import name_key

LONGEST_NAME = 200
FRONT_DOOR = "front door"
"""The part that the front-door team plays for a child whom it holds."""


@dataclass(frozen=True)
class NamedChild:
    """A child as somebody names them who does not know, or may not see, the record."""

    name: str
    born_on: date | None = None


def find_or_begin(named: NamedChild) -> tuple[str, bool]:
    """The child's identifier, and whether the record was begun just now.

    A known child is taken only where exactly one has the same name and date of birth. Where two
    have, or the date is not given, a record of its own is begun: a concern joined to the wrong
    child is worse than one that a person has yet to join. Raises NotRight for an empty name.
    """
    key = name_key(named.name)
    if not key:
        raise wrong("name", "must not be empty")
    if named.born_on is not None:
        # A second record of one child is found by its own name, and leads to the one that is kept.
        known = Child.every.filter(person__name_key=key, person__born_on=named.born_on)
        as_kept = known.annotate(read_as=Coalesce("kept_as_id", "child_id"))
        matches = list(as_kept.values_list("read_as", flat=True).distinct()[:2])
        if len(matches) == 1:
            return matches[0], False
    return begin(named.name.strip(), born_on=named.born_on), True


def begin(name: str, *, born_on: date | None, child_id: str | None = None) -> str:
    """Begin a record; gives its identifier. Raises NotRight for a name that is too long."""
    if len(name) > LONGEST_NAME:
        raise wrong("name", f"must be {LONGEST_NAME} letters or fewer")
    own = child_id or uuid4().hex
    add_people([Person(person_id=own, name=name, born_on=born_on)])
    Child.objects.create(child_id=own, person_id=own)
    return own


def put_in_sight(children: Collection[str], *, on: date) -> None:
    """Settle which of these children the front door holds: those with whom nobody else works, so
    that no concern lies where only a director would see it, and those about whom a referral waits,
    to the end of the day on which it is decided and, where that is theirs, told."""
    front_door = Team.objects.filter(is_front_door=True).order_by("pk").first()
    if front_door is None:
        return
    in_force = Involvement.objects.filter(child__in=children, from_on__lte=on).exclude(
        to_on__lte=on
    )
    own = Q(team=front_door, as_what=FRONT_DOOR)
    held = set(in_force.filter(own).values_list("child_id", flat=True))
    # Somebody of another agency sees the child, but nobody has asked them to decide or to answer.
    of_agency = Q(team=None) & (Q(user__role="referrer") | Q(user__is_active=False))
    # Nor has whoever only answers a disagreement.
    only_answers = Q(as_what="disagreement")
    works = in_force.exclude(own).exclude(of_agency).exclude(only_answers)
    elsewhere = set(works.values_list("child_id", flat=True))
    waits = Referral.objects.filter(child__in=children, settled_on=None)
    untold = Ask.objects.filter(child__in=children, kind="tell_outcome", done_at=None)
    wanted = (set(children) - elsewhere).union(
        waits.values_list("child_id", flat=True), untold.values_list("child_id", flat=True)
    )
    in_force.filter(own, child__in=held - wanted).update(to_on=on + timedelta(days=1))
    in_force.filter(own, child__in=held & wanted).update(to_on=None)
    Involvement.objects.bulk_create(
        Involvement(child_id=child, team=front_door, as_what=FRONT_DOOR, from_on=on)
        for child in sorted(wanted - held)
    )
