"""Who may see and do what: the only place that decides. Every refusal goes into the audit."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from keepsight.casework import audit
from keepsight.casework.role import PERMISSIONS, ROLES, Permission, Role
from keepsight.record.models import (
    Child,
    ConcernThread,
    Finding,
    Invitation,
    Involvement,
    Meeting,
    MeetingChild,
    Referral,
    User,
)
from keepsight.record.reader import reading_as, reading_as_system

Rows = TypeVar("Rows", ConcernThread, Referral)

__all__ = [
    "PERMISSIONS",
    "ROLES",
    "Permission",
    "Refused",
    "Role",
    "children_of",
    "concerns_of",
    "findings_of",
    "known_children",
    "may",
    "meetings_of",
    "referrals_of",
    "require",
]


class Refused(Exception):
    """Not allowed, or not there: whoever is told cannot learn which."""


def may(
    user: User,
    permission: str,
    child: str | None = None,
    *,
    concern: str | None = None,
    kind: str | None = None,
    on: date | None = None,
) -> bool:
    """Whether this user may do this on that day, about that child or concern if one is named.

    `kind` is the kind of fact to be added or corrected, where it is about one. Without a child or
    concern it tells whether the role ever may. KeyError for a permission that
    does not exist; ValueError for a child or concern without the day.
    """
    needed = PERMISSIONS[permission]
    role = ROLES.get(user.role)
    if role is None or not user.is_active or needed.code not in role.permissions:
        return False
    if needed.at_front_door and not (role.sees == "all" or _is_at_front_door(user)):
        return False
    if kind is not None and not role.records.includes(kind):
        return False
    if child is None and concern is None:
        return True
    if on is None:
        raise ValueError("say on which day: involvement begins and ends")
    if "\x00" in f"{child}{concern}":
        return False  # which PostgreSQL would not even take as a question
    with reading_as(user, on=on):
        if concern is None:
            return children_of(user, on=on).filter(pk=child).exists()
        threads = concerns_of(user, on=on).filter(pk=concern)
        return (threads if child is None else threads.filter(child_id=child)).exists()


def require(
    user: User,
    permission: str,
    child: str | None = None,
    *,
    concern: str | None = None,
    kind: str | None = None,
    on: date | None = None,
) -> None:
    """Nothing if the user may; otherwise the refusal is audited and Refused raised.

    Ask before a transaction begins, or the audit of the refusal is undone with it.
    """
    if not may(user, permission, child, concern=concern, kind=kind, on=on):
        audit.refused(by=user, what=permission, child=child, concern=concern)
        raise Refused


def children_of(user: User, *, on: date) -> QuerySet[Child]:
    """The children whose whole record this user may read on that day."""
    children = Child.objects.all()
    role = ROLES.get(user.role)
    if role is None or not user.is_active or "see_child" not in role.permissions:
        return children.none()
    if role.sees == "all":
        return children
    return children.filter(pk__in=_involved_children(user, role, on=on))


def concerns_of(user: User, *, on: date) -> QuerySet[ConcernThread]:
    """The concerns this user may read on that day: those of their children, or, for a referrer,
    those that their own agency raised."""
    concerns = ConcernThread.objects.select_related("child__person", "organisation")
    return _of_children_or_own_agency(concerns, user, on=on)


def referrals_of(user: User, *, on: date) -> QuerySet[Referral]:
    """The referrals this user may read on that day: those of their children, or, for a referrer,
    those that their own agency made."""
    referrals = Referral.objects.select_related("child__person", "organisation")
    return _of_children_or_own_agency(referrals, user, on=on)


def findings_of(user: User, *, on: date) -> QuerySet[Finding]:
    """What the rules found about the children of this user, past, standing and falling due."""
    findings = Finding.objects.select_related("child__person")
    role = ROLES.get(user.role)
    if role is None or not user.is_active or "see_findings" not in role.permissions:
        return findings.none()
    return findings.filter(**_of_children(user, role, on=on))


def meetings_of(user: User, *, on: date) -> QuerySet[Meeting]:
    """The meetings this user may read of on that day: those about a child whose record they may
    open, and those to which they are asked in person."""
    role = ROLES.get(user.role)
    if role is None or not user.is_active or "see_meetings" not in role.permissions:
        return Meeting.objects.none()
    asked = Invitation.objects.filter(user=user, left_out_because="").values("meeting")
    about = MeetingChild.objects.filter(child__in=children_of(user, on=on)).values("meeting")
    return Meeting.objects.filter(Q(pk__in=asked) | Q(pk__in=about))


def _of_children_or_own_agency(rows: QuerySet[Rows], user: User, *, on: date) -> QuerySet[Rows]:
    """Of concerns or referrals, those of this user's children; for a referrer, those that their
    own agency made."""
    role = ROLES.get(user.role)
    if role is None or not user.is_active or "see_concern" not in role.permissions:
        return rows.none()
    if role.sees == "own_agency_concerns":
        return rows.filter(organisation_id=user.agency_id)
    return rows.filter(**_of_children(user, role, on=on))


def known_children(children: Collection[str]) -> set[str]:
    """Which of these identifiers belong to a child, whoever asks. Not for showing to anybody."""
    with reading_as_system("whether there is such a child"):
        return set(Child.objects.filter(pk__in=children).values_list("pk", flat=True))


def _is_at_front_door(user: User) -> bool:
    return user.team is not None and user.team.is_front_door


def _of_children(user: User, role: Role, *, on: date) -> dict[str, Any]:
    return {} if role.sees == "all" else {"child_id__in": _involved_children(user, role, on=on)}


def _involved_children(user: User, role: Role, *, on: date) -> QuerySet[Any, Any]:
    """The ids of the children in force: from the first day up to, not including, the last."""
    whose = Q(user_id=user.pk)
    if role.sees == "own_and_team" and user.team_id is not None:
        whose |= Q(team_id=user.team_id)
    in_force = Q(from_on__lte=on) & (Q(to_on__isnull=True) | Q(to_on__gt=on))
    return Involvement.objects.filter(whose & in_force).values("child_id")
