"""Who may be the second person for something that one person has written: never the same one, and
one of the two is a manager."""

from datetime import date
from typing import Any

from django.db.models import Q

from keepsight.casework.action import Action, day_of
from keepsight.casework.ask import ask
from keepsight.record.models import Involvement, User

MANAGER = "manager"
ANSWERS = ("manager", "social_worker")
"""Roles whose people may answer a concern, and so may agree to an answer."""


def may_be_second(user: User, *, proposer: User | None) -> bool:
    """Whether this user may agree to what another has proposed. Where nobody is known to have
    proposed it, a manager may."""
    if proposer is None:
        return user.role == MANAGER
    return user.pk != proposer.pk and MANAGER in (user.role, proposer.role)


def ask_second_person(doing: Action, *, child: str, concern: str, due_on: date) -> None:
    """Ask the managers of the proposer's team, or else of a team that works with the child, to
    agree an answer or return it. A manager's own answer goes to another manager, or to the team's
    workers. Where there is nobody, the proposer's team is asked. Call inside an action."""
    if doing.by is None:
        raise ValueError("nobody has proposed this")
    asked: dict[str, Any] = {"child": child, "about": concern, "due_on": due_on}
    found = _second_people(doing.by, child, on=day_of(doing.at))
    for each in found:
        ask(doing, kind="countersign_answer", of=each, **asked)
    if not found and doing.by.team is not None:
        ask(doing, kind="countersign_answer", of_team=doing.by.team, **asked)
    elif not found:
        ask(doing, kind="countersign_answer", of_agency=doing.by.agency, **asked)


def _second_people(proposer: User, child: str, *, on: date) -> list[User]:
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    parts = Involvement.objects.filter(lasts, child=child, from_on__lte=on)
    teams = set(parts.exclude(team=None).values_list("team_id", flat=True))
    people = User.objects.filter(is_active=True, agency=proposer.agency_id, role__in=ANSWERS)
    near = people.filter(Q(team__in=teams) | Q(team=proposer.team_id)).exclude(pk=proposer.pk)
    every = [each for each in near.order_by("name", "pk") if each.team_id is not None]
    managers = [each for each in every if each.role == MANAGER]
    own = [each for each in managers if each.team_id == proposer.team_id]
    if own or managers:
        return own or managers
    return every if proposer.role == MANAGER else []
