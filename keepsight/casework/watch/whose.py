"""Whose children a page of the watch counts: a team's, those whose conferences somebody chairs, or
every child of the service."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from keepsight.casework import access
from keepsight.casework.lasting import lasts_on
from keepsight.record.models import ConcernThread, Finding, Involvement, Team, User
from keepsight.record.reader import reading_as_system

Choices = tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Whose:
    """The children of one page, in words; the `team`, if it is one, and the teams to choose from.
    `findings` and `concerns` are those of these children that the reader may read; for somebody
    who reads no record (`is_counted_only`) they are there to be counted, within `counting`."""

    words: str
    team: int | None
    teams: Choices
    is_counted_only: bool
    findings: QuerySet[Finding]
    concerns: QuerySet[ConcernThread]

    @property
    def is_whole(self) -> bool:
        """Whether it is the whole service."""
        return bool(self.teams) and self.team is None

    def counting(self) -> AbstractContextManager[None]:
        """Within it numbers are worked out: of what the reader may read or, for somebody who reads
        no record, of everything that is not restricted."""
        if self.is_counted_only:
            return reading_as_system("numbers for somebody who reads no record")
        return nullcontext()


def whose(by: User, *, on: date, team: int | None) -> Whose:
    """Whose children this reader asks about: a manager of the own team; who may see every team, or
    be told numbers of it, of one or of all; a chair of the children of their conferences. Raises
    access.Refused."""
    access.require(by, "see_watch")
    # Names and the rows themselves are never needed here: only counts are.
    counts = access.may(by, "count_every_child")
    if counts:
        findings, concerns = access.findings_to_count(by), access.concerns_to_count(by)
    else:
        findings = access.findings_of(by, on=on).select_related(None)
        concerns = access.concerns_of(by, on=on).select_related(None)
    if counts or access.may(by, "see_every_team"):
        teams = tuple(_care_teams().values_list("pk", "name"))
        name = dict(teams).get(team) if team is not None else None
        if team is not None and name is None:
            raise access.Refused
        if name is None:
            return Whose("The whole service", None, teams, counts, findings, concerns)
        return _of_team(Whose(name, team, teams, counts, findings, concerns), on=on)
    if by.team is not None and access.may(by, "see_team"):
        if team not in (None, by.team_id):
            access.require(by, "see_every_team")
        own = Whose(by.team.name, by.team_id, (), counts, findings, concerns)
        return _of_team(own, on=on)
    if team is not None:
        access.require(by, "see_every_team")
    return Whose("Your children", None, (), counts, findings, concerns)


def _care_teams() -> QuerySet[Team]:
    return Team.objects.filter(agency__kind="social_care").order_by("name")


def _of_team(of: Whose, *, on: date) -> Whose:
    """Of these, what is about the children who are with the team on the day."""
    of_team: QuerySet[Involvement, Any] = Involvement.objects.filter(lasts_on(on), team=of.team)
    children = of_team.values("child")
    return replace(
        of,
        findings=of.findings.filter(child__in=children),
        concerns=of.concerns.filter(child__in=children),
    )
