"""Somebody leaves: they sign in no more from that moment, and nothing is left pointing at them.

Their parts with children end, and children whose case they had wait with a team, which is asked to
find a worker. What else was theirs passes on: see `passing_on`.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from keepsight.casework import access, ask, audit, child_record, passing_on
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.concern import SOURCE
from keepsight.casework.lasting import lasts_on
from keepsight.casework.not_right import fact_of, wrong
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.working_day import add_working_days
from keepsight.record import ledger
from keepsight.record.models import Ask, Child, Handover, Involvement, Team, User

ALLOCATED = "allocated"
WORKING_DAYS_TO_ALLOCATE = 1
"""Within how many working days the team finds another worker: Keepsight's own proposal."""
SHOWN_AT_MOST = 50


@dataclass(frozen=True)
class Colleague:
    """Somebody who signs in, as the one who answers for them sees it: with how many children they
    work, and how much they are asked."""

    user: int
    name: str
    job_title: str
    agency: str
    team: str
    children: int
    asks: int


@dataclass(frozen=True)
class Left:
    """What a leaver leaves: the names of children who wait for a worker now, how much they had been
    asked, and who takes that up."""

    name: str
    children: tuple[str, ...]
    asks: int
    passed_to: str


def mark_left(*, user: int, by: User | None, at: datetime, passes_to: int | None = None) -> Left:
    """Somebody has left, from now. `passes_to` takes up what they were asked, if it is not to be
    the manager of their team. `by` is None for a command.

    Raises Refused, also for somebody whom this user does not lead; NotRight for who has left
    already, and for somebody who cannot take it up.
    """
    on = day_of(at)
    leaver = User.objects.select_related("agency", "team").filter(pk=user).first()
    if by is not None:
        access.require(by, "mark_left")
        if leaver is None or not access.may_answer_for(by, leaver):
            audit.refused(by=by, what="mark_left", note=f"user {user}")
            raise access.Refused
    if leaver is None or not leaver.is_active:
        raise wrong("", "They have left already.")
    with action("mark_left", by=by, at=at) as doing:
        # Nobody is given a child while somebody leaves: whoever leaves would be left with it.
        ledger.hold_all()
        leaver.refresh_from_db(fields=["is_active"])
        if not leaver.is_active:
            raise wrong("", "They have left already.")
        successor = passing_on.successor_of(leaver, passes_to)
        doing.note = f"{leaver.signature}; passes to {passing_on.whom(leaver, successor)}"
        parts = _parts(leaver, on=on)
        children = sorted(set(parts.values_list("child_id", flat=True)))
        had = sorted(set(parts.filter(as_what=ALLOCATED).values_list("child_id", flat=True)))
        _stop_signing_in(leaver, on=on)
        # A part that had not begun yet never does.
        parts.update(to_on=Greatest(F("from_on"), on))
        waiting = _wait_for_worker(doing, leaver, had, on=on)
        asks = passing_on.pass_on(doing, leaver, successor)
        child_record.put_in_sight(children, on=on)
        names = sorted(Child.objects.filter(pk__in=waiting).values_list("person__name", flat=True))
    return Left(leaver.name, tuple(names), asks, passing_on.whom(leaver, successor))


def colleagues(*, by: User, on: date, words: str = "") -> tuple[Colleague, ...]:
    """Those whom the reader may mark as having left, whose name, work, team or agency holds each of
    these words; at most SHOWN_AT_MOST. Raises access.Refused."""
    access.require(by, "mark_left")
    audit.searched(by=by, what="mark_left", note=words and f"people {words}")
    people = _led_by(by)
    for word in words.replace("\x00", "").split():
        people = people.filter(
            Q(name__icontains=word)
            | Q(job_title__icontains=word)
            | Q(team__name__icontains=word)
            | Q(agency__name__icontains=word)
        )
    shown = list(people.select_related("agency", "team").order_by("name", "pk")[:SHOWN_AT_MOST])
    numbers = [each.pk for each in shown]
    lasts = lasts_on(on)
    works = Involvement.objects.filter(lasts, user__in=numbers).values_list("user", "child")
    children = Counter(user for user, _ in works.distinct())
    asked = Ask.objects.filter(of__in=numbers, done_at=None).values_list("of", flat=True)
    asks = Counter(asked)
    return tuple(
        Colleague(
            user=each.pk,
            name=each.name,
            job_title=each.job_title,
            agency=each.agency.name,
            team=str(each.team or ""),
            children=children[each.pk],
            asks=asks[each.pk],
        )
        for each in shown
    )


def colleague(user: int, *, by: User, on: date) -> tuple[Colleague, tuple[tuple[int, str], ...]]:
    """One of them, and who may take up what they were asked: pairs of a number and a name. Raises
    access.Refused, also for somebody whom the reader does not lead."""
    access.require(by, "mark_left")
    leaver = User.objects.select_related("agency", "team").filter(pk=user, is_active=True).first()
    if leaver is None or not access.may_answer_for(by, leaver):
        audit.refused(by=by, what="mark_left", note=f"user {user}")
        raise access.Refused
    audit.saw(by=by, what="mark_left", note=leaver.signature)
    lasts = lasts_on(on)
    works = Involvement.objects.filter(lasts, user=leaver).values("child").distinct()
    shown = Colleague(
        user=leaver.pk,
        name=leaver.name,
        job_title=leaver.job_title,
        agency=leaver.agency.name,
        team=str(leaver.team or ""),
        children=works.count(),
        asks=Ask.objects.filter(of=leaver, done_at=None).count(),
    )
    others = passing_on.may_succeed(leaver)
    return shown, tuple((each.pk, each.signature) for each in others)


def _led_by(by: User) -> QuerySet[User]:
    """Everybody for a director; for a manager the others of their team."""
    people = User.objects.filter(is_active=True).exclude(pk=by.pk)
    return people if by.role == "director" else people.filter(team=by.team_id, team__isnull=False)


def _parts(leaver: User, *, on: date) -> QuerySet[Involvement]:
    """The leaver's parts that last, also those that begin later."""
    lasts = Q(to_on=None) | Q(to_on__gt=on)
    return Involvement.objects.filter(lasts, user=leaver)


def _stop_signing_in(leaver: User, *, on: date) -> None:
    """No session of theirs is worth anything from now: nobody who is not active is taken for signed
    in, and without the password no session comes back with them."""
    leaver.is_active, leaver.left_on = False, on
    leaver.set_unusable_password()
    leaver.save(update_fields=["is_active", "left_on", "password"])


def _wait_for_worker(doing: Action, leaver: User, had: list[str], *, on: date) -> list[str]:
    """Of the children whose case they had, those who have no other worker wait with their team,
    which is asked to find one; gives these."""
    if not had:
        return []
    handed_over = set(
        Handover.objects.filter(child__in=had, finished_at=None, given_by=leaver).values_list(
            "child_id", flat=True
        )
    )
    ended = [each for each in had if each not in handed_over]
    facts = [_ended(child, leaver, doing) for child in ended]
    if facts:
        doing.add(facts, organisations={each.fact_id: leaver.agency_id for each in facts})
    lasts = Q(to_on=None) | Q(to_on__gt=on)
    others = Involvement.objects.filter(
        lasts, child__in=had, as_what=ALLOCATED, user__is_active=True, from_on__lte=on
    )
    waiting = sorted(set(had) - set(others.values_list("child_id", flat=True)))
    for child in waiting:
        team = _team_of(child, leaver, on=on)
        ask.ask(
            doing,
            kind="allocate_child",
            child=child,
            about=child,
            of_team=team,
            of_agency=None if team else leaver.agency,
            due_on=add_working_days(on, WORKING_DAYS_TO_ALLOCATE),
            words=f"{leaver.signature} has left.",
        )
    return waiting


def _team_of(child: str, leaver: User, *, on: date) -> Team | None:
    """The team that has the child, else the leaver's."""
    lasts = Q(to_on=None) | Q(to_on__gt=on)
    parts = Involvement.objects.filter(lasts, child=child, from_on__lte=on, team__isnull=False)
    row = parts.select_related("team").order_by("team__is_front_door", "-from_on").first()
    return row.team if row else leaver.team


def _ended(child: str, leaver: User, doing: Action) -> Fact:
    by = doing.by
    return fact_of(
        {
            "kind": "worker_ended",
            "fact_id": new_fact_id(),
            "child": child,
            "happened_on": day_of(doing.at),
            "recorded_at": doing.at,
            "agency": leaver.agency.kind,
            "recorded_by": by.signature if by else "Keepsight",
            "source": SOURCE,
            "worker": leaver.signature,
            "waits_with": str(leaver.team or ""),
            "detail": f"{leaver.name} has left.",
        }
    )
