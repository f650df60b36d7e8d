"""What somebody sees who is about to allocate a child or hand a child over: who has the child now,
the brothers and sisters, everything that is open, and who could take them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, audit, handover, worker
from keepsight.casework.ask import AskLine, asks_about
from keepsight.casework.caseload import ChildAtWork, children_at_work
from keepsight.casework.due import DueLine, not_over, to_do, to_look_at
from keepsight.casework.line import ConcernLine, with_matters
from keepsight.casework.matter import Matter
from keepsight.casework.who import Who, who
from keepsight.record.family import siblings_of
from keepsight.record.models import Child, ConcernThread, Handover, Involvement, Team, User


@dataclass(frozen=True)
class Candidate:
    """Somebody who could take a child. `children` and `concerns` are how many they have already,
    as far as the reader may see them."""

    user: int
    name: str
    children: int
    concerns: int


@dataclass(frozen=True)
class CandidateTeam:
    """A team with which a child could wait, and the workers in it."""

    team: int
    name: str
    workers: tuple[Candidate, ...]


@dataclass(frozen=True)
class Open:
    """Everything that is open about some children: concerns with their age and what the rules say
    about each, what is due and overdue, and what people have been asked to do. `matters` are what
    the rules say besides."""

    children: tuple[ChildAtWork, ...]
    concerns: tuple[ConcernLine, ...]
    due: tuple[DueLine, ...]
    matters: tuple[Matter, ...]
    asks: tuple[AskLine, ...]


@dataclass(frozen=True)
class ToAllocate:
    """A child to be allocated or handed over. `together`: the brothers and sisters who are with the
    same worker, or without one too. `event` is that of a handover that is under way."""

    who: Who
    has: str
    has_user: int | None
    together: tuple[Who, ...]
    open: Open
    teams: tuple[CandidateTeam, ...]
    event: str


@dataclass(frozen=True)
class HandoverPage:
    """A handover: from whom to whom, why, what the one who gives wrote, and all that is open. `may`
    write or take over is for this reader; a finished one has neither."""

    event: str
    open: Open
    given_by: str
    taken_by: str
    begun_by: str
    begun_at: datetime
    reasons: str
    words: str
    words_by: str
    words_at: datetime | None
    finished_at: datetime | None
    may_write: bool
    may_take_over: bool


def to_allocate(child: str, *, by: User, on: date) -> ToAllocate:
    """A child for the page on which it is allocated. Raises access.Refused."""
    access.require(by, "allocate_child", child, on=on)
    audit.saw(by=by, what="allocate_child", child=child)
    family = _family(child, by=by, on=on)
    has = worker.workers_with(list(family), on=on)
    with_same = [each for each in family if has.get(each) == has.get(child)]
    under_way = Handover.objects.filter(child=child, finished_at=None).first()
    own = has.get(child)
    return ToAllocate(
        who=who(family[child], on=on),
        has=own.signature if own else "",
        has_user=own.pk if own else None,
        together=tuple(who(family[each], on=on) for each in with_same if each != child),
        open=_open(with_same, on=on),
        teams=_teams(by, on=on),
        event=under_way.event if under_way else "",
    )


def handover_page(event: str, *, by: User, on: date) -> HandoverPage:
    """A handover for its page. Raises access.Refused, also for an unknown one."""
    access.require(by, "see_handover")
    rows = handover.rows_of(event, by=by, on=on)
    first, children = rows[0], [each.child_id for each in rows]
    for each in children:
        audit.saw(by=by, what="see_handover", child=each)
    is_open = first.finished_at is None
    may_write = first.given_by_id == by.pk or all(
        access.may(by, "allocate_child", each, on=on) for each in children
    )
    return HandoverPage(
        event=event,
        open=_open(children, on=on),
        given_by=first.given_by.signature,
        taken_by=first.taken_by.signature,
        begun_by=first.begun_by.signature,
        begun_at=first.begun_at,
        reasons=first.reasons,
        words=first.words,
        words_by=first.words_by.signature if first.words_by else "",
        words_at=first.words_at,
        finished_at=first.finished_at,
        may_write=is_open and may_write,
        may_take_over=is_open and first.taken_by_id == by.pk and access.may(by, "take_over"),
    )


def _family(child: str, *, by: User, on: date) -> dict[str, Child]:
    """The child, and the brothers and sisters whom this reader may see."""
    wanted = [child, *siblings_of([child])[child]]
    rows = access.children_of(by, on=on).filter(pk__in=wanted).select_related("person")
    found = {each.pk: each for each in rows}
    return {each: found[each] for each in wanted if each in found}


def _open(children: Sequence[str], *, on: date) -> Open:
    threads = ConcernThread.objects.filter(child__in=children, answered_on=None)
    rows = threads.select_related("child__person", "organisation").order_by("open_since_on", "pk")
    found = list(not_over(children, on=on))
    concerns, besides = with_matters(rows, to_look_at(found, on=on), on=on)
    return Open(
        children=children_at_work(children, on=on),
        concerns=concerns,
        due=tuple(to_do(found, on=on)),
        matters=besides,
        asks=tuple(asks_about(children)),
    )


def _teams(by: User, *, on: date) -> tuple[CandidateTeam, ...]:
    """Every team of social care but the front door, the reader's own first, with its workers."""
    can = User.objects.filter(is_active=True, role__in=worker.MAY_HAVE_CHILDREN)
    users = can.filter(team__is_front_door=False, team__agency__kind="social_care")
    workers = list(users.order_by("name", "pk"))
    children, concerns = _loads(workers, on=on)
    teams: dict[int, tuple[Team, list[Candidate]]] = {
        each.pk: (each, [])
        for each in Team.objects.filter(is_front_door=False, agency__kind="social_care")
    }
    for user in workers:
        if user.team_id in teams:
            line = Candidate(user.pk, user.signature, children[user.pk], concerns[user.pk])
            teams[user.team_id][1].append(line)
    ordered = sorted(teams.values(), key=lambda each: (each[0].pk != by.team_id, each[0].name))
    return tuple(CandidateTeam(team.pk, team.name, tuple(own)) for team, own in ordered)


def _loads(workers: Sequence[User], *, on: date) -> tuple[Counter[int], Counter[int]]:
    """How many children and how many open concerns each worker has, as far as the reader sees."""
    parts = Involvement.objects.filter(
        user__in=workers, as_what=worker.ALLOCATED, from_on__lte=on
    ).exclude(to_on__lte=on)
    pairs = {(each.user_id, each.child_id) for each in parts if each.user_id}
    waiting = ConcernThread.objects.filter(child__in={c for _, c in pairs}, answered_on=None)
    by_child = Counter(waiting.values_list("child_id", flat=True))
    concerns: Counter[int] = Counter()
    for user, child in pairs:
        concerns[user] += by_child[child]
    return Counter(user for user, _ in pairs), concerns
