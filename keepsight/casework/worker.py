"""Who has a child: the worker to whom it is allocated, and the team it is with."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from django.db.models import Q, QuerySet

from keepsight.casework.action import Action
from keepsight.casework.not_right import wrong
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.facts.fact import Fact
from keepsight.record.models import Child, Involvement, Team, User

ALLOCATED, TEAM = "allocated", "team"
"""The parts of a worker who has the case, and of the team."""
MAY_HAVE_CHILDREN = ("social_worker", "manager")


def worker_of(user: int) -> User:
    """Somebody who can be given a child: a social worker or manager in a team. Raises NotRight."""
    can = User.objects.filter(is_active=True, role__in=MAY_HAVE_CHILDREN).exclude(team=None)
    found = can.filter(team__is_front_door=False, pk=user).first()
    if found is None:
        raise wrong("to", "Choose a worker.")
    return found


def team_of(team: int) -> Team:
    """A team with which a child can wait for a worker. Raises NotRight."""
    found = Team.objects.filter(pk=team, agency__kind="social_care", is_front_door=False).first()
    if found is None:
        raise wrong("to", "Choose a team.")
    return found


def in_force(children: Sequence[str], *, on: date) -> QuerySet[Involvement]:
    """Who works with these children on that day, as what."""
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    return Involvement.objects.filter(lasts, child__in=children, from_on__lte=on)


def workers_with(children: Sequence[str], *, on: date) -> dict[str, User]:
    """The worker who has each of these children on that day; of two, during a handover, the one who
    had the child first. Children without a worker are left out."""
    parts = in_force(children, on=on).filter(as_what=ALLOCATED, user__is_active=True)
    ordered = parts.select_related("user__team", "user__agency").order_by("-from_on", "-pk")
    return {each.child_id: each.user for each in ordered if each.user}


def give(child: str, worker: User, *, on: date) -> None:
    """The worker has the child from that day. Call inside an action."""
    if not in_force([child], on=on).filter(user=worker, as_what=ALLOCATED).exists():
        Involvement.objects.create(child_id=child, user=worker, as_what=ALLOCATED, from_on=on)


def take_off(child: str, *, on: date, worker: User | None = None) -> None:
    """The worker, or every worker, has the child no longer from that day. Call inside an action."""
    parts = in_force([child], on=on).filter(as_what=ALLOCATED).exclude(user=None)
    (parts.filter(user=worker) if worker else parts).update(to_on=on)


def move_to_team(child: str, team: Team, *, on: date) -> None:
    """The child is the team's from that day, and no longer another's. Call inside an action."""
    parts = in_force([child], on=on).filter(as_what=TEAM).exclude(team=None)
    parts.exclude(team=team).update(to_on=on)
    if not parts.filter(team=team).exists():
        Involvement.objects.create(child_id=child, team=team, as_what=TEAM, from_on=on)


def add_facts(
    doing: Action,
    kind: str,
    said: Mapping[str, Mapping[str, Any]],
    *,
    event: str = "",
    words: str,
) -> list[Fact]:
    """Add a fact of this kind for each child, with what it says of that child: one event. Call
    inside an action."""
    event = event or uuid4().hex
    facts = [
        own_fact(doing, kind, child, event=event, detail=words.strip(), **own)
        for child, own in said.items()
    ]
    add_own(doing, *facts)
    return facts


def name_of(child: str) -> str:
    """What the child is called. Call inside an action."""
    return Child.objects.get(pk=child).name
