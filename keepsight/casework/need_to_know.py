"""Which children somebody needs to know of on a day, and whom restrictions keep from them. Asked by
`access`, which decides; PostgreSQL holds the same a second time, row by row.

Each list is made of parts that are found by an index of their own: joined by OR, they would be
looked for in whole tables.
"""

from datetime import date
from typing import Any

from django.db.models import F, Func, Q, QuerySet
from django.db.models.functions import Now

from keepsight.casework.role import IN_EMERGENCY, ROLES
from keepsight.record.models import (
    BreakGlass,
    Delegation,
    Involvement,
    LedgerFact,
    NamedPerson,
    Restriction,
    User,
)

Ids = QuerySet[Any, Any]


def open_to(user: User, *, on: date, by_break_glass: bool = True) -> Ids:
    """The ids of the children open to somebody who does not see all: their own, those of a team,
    those of whoever they cover for, none of them restricted; those restricted to them by name; and
    those that they opened in an emergency."""
    lasts = Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gt=on))
    in_force = Involvement.objects.filter(lasts).exclude(
        child__in=hidden(user, by_break_glass=by_break_glass)
    )
    covered = covered_by(user, on=on)
    managers = covered.filter(absent__role="manager", absent__team__isnull=False)
    parts = [
        in_force.filter(user__in=covered.values("absent")).values("child_id"),
        in_force.filter(team__in=managers.values("absent__team")).values("child_id"),
        _named(user).values("child_id"),
    ]
    if by_break_glass:
        parts.append(opened_by(user).values("child_id"))
    return in_force.filter(_own(user)).values("child_id").union(*parts, all=True)


def hidden(user: User, *, by_break_glass: bool = True) -> Ids:
    """The ids of the restricted children whom this user may not see."""
    restricted = Restriction.objects.filter(lifted_at=None)
    restricted = restricted.exclude(child__in=_named(user).values("child"))
    if by_break_glass:
        restricted = restricted.exclude(child__in=opened_by(user).values("child"))
    return restricted.values("child_id")


def is_named(user: User, *, child: str | None = None) -> bool:
    """Whether the user is one of those to whom this child's record is restricted; without a child,
    whether to whom any is."""
    named = _named(user)
    return (named if child is None else named.filter(child=child)).exists()


def covered_by(user: User, *, on: date) -> QuerySet[Delegation]:
    """For whom this user stands in on that day. Somebody of the service for another of it, somebody
    of an agency for another of theirs."""
    in_force = Delegation.objects.filter(
        delegate=user, ended_at=None, from_on__lte=on, to_on__gt=on, absent__is_active=True
    )
    if user.role == "referrer":
        return in_force.filter(absent__role="referrer")
    return in_force.exclude(absent__role="referrer")


def stands_in_for(user: User, *, on: date) -> list[int]:
    """The numbers of those for whom this user stands in on that day."""
    return sorted(set(covered_by(user, on=on).values_list("absent_id", flat=True)))


def opened_by(user: User) -> QuerySet[BreakGlass]:
    """What this user has opened in an emergency, while it is open: by the clock of the database."""
    opened = BreakGlass.objects.filter(user=user, ends_at__gt=Now())
    return opened if user.role in IN_EMERGENCY else opened.none()


def raised_by(user: User) -> Ids:
    """The concerns about restricted children that this user raised."""
    said = LedgerFact.objects.filter(
        entered_by=user, kind__in=("concern", "referral"), child__in=hidden(user)
    )
    return said.annotate(concern=Func(F("concerns"), function="unnest")).values("concern")


def stands_for_restricted(child: str, user: User | None) -> User | None:
    """Who is asked in place of this user, or of a team or an agency (None), what they could not
    see: a manager to whom the child's record is restricted. None where they see it, or nobody
    is."""
    named = NamedPerson.objects.filter(child=child, ended_at=None, restriction__lifted_at=None)
    if user is not None and named.filter(user=user).exists():
        return None
    leads = named.filter(user__role="manager", user__is_active=True).select_related("user")
    first = leads.order_by("named_at", "pk").first()
    return first.user if first else None


def not_kept_from(child: str, people: set[int], *, concern: str) -> set[int]:
    """Those of these people, by number, who are not kept from this child by a restriction. Whoever
    raised the concern in question is still told of it."""
    if not Restriction.objects.filter(child=child, lifted_at=None).exists():
        return people
    named = NamedPerson.objects.filter(child=child, ended_at=None, restriction__lifted_at=None)
    raised = LedgerFact.objects.filter(
        child=child, kind__in=("concern", "referral"), concerns__contains=[concern]
    )
    told = set(named.values_list("user", flat=True))
    told.update(each for each in raised.values_list("entered_by", flat=True) if each)
    return people & told


def _named(user: User) -> QuerySet[NamedPerson]:
    return NamedPerson.objects.filter(user=user, ended_at=None, restriction__lifted_at=None)


def _own(user: User) -> Q:
    """What names the user, or their team where the role sees the team's."""
    whose = Q(user_id=user.pk)
    role = ROLES.get(user.role)
    if role is not None and role.sees == "own_and_team" and user.team_id is not None:
        whose |= Q(team_id=user.team_id)
    return whose
