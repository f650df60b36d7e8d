"""What a reader of In sight asked to see: rule, harm, agency, team, age, words."""

from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from keepsight.casework import access
from keepsight.casework.lasting import lasts_on
from keepsight.casework.rules_in_force import rules_known
from keepsight.casework.worker import ALLOCATED
from keepsight.record.models import ConcernThread, Finding, Involvement, Team, User

Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Wanted:
    """Filters; an empty one lets everything through.

    `open_for`: concerns that have been open at least so many days. `text`: words, each of which
    must be of the child's name or of the concern's summary: `said` finds them. `no_team`: of
    children with whom no team works, who are on no team's page.
    """

    text: str = ""
    rule: str = ""
    harm: str = ""
    agency: str = ""
    team: int | None = None
    no_team: bool = False
    open_for: int = 0

    @property
    def in_words(self) -> str:
        """What was asked for, for the audit: "text Maya, rule late_visit"; empty for everything."""
        asked = ((each.name, getattr(self, each.name)) for each in fields(self))
        return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in asked if value)

    def concerns(self, found: QuerySet[ConcernThread], *, on: date) -> QuerySet[ConcernThread]:
        """The concerns among these that are wanted, whatever their words."""
        if self.harm:
            found = found.filter(harms__contains=[self.harm])
        if self.agency:
            found = found.filter(agency=self.agency)
        if self.open_for:
            found = found.filter(open_since_on__lte=on - timedelta(days=self.open_for))
        if self.team is not None:
            found = found.filter(child__in=_with_team(self.team, on=on))
        if self.no_team:
            found = found.filter(without_team(on=on))
        return found

    def findings(self, found: QuerySet[Finding], *, on: date) -> QuerySet[Finding]:
        """The findings among these that are wanted, and of the wanted concerns, whatever their
        words."""
        if self.rule:
            found = found.filter(rule=self.rule)
        if self.team is not None:
            found = found.filter(child__in=_with_team(self.team, on=on))
        if self.no_team:
            found = found.filter(without_team(on=on))
        if self.harm or self.agency or self.open_for:
            about = Wanted(harm=self.harm, agency=self.agency, open_for=self.open_for)
            concerns = about.concerns(ConcernThread.objects.all(), on=on)
            found = found.filter(concern__in=concerns.values("concern"))
        return found


@dataclass(frozen=True)
class Choices:
    """What the filters offer this reader: pairs of a value and what people read."""

    rules: Named = field(default=())
    teams: Named = field(default=())


def choices(*, by: User) -> Choices:
    """The rules, and the teams where the reader may see more than one."""
    teams: Named = ()
    if access.may(by, "see_every_team"):
        teams = tuple((str(each.pk), each.name) for each in Team.objects.order_by("name"))
    return Choices(tuple((each.code, each.title) for each in rules_known().values()), teams)


def without_team(*, on: date) -> Q:
    """Of findings or concerns, those about a child with whom no team and no worker of one works on
    that day: whether such a part is missing."""
    parts = Involvement.objects.filter(lasts_on(on), child=OuterRef("child"))
    return ~Q(Exists(parts.filter(Q(team__isnull=False) | Q(as_what=ALLOCATED))))


def _with_team(team: int, *, on: date) -> QuerySet[Involvement, Any]:
    return Involvement.objects.filter(lasts_on(on), team=team).values("child")
