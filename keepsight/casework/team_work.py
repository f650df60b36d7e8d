"""A team at work: who has which families, how much is open and overdue, which children wait for a
worker and for how long, and which handovers are not finished."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Q, QuerySet

from keepsight.casework import access, age, audit
from keepsight.casework.action import day_of
from keepsight.casework.family_findings import together
from keepsight.casework.lasting import lasts_on
from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.rules_in_force import may_be_steps, steps_of
from keepsight.casework.who import Who, who
from keepsight.casework.worker import ALLOCATED, MAY_HAVE_CHILDREN, TEAM
from keepsight.record.models import (
    Ask,
    Child,
    ConcernThread,
    Delegation,
    Finding,
    Handover,
    Involvement,
    Team,
    User,
)


@dataclass(frozen=True)
class WorkerLine:
    """One worker, and how much they have. `oldest_days`: for how long the oldest of their open
    concerns has waited. `away_until` and `covered_by`, while somebody stands in for them."""

    user: int
    name: str
    job_title: str
    families: int
    children: int
    concerns: int
    oldest_days: int
    overdue: int
    asks: int
    asks_late: int
    away_until: date | None
    covered_by: str


@dataclass(frozen=True)
class Unallocated:
    """One family of the team without a worker, for how many days, with its open concerns."""

    children: tuple[Who, ...]
    since_on: date
    days: int
    concerns: tuple[ConcernLine, ...]


@dataclass(frozen=True)
class HandoverLine:
    """A handover that is not finished: from whom to whom, of which children, for how many days."""

    event: str
    children: tuple[Who, ...]
    given_by: str
    taken_by: str
    days: int
    is_written: bool


@dataclass(frozen=True)
class TeamWork:
    """The team on a day. `teams` are those that the reader may look at: pairs of number and
    name; `matters` is what the rules say about the team's children, counted once for each concern
    and each child as a whole."""

    team: str
    number: int
    teams: tuple[tuple[int, str], ...]
    families: int
    matters: tuple[age.Standing, ...]
    workers: tuple[WorkerLine, ...]
    unallocated: tuple[Unallocated, ...]
    handovers: tuple[HandoverLine, ...]


def team_work(*, by: User, on: date, team: int | None = None) -> TeamWork:
    """A manager's own team; for who sees every team, the one asked for, else the one with
    most children. Raises access.Refused. The number of queries does not grow with the team."""
    access.require(by, "see_team")
    teams = _teams(by)
    chosen = next((each for each in teams if each.pk == team), None)
    if chosen is None and team is not None:
        access.require(by, "see_every_team")
    chosen = chosen or _with_most_children(teams, on=on)
    audit.saw(by=by, what="see_team", note=chosen.name if chosen else "")
    if chosen is None:
        raise access.Refused
    found = _Found(chosen, on=on)
    return TeamWork(
        team=chosen.name,
        number=chosen.pk,
        teams=tuple((each.pk, each.name) for each in teams) if len(teams) > 1 else (),
        families=len(set(found.family_of.values())),
        matters=age.matters(_standing(found.children, on=on), on=on),
        workers=tuple(found.worker(each) for each in found.users),
        unallocated=found.unallocated(),
        handovers=found.handovers(),
    )


def _teams(by: User) -> list[Team]:
    if access.may(by, "see_every_team"):
        return list(Team.objects.filter(agency__kind="social_care").order_by("name"))
    return [by.team] if by.team else []


def _with_most_children(teams: Sequence[Team], *, on: date) -> Team | None:
    """The team that is shown where none was asked for; the first of those with as many."""
    if len(teams) < 2:
        return next(iter(teams), None)
    parts = Involvement.objects.filter(lasts_on(on), as_what=TEAM, team__in=teams)
    children = dict(parts.values_list("team").annotate(Count("child", distinct=True)))
    return max(teams, key=lambda each: children.get(each.pk, 0))


class _Found:
    """What is read about a team, once for all its workers."""

    def __init__(self, team: Team, *, on: date) -> None:
        self.team, self.on = team, on
        members = User.objects.filter(team=team, is_active=True, role__in=MAY_HAVE_CHILDREN)
        self.users = list(members.order_by("name", "pk"))
        parts = list(_parts(team, self.users, on=on))
        self.children = {each.child_id: each.child for each in parts}
        families = together(list(self.children))
        self.family_of = {child: number for number, own in enumerate(families) for child in own}
        self.of_team = {each.child_id: each.from_on for each in parts if each.as_what == TEAM}
        self.has = {user.pk: set[str]() for user in self.users}
        for each in parts:
            if each.as_what == ALLOCATED and each.user_id in self.has:
                self.has[each.user_id].add(each.child_id)
        waits = Q(opened_on__lte=on) & (Q(answered_on=None) | Q(answered_on__gt=on))
        rows = ConcernThread.objects.filter(waits, child__in=list(self.children))
        self.concerns = list(
            rows.select_related("child__person", "organisation").order_by("open_since_on", "pk")
        )
        self.overdue = _overdue(self.children, on=on)
        self.asks = list(
            Ask.objects.filter(of__in=self.users, done_at=None).values_list("of_id", "due_on")
        )
        away = Delegation.objects.filter(lasts_on(on), ended_at=None, absent__in=self.users)
        self.away = {each.absent_id: each for each in away.select_related("delegate")}

    def worker(self, user: User) -> WorkerLine:
        """How much one worker has."""
        own = self.has[user.pk]
        concerns = [each for each in self.concerns if each.child_id in own]
        asks = [due_on for of, due_on in self.asks if of == user.pk]
        cover = self.away.get(user.pk)
        return WorkerLine(
            user=user.pk,
            name=user.name,
            job_title=user.job_title,
            families=len({self.family_of[child] for child in own}),
            children=len(own),
            concerns=len(concerns),
            oldest_days=max(((self.on - e.open_since_on).days for e in concerns), default=0),
            overdue=self._overdue(own),
            asks=len(asks),
            asks_late=sum(due_on is not None and due_on < self.on for due_on in asks),
            away_until=cover.to_on - timedelta(days=1) if cover else None,
            covered_by=cover.delegate.name if cover else "",
        )

    def _overdue(self, children: set[str]) -> int:
        """How much should have been done; what is alike for brothers and sisters counts once."""
        own = [each for each in self.overdue if each.child_id in children]
        return len({(each.rule, each.raised_on, self.family_of[each.child_id]) for each in own})

    def unallocated(self) -> tuple[Unallocated, ...]:
        """The team's families without a worker, the one that has waited longest first."""
        someone = Involvement.objects.filter(lasts_on(self.on), as_what=ALLOCATED)
        with_worker = set(
            someone.filter(child__in=list(self.of_team), user__is_active=True).values_list(
                "child_id", flat=True
            )
        )
        without = [child for child in self.of_team if child not in with_worker]
        ended = Involvement.objects.filter(child__in=without, as_what=ALLOCATED, to_on__lte=self.on)
        last = dict(ended.values_list("child_id").annotate(Max("to_on")))
        lines = [self._waits(each, last) for each in together(without)]
        return tuple(sorted(lines, key=lambda each: (each.since_on, each.children[0].name)))

    def _waits(self, family: tuple[str, ...], ended: dict[str, date]) -> Unallocated:
        since = min(max(self.of_team[c], ended.get(c, self.of_team[c])) for c in family)
        return Unallocated(
            children=_named((self.children[child] for child in family), on=self.on),
            since_on=since,
            days=(self.on - since).days,
            concerns=tuple(
                concern_line(each, on=self.on) for each in self.concerns if each.child_id in family
            ),
        )

    def handovers(self) -> tuple[HandoverLine, ...]:
        """The handovers of this team's children, or to or from its workers, that are not
        finished."""
        mine = Q(child__in=list(self.children)) | Q(given_by__in=self.users)
        rows = Handover.objects.filter(mine | Q(taken_by__in=self.users), finished_at=None)
        events: dict[str, list[Handover]] = {}
        people = ("child__person", "given_by", "taken_by")
        for each in rows.select_related(*people).order_by("begun_at", "pk"):
            events.setdefault(each.event, []).append(each)
        return tuple(self._handover(event, own) for event, own in events.items())

    def _handover(self, event: str, rows: list[Handover]) -> HandoverLine:
        return HandoverLine(
            event=event,
            children=_named((each.child for each in rows), on=self.on),
            given_by=rows[0].given_by.name,
            taken_by=rows[0].taken_by.name,
            days=(self.on - day_of(rows[0].begun_at)).days,
            is_written=bool(rows[0].words),
        )


def _named(children: Iterable[Child], *, on: date) -> tuple[Who, ...]:
    eldest = sorted(children, key=lambda each: (each.born_on or on, each.name))
    return tuple(who(each, on=on) for each in eldest)


def _parts(team: Team, users: Collection[User], *, on: date) -> QuerySet[Involvement]:
    """The children of the team, and those of its workers."""
    own = Q(team=team, as_what=TEAM) | Q(user__in=users, as_what=ALLOCATED)
    return Involvement.objects.filter(lasts_on(on), own).select_related("child__person")


def _standing(children: Collection[str], *, on: date) -> QuerySet[Finding]:
    """What stands about these children on that day."""
    stands = Q(raised_on__lte=on) & (Q(cleared_on=None) | Q(cleared_on__gt=on))
    return Finding.objects.filter(stands, child__in=list(children))


def _overdue(children: Collection[str], *, on: date) -> list[Finding]:
    """What should have been done about these children by that day."""
    rows = list(_standing(children, on=on).filter(may_be_steps()))
    steps = steps_of(each.rule for each in rows)
    return [each for each in rows if each.rule in steps]
