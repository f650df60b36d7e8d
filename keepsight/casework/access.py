"""Who may see and do what: the only place that decides. Every refusal goes into the audit."""

from collections.abc import Collection
from datetime import date
from typing import TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q, QuerySet

from keepsight.casework import audit, need_to_know
from keepsight.casework.role import PERMISSIONS, ROLES, Permission, Records, Role, records_of
from keepsight.record.models import (
    Child,
    ConcernThread,
    Disagreement,
    Finding,
    Invitation,
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
    "concerns_to_count",
    "disagreements_of",
    "findings_of",
    "findings_to_count",
    "known_children",
    "may",
    "may_answer_for",
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
    if needed.at_front_door and not _may_at_front_door(user, role, needed, child):
        return False
    if kind is not None and not _records(user).includes(kind):
        return False
    if child is None and concern is None:
        return True
    if on is None:
        raise ValueError("say on which day: involvement begins and ends")
    if "\x00" in f"{child}{concern}":
        return False  # which PostgreSQL would not even take as a question
    glass = needed.holds_in_emergency
    with reading_as(user, on=on):
        if concern is None:
            return children_of(user, on=on, by_break_glass=glass).filter(pk=child).exists()
        threads = concerns_of(user, on=on, by_break_glass=glass).filter(pk=concern)
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


def may_answer_for(by: User, other: User) -> bool:
    """Whether this user leads the other: the manager of their team, or a director."""
    if not by.is_active or by.pk == other.pk:
        return False
    if by.role == "director":
        return True
    return by.role == "manager" and by.team_id is not None and by.team_id == other.team_id


def children_of(user: User, *, on: date, by_break_glass: bool = True) -> QuerySet[Child]:
    """The children whose record this user may read on that day: those whom they work with, those
    of whom they cover for somebody, restricted ones in which they are named, and, unless
    `by_break_glass` is False, those that they have opened in an emergency."""
    children = Child.objects.all()
    role = _reads_with(user, "see_child")
    if role is None:
        return children.none()
    if role.sees == "all":
        return children.exclude(pk__in=need_to_know.hidden(user, by_break_glass=by_break_glass))
    return children.filter(pk__in=need_to_know.open_to(user, on=on, by_break_glass=by_break_glass))


def concerns_of(user: User, *, on: date, by_break_glass: bool = True) -> QuerySet[ConcernThread]:
    """The concerns this user may read on that day: those of their children and, for somebody at
    another agency, those that their own agency raised."""
    concerns = ConcernThread.objects.select_related("child__person", "organisation")
    return _of_children_or_own_agency(concerns, user, on=on, by_break_glass=by_break_glass)


def referrals_of(user: User, *, on: date) -> QuerySet[Referral]:
    """The referrals this user may read on that day: those of their children and, for somebody at
    another agency, those that their own agency made."""
    referrals = Referral.objects.select_related("child__person", "organisation")
    return _of_children_or_own_agency(referrals, user, on=on, by_break_glass=True)


def findings_of(user: User, *, on: date) -> QuerySet[Finding]:
    """What the rules found about the children of this user, past, standing and falling due."""
    findings = Finding.objects.select_related("child__person")
    role = _reads_with(user, "see_findings")
    if role is None:
        return findings.none()
    if role.sees == "all":
        return findings.exclude(child__in=need_to_know.hidden(user))
    return findings.filter(child__in=need_to_know.open_to(user, on=on))


def concerns_to_count(user: User) -> QuerySet[ConcernThread]:
    """Every concern but those of restricted records, for somebody who is told numbers and reads
    none. Count them as the system, and show no row of them."""
    require(user, "count_every_child")
    return ConcernThread.objects.exclude(child__in=need_to_know.hidden(user))


def findings_to_count(user: User) -> QuerySet[Finding]:
    """The same of what the rules found."""
    require(user, "count_every_child")
    return Finding.objects.exclude(child__in=need_to_know.hidden(user))


def disagreements_of(user: User, *, on: date) -> QuerySet[Disagreement]:
    """The disagreements this user may read of on that day: those about their children and, for
    somebody at another agency, those that their own agency raised."""
    rows = Disagreement.objects.select_related("child__person", "organisation")
    role = _reads_with(user, "see_disagreements")
    if role is None:
        return rows.none()
    hidden = need_to_know.hidden(user)
    if role.sees == "all":
        return rows.exclude(child__in=hidden)
    of_children = rows.filter(child__in=need_to_know.open_to(user, on=on))
    if role.sees != "own_agency_concerns":
        return of_children
    own = rows.filter(organisation_id=user.agency_id).exclude(child__in=hidden)
    return rows.filter(Q(pk__in=of_children.values("pk")) | Q(pk__in=own.values("pk")))


def meetings_of(user: User, *, on: date) -> QuerySet[Meeting]:
    """The meetings this user may read of on that day: those about a child whose record they may
    open, and those to which they are asked in person."""
    role = ROLES.get(user.role)
    if role is None or not user.is_active or "see_meetings" not in role.permissions:
        return Meeting.objects.none()
    asked = Invitation.objects.filter(user=user, left_out_because="").values("meeting")
    about = MeetingChild.objects.filter(child__in=children_of(user, on=on)).values("meeting")
    return Meeting.objects.filter(Q(pk__in=asked) | Q(pk__in=about))


def _of_children_or_own_agency(
    rows: QuerySet[Rows], user: User, *, on: date, by_break_glass: bool
) -> QuerySet[Rows]:
    """Of concerns or referrals, those of this user's children; for somebody at another agency also
    those that their own agency made. Of a restricted child only whoever raised it is told."""
    role = _reads_with(user, "see_concern")
    if role is None:
        return rows.none()
    hidden = need_to_know.hidden(user, by_break_glass=by_break_glass)
    if role.sees == "all":
        return rows.exclude(child__in=hidden)
    of_children = Q(child__in=need_to_know.open_to(user, on=on, by_break_glass=by_break_glass))
    if role.sees != "own_agency_concerns":
        return rows.filter(of_children)
    raised = need_to_know.raised_by(user)
    is_own = (
        Q(concerns__overlap=ArraySubquery(raised))
        if rows.model is Referral
        else Q(concern__in=raised)
    )
    own = rows.model._default_manager.filter(organisation_id=user.agency_id)
    shown = own.filter(~Q(child__in=hidden) | is_own)
    # Each by its own index: together with OR they would be looked for in the whole table.
    of_network = rows.model._default_manager.filter(of_children)
    return rows.filter(pk__in=shown.values("pk").union(of_network.values("pk"), all=True))


def known_children(children: Collection[str]) -> set[str]:
    """Which of these identifiers belong to a child, whoever asks. Not for showing to anybody."""
    with reading_as_system("whether there is such a child"):
        return set(Child.every.filter(pk__in=children).values_list("pk", flat=True))


def _records(user: User) -> Records:
    """What they add and correct. The agency is asked for only where it matters."""
    agency = user.agency.kind if user.role == "referrer" else ""
    return records_of(user.role, agency=agency)


def _reads_with(user: User, permission: str) -> Role | None:
    """The user's role, where it holds this permission and they may sign in."""
    role = ROLES.get(user.role)
    holds = role is not None and user.is_active and permission in role.permissions
    return role if holds else None


def _may_at_front_door(user: User, role: Role, needed: Permission, child: str | None) -> bool:
    """Whether they belong to the front door, or decide for it about a child whose restricted
    record it cannot see."""
    if role.sees == "all" or (user.team is not None and user.team.is_front_door):
        return True
    if needed.code != "decide_referral":
        return False
    with reading_as_system("to whom a record is restricted"):
        return need_to_know.is_named(user, child=child)
