"""Whose children a page of the watch counts: a team's, those whose conferences somebody chairs, or
every child of the service."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from keepsight.casework import access
from keepsight.record.models import ConcernThread, Finding, Involvement, Team, User

Choices = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Whose:
    """The children of one page, in words; the `team`, if it is one, and the teams to choose from.
    `findings` and `concerns` are those of these children that the reader may read."""

    words: str
    team: int | None
    teams: Choices
    findings: QuerySet[Finding]
    concerns: QuerySet[ConcernThread]

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole service."""
        return bool(self.teams) and self.team is None


def whose(by: User, *, on: date, team: int | None) -> Whose:
    """Whose children this reader asks about: a manager of the own team; who may see every team, of
    one or of all; a chair of the children of their conferences. Raises access.Refused."""
    access.require(by, "see_watch")
    # Names and the rows themselves are never needed here: only counts are.
    findings = access.findings_of(by, on=on).select_related(None)
    concerns = access.concerns_of(by, on=on).select_related(None)
    if access.may(by, "see_every_team"):
        teams = tuple(_care_teams().values_list("pk", "name"))
        name = dict(teams).get(team) if team is not None else None
        if team is not None and name is None:
            raise access.Refused
        if name is None:
            return Whose("The whole service", None, teams, findings, concerns)
        return _of_team(team, name, teams, findings, concerns, on=on)
    if by.team is not None and access.may(by, "see_team"):
        if team not in (None, by.team_id):
            access.require(by, "see_every_team")
        return _of_team(by.team_id, by.team.name, (), findings, concerns, on=on)
    if team is not None:
        access.require(by, "see_every_team")
    return Whose("Your children", None, (), findings, concerns)


def in_force(on: date) -> Q:
    """An involvement that has begun and has not ended by that day."""
    return Q(from_on__lte=on) & (Q(to_on=None) | Q(to_on__gt=on))


def _care_teams() -> QuerySet[Team]:
    return Team.objects.filter(agency__kind="social_care").order_by("name")


def _of_team(
    team: int | None,
    name: str,
    teams: Choices,
    findings: QuerySet[Finding],
    concerns: QuerySet[ConcernThread],
    *,
    on: date,
) -> Whose:
    of_team: QuerySet[Involvement, Any] = Involvement.objects.filter(in_force(on), team=team)
    children = of_team.values("child")
    return Whose(
        name, team, teams, findings.filter(child__in=children), concerns.filter(child__in=children)
    )
