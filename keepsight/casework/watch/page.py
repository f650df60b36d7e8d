"""The page of what the watch says: what stands and for how long, how it has gone month by month,
how long it takes until something is noticed, cleared or answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Count,
    F,
    FilteredRelation,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, TruncDate, TruncMonth, TruncQuarter

from keepsight.casework import age, audit
from keepsight.casework.lasting import lasts_on
from keepsight.casework.lesson.in_force import set_aside
from keepsight.casework.rules_in_force import title_of
from keepsight.casework.wanted import without_team
from keepsight.casework.watch.month import Month, months_to, quarters_to, trend
from keepsight.casework.watch.wait import (
    HALF,
    SLOW_END,
    Wait,
    Within,
    WithinEach,
    days_between,
    measures,
    wait,
)
from keepsight.casework.watch.whose import Choices, Whose, whose
from keepsight.casework.worker import TEAM
from keepsight.practice.working_day import LONDON
from keepsight.record.models import ConcernThread, Finding, Involvement, LedgerFact, User

MONTHS, QUARTERS, A_YEAR, NEW_DAYS = 13, 8, 365, 28


@dataclass(frozen=True)
class RuleTime:
    """What one rule found within the last year. Half of it could be said within `middle` days of
    the fact that raised it, nine in ten within `slow`; `late`: so many could be said only later
    than their day, because the fact came late into the record. `cleared`: how long it stood."""

    rule: str
    title: str
    found: int
    middle: int
    slow: int
    late: int
    cleared: Wait


@dataclass(frozen=True)
class Quarter:
    """The concerns that were opened in a quarter, and how long they waited for their answer."""

    first_on: date
    answered: Wait


@dataclass(frozen=True)
class Noticed:
    """The concerns opened within the last year: about how many a rule has said something yet, and
    within how many days of their opening half of those were first noticed; None without any."""

    opened: int
    noticed: int
    middle: int | None
    slow: int | None


@dataclass(frozen=True)
class TeamLine:
    """One team's children today: about how many there is something to look at, how much it is, and
    how much of it was found in the last four weeks."""

    team: int
    name: str
    children: int
    about: int
    standing: int
    new: int


@dataclass(frozen=True)
class WithoutTeam:
    """What no team's page shows, because no team works with the child: matters that stand, about
    how many children, and concerns that wait for an answer."""

    matters: int
    children: int
    waiting: int


@dataclass(frozen=True)
class WatchPage:
    """What the watch says of some children on a day. `is_counted_only`: the reader may open no list
    of them; `set_aside`: lessons that cannot be read any more, and say nothing new."""

    words: str
    team: int | None
    teams: Choices
    is_whole: bool
    is_counted_only: bool
    set_aside: tuple[str, ...]
    matters: tuple[age.Standing, ...]
    standing: tuple[age.Standing, ...]
    months: tuple[Month, ...]
    times: tuple[RuleTime, ...]
    quarters: tuple[Quarter, ...]
    noticed: Noticed
    by_team: tuple[TeamLine, ...]
    without_team: WithoutTeam | None

    @property
    def matters_total(self) -> int:
        """How many matters stand, whatever the number of rules that speak about each."""
        return sum(each.total for each in self.matters)

    @property
    def total(self) -> int:
        """How many findings stand."""
        return sum(each.total for each in self.standing)


def watch_page(*, by: User, on: date, team: int | None = None) -> WatchPage:
    """What the watch says, for this reader. Raises access.Refused, also for a team that is not
    theirs. The number of queries does not grow with the record."""
    of = whose(by, on=on, team=team)
    audit.saw(by=by, what="see_watch", note=of.words)
    with of.counting():
        return _counted(of, on=on)


def _counted(of: Whose, *, on: date) -> WatchPage:
    standing = _standing(of.findings, on=on)
    return WatchPage(
        words=of.words,
        team=of.team,
        teams=of.teams,
        is_whole=of.is_whole,
        is_counted_only=of.is_counted_only,
        set_aside=tuple(each.title for each in set_aside()),
        matters=age.matters(standing, on=on),
        standing=age.findings_by_rule(standing, on=on),
        months=months(of.findings, on=on),
        times=_times(of, on=on),
        quarters=_quarters(of, on=on),
        noticed=_noticed(of, on=on),
        by_team=_by_team(of, on=on) if of.is_whole else (),
        without_team=_without_team(of, standing, on=on) if of.is_whole else None,
    )


def months(findings: QuerySet[Finding], *, on: date, number: int = MONTHS) -> tuple[Month, ...]:
    """How these findings were raised and cleared, month by month up to a day."""
    return trend(
        _by_month(findings, "raised_on", on=on),
        _by_month(findings.filter(raised_on__lte=on), "cleared_on", on=on),
        months=months_to(on, number=number),
    )


def _by_month(findings: QuerySet[Finding], day: str, *, on: date) -> dict[date, int]:
    until = findings.filter(**{f"{day}__lte": on}).order_by()
    rows = until.annotate(month=TruncMonth(day)).values_list("month")
    return dict(rows.annotate(number=Count("pk")))


def _standing(findings: QuerySet[Finding], *, on: date) -> QuerySet[Finding]:
    return findings.filter(Q(cleared_on=None) | Q(cleared_on__gt=on), raised_on__lte=on)


def _times(of: Whose, *, on: date) -> tuple[RuleTime, ...]:
    raised_by = LedgerFact.objects.filter(pk=OuterRef("facts__0")).order_by()
    recent = of.findings.filter(raised_on__lte=on, raised_on__gt=on - timedelta(days=A_YEAR))
    # What a query gives is known to Django, not to the checker of types.
    rows: Any = recent.annotate(
        happened_on=Subquery(raised_by.values("happened_on")[:1]),
        known_on=Subquery(raised_by.values(day=TruncDate("recorded_at", tzinfo=LONDON))[:1]),
    )
    counted = (
        rows.order_by()
        .values("rule")
        .annotate(
            notice=WithinEach(_days_to_notice(), shares=(HALF, SLOW_END)),
            late=Count("pk", filter=Q(known_on__gt=F("raised_on"))),
            **measures("raised_on", "cleared_on", on=on),
        )
        .order_by("-began", "rule")
    )
    return tuple(_rule_time(each, on=on) for each in counted)


def _days_to_notice() -> Combinable:
    """From the day of the fact that raised it to the first day on which it could be said here."""
    said_on = Greatest("raised_on", Coalesce("known_on", "raised_on"))
    return days_between(Coalesce("happened_on", "raised_on"), said_on)


def _rule_time(row: Mapping[str, Any], *, on: date) -> RuleTime:
    middle, slow = row["notice"]
    return RuleTime(
        rule=row["rule"],
        title=title_of(row["rule"]),
        found=row["began"],
        middle=middle,
        slow=slow,
        late=row["late"],
        cleared=wait(row, on=on),
    )


def _quarters(of: Whose, *, on: date) -> tuple[Quarter, ...]:
    wanted = quarters_to(on, number=QUARTERS)
    opened = of.concerns.filter(opened_on__gte=wanted[0], opened_on__lte=on).order_by()
    rows = opened.annotate(quarter=TruncQuarter("opened_on")).values("quarter")
    found = {
        each["quarter"]: wait(each, on=on)
        for each in rows.annotate(**measures("opened_on", "answered_on", on=on))
    }
    nothing = Wait(0, 0, None, None, 0)
    return tuple(Quarter(each, found.get(each, nothing)) for each in wanted)


def _noticed(of: Whose, *, on: date) -> Noticed:
    opened = of.concerns.filter(opened_on__lte=on, opened_on__gt=on - timedelta(days=A_YEAR))
    # From the findings to their concerns, each found by its key: from a concern to its findings
    # there is no index, and a large record would be read once for each concern.
    concern = ConcernThread.objects.filter(pk=OuterRef("concern")).order_by()
    about: Any = of.findings.filter(raised_on__lte=on, concern__in=opened.values("pk"))
    days = days_between("opened_on", "first_on")
    found = (
        about.order_by()
        .values("concern")
        .annotate(first_on=Min("raised_on"), opened_on=Min(Subquery(concern.values("opened_on"))))
        .aggregate(
            noticed=Count("concern"),
            middle=Within(days, share=HALF),
            slow=Within(days, share=SLOW_END),
        )
    )
    return Noticed(opened=opened.count(), **found)


def _by_team(of: Whose, *, on: date) -> tuple[TeamLine, ...]:
    """Each team, by the children who are with it today."""
    parts = Involvement.objects.filter(lasts_on(on), as_what=TEAM, team__in=dict(of.teams))
    children = dict(parts.values_list("team").annotate(Count("child", distinct=True)))
    with_team = Q(with_team__as_what=TEAM, with_team__team__in=list(dict(of.teams)))
    standing = _standing(of.findings, on=on).annotate(
        with_team=FilteredRelation("child__involvements", condition=_in_force_of_child(on))
    )
    rows = (
        standing.filter(with_team)
        .order_by()
        .values("with_team__team")
        .annotate(
            standing=Count("pk"),
            about=Count("child", distinct=True),
            new=Count("pk", filter=Q(raised_on__gt=on - timedelta(days=NEW_DAYS))),
        )
    )
    found = {each["with_team__team"]: each for each in rows}
    return tuple(
        TeamLine(
            team=team,
            name=name,
            children=children.get(team, 0),
            about=found[team]["about"] if team in found else 0,
            standing=found[team]["standing"] if team in found else 0,
            new=found[team]["new"] if team in found else 0,
        )
        for team, name in of.teams
    )


def _without_team(of: Whose, standing: QuerySet[Finding], *, on: date) -> WithoutTeam:
    """What stands and what waits about the children with whom no team works."""
    nobodys = standing.filter(without_team(on=on))
    found = nobodys.aggregate(children=Count("child", distinct=True))
    waiting = of.concerns.filter(
        without_team(on=on), Q(answered_on=None) | Q(answered_on__gt=on), opened_on__lte=on
    )
    matters = sum(each.total for each in age.matters(nobodys, on=on))
    return WithoutTeam(matters, found["children"], waiting.count())


def _in_force_of_child(on: date) -> Q:
    goes_on = Q(child__involvements__to_on=None) | Q(child__involvements__to_on__gt=on)
    return Q(child__involvements__from_on__lte=on) & goes_on
