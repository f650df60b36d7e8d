"""Which children somebody needs to know of on a day, and whom restrictions keep from them. Asked by
`access`, which decides; PostgreSQL holds the same a second time, row by row."""

from datetime import date
from typing import Any

from django.db.models import F, Func, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from keepsight.casework.role import IN_EMERGENCY, ROLES
from keepsight.record.models import (
    BreakGlass,
    Delegation,
    LedgerFact,
    NamedPerson,
    Restriction,
    User,
)

Ids = Any
"""The ids of children, as part of a query."""

# Each part is found by an index of its own: joined by OR, they would be looked for in the whole of
# a table. In SQL, because every page asks several times.
_NAMED_AND_OPENED = """named AS MATERIALIZED (
        SELECT n.child_id FROM named_person n JOIN restriction r ON r.id = n.restriction_id
        WHERE n.user_id = %s AND n.ended_at IS NULL AND r.lifted_at IS NULL),
    opened AS MATERIALIZED (
        SELECT b.child_id FROM break_glass b
        WHERE b.user_id = %s AND b.ends_at > statement_timestamp()),
    hidden AS MATERIALIZED (
        SELECT r.child_id FROM restriction r
        WHERE r.lifted_at IS NULL AND r.child_id NOT IN (SELECT child_id FROM named)
          AND r.child_id NOT IN (SELECT child_id FROM opened))"""
_HIDDEN = "WITH {before} SELECT child_id FROM hidden".replace("{before}", _NAMED_AND_OPENED)
_OPEN = """WITH {before},
    covered AS MATERIALIZED (
        SELECT a.id, a.role, a.team_id FROM delegation d JOIN keepsight_user a ON a.id = d.absent_id
        WHERE d.delegate_id = %s AND d.ended_at IS NULL AND d.from_on <= %s AND d.to_on > %s
          AND a.is_active AND (a.role = 'referrer') = %s),
    works AS (
        SELECT i.child_id, i.from_on, i.to_on FROM involvement i
        WHERE i.user_id = %s OR i.team_id = %s
        UNION ALL
        SELECT i.child_id, i.from_on, i.to_on FROM covered c JOIN involvement i ON i.user_id = c.id
        UNION ALL
        SELECT i.child_id, i.from_on, i.to_on
        FROM covered c JOIN involvement i ON i.team_id = c.team_id WHERE c.role = 'manager')
    SELECT child_id FROM works
    WHERE from_on <= %s AND (to_on IS NULL OR to_on > %s)
      AND child_id NOT IN (SELECT child_id FROM hidden)
    UNION ALL SELECT child_id FROM named
    UNION ALL SELECT child_id FROM opened""".replace("{before}", _NAMED_AND_OPENED)
NOBODY = 0


def open_to(user: User, *, on: date, by_break_glass: bool = True) -> Ids:
    """The ids of the children open to somebody who does not see all: their own, those of a team,
    those of whoever they cover for, none of them restricted; those restricted to them by name; and
    those that they opened in an emergency."""
    role = ROLES.get(user.role)
    team = user.team_id if role is not None and role.sees == "own_and_team" else None
    is_agency = user.role == "referrer"
    covers = (user.pk, on, on, is_agency)
    who = _named_and_opened(user, by_break_glass=by_break_glass)
    return RawSQL(_OPEN, (*who, *covers, user.pk, team, on, on))  # noqa: S611


def hidden(user: User, *, by_break_glass: bool = True) -> Ids:
    """The ids of the restricted children whom this user may not see."""
    who = _named_and_opened(user, by_break_glass=by_break_glass)
    return RawSQL(_HIDDEN, who)  # noqa: S611


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


def _named_and_opened(user: User, *, by_break_glass: bool) -> tuple[int, int]:
    opens = by_break_glass and user.role in IN_EMERGENCY
    return user.pk or NOBODY, user.pk if opens else NOBODY
