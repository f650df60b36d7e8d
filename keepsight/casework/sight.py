"""In sight: what the rules found and nobody has put right, which concerns wait for an answer, how
long, and what falls due. For a referrer: what became of their own agency's concerns."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

from django.db.models import Count, Max, Q, QuerySet

from keepsight.casework import access, audit
from keepsight.casework.as_called import line_as_called, names_given
from keepsight.casework.line import ConcernLine, Group, concern_line, finding_line
from keepsight.casework.referral_line import latest_about
from keepsight.casework.wanted import Choices, Wanted, choices
from keepsight.casework.who import who
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, Finding, User

Shown = Literal["findings", "waiting", "due"]
Rows = TypeVar("Rows", bound=QuerySet[Any, Any])

PAGE_SIZE = 20
DAYS_AHEAD = 28


@dataclass(frozen=True)
class Counts:
    """How many there are of each, for this reader and these filters."""

    findings: int
    waiting: int
    due: int


@dataclass(frozen=True)
class InSight:
    """The page: counts, and one page of the list that was asked for (the others are empty).

    `total` counts the entries of that list over all its pages; `groups` are findings that stand,
    or that fall due.
    """

    shown: Shown
    counts: Counts
    total: int
    page: int
    groups: tuple[Group, ...]
    waiting: tuple[ConcernLine, ...]
    choices: Choices


@dataclass(frozen=True)
class OwnConcerns:
    """What an agency raised: how many, how many wait, and one page of them, newest first."""

    agency: str
    total: int
    waiting: int
    page: int
    concerns: tuple[ConcernLine, ...]


def in_sight(*, by: User, on: date, shown: Shown, wanted: Wanted, page: int = 1) -> InSight:
    """What is in sight of this reader on this day. Raises access.Refused.

    Findings come newest first, concerns with the longest waiting first, what falls due soonest
    first. A page beyond the last is empty.
    """
    access.require(by, "see_in_sight")
    audit.saw(by=by, what="see_in_sight", note=wanted.in_words)
    findings = wanted.findings(access.findings_of(by, on=on).filter(_is_not_over(on)), on=on)
    waiting = wanted.concerns(access.concerns_of(by, on=on), on=on).filter(_waits(on))
    counts = _counts(findings, waiting, on=on)
    total = getattr(counts, shown)
    groups: tuple[Group, ...] = ()
    concerns: tuple[ConcernLine, ...] = ()
    if shown == "findings":
        standing = findings.filter(_stands(on))
        total = standing.values("child_id", "concern").distinct().count()
        groups = _grouped(standing, on=on, page=page)
    elif shown == "due":
        groups = _one_by_one(findings.filter(_is_due(on)), on=on, page=page)
    else:
        concerns = _lines(waiting.order_by("open_since_on", "concern"), on=on, page=page)
    return InSight(shown, counts, total, page, groups, concerns, choices(by=by))


def own_concerns(*, by: User, on: date, page: int = 1) -> OwnConcerns:
    """What became of the concerns that the reader's own agency raised. Raises access.Refused."""
    access.require(by, "see_own_concerns")
    audit.saw(by=by, what="see_own_concerns")
    own = access.concerns_of(by, on=on)
    counted = own.aggregate(total=Count("pk"), waiting=Count("pk", filter=_waits(on)))
    return OwnConcerns(
        agency=by.agency.name,
        total=counted["total"],
        waiting=counted["waiting"],
        page=page,
        concerns=_own_lines(own.order_by("-opened_on", "concern"), by=by, on=on, page=page),
    )


def _is_not_over(on: date) -> Q:
    """Stands on the day, or falls due soon after it."""
    soon = Q(raised_on__lte=on + timedelta(days=DAYS_AHEAD))
    return soon & (Q(cleared_on=None) | Q(cleared_on__gt=on))


def _stands(on: date) -> Q:
    return Q(raised_on__lte=on)


def _is_due(on: date) -> Q:
    return Q(raised_on__gt=on)


def _waits(on: date) -> Q:
    return Q(opened_on__lte=on) & (Q(answered_on=None) | Q(answered_on__gt=on))


def _counts(findings: QuerySet[Finding], waiting: QuerySet[ConcernThread], *, on: date) -> Counts:
    found = findings.aggregate(
        standing=Count("pk", filter=_stands(on)), due=Count("pk", filter=_is_due(on))
    )
    return Counts(found["standing"], waiting.count(), found["due"])


def _page(rows: Rows, page: int) -> Rows:
    return rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]


def _lines(rows: QuerySet[ConcernThread], *, on: date, page: int) -> tuple[ConcernLine, ...]:
    fetched = rows.select_related("child__person", "organisation")
    return tuple(concern_line(each, on=on) for each in _page(fetched, page))


def _own_lines(
    rows: QuerySet[ConcernThread], *, by: User, on: date, page: int
) -> tuple[ConcernLine, ...]:
    """One page of concerns, each with the outcome of its referral that the reader is owed."""
    fetched = list(_page(rows, page))
    told = latest_about([each.pk for each in fetched], access.referrals_of(by, on=on), on=on)
    names = names_given(ledger.facts_named([each.pk for each in fetched]))
    lines = [concern_line(each, on=on, referral=told.get(each.pk)) for each in fetched]
    return tuple(line_as_called(each, names) for each in lines)


def _grouped(standing: QuerySet[Finding], *, on: date, page: int) -> tuple[Group, ...]:
    """One page of findings, those about one child and one concern together."""
    newest = (
        standing.values("child_id", "concern")
        .annotate(newest=Max("raised_on"))
        .order_by("-newest", "child_id", "concern")
    )
    keys = [(each["child_id"], each["concern"]) for each in _page(newest, page)]
    found: dict[tuple[str, str | None], list[Finding]] = defaultdict(list)
    children = standing.filter(child__in={child for child, _ in keys})
    for each in children.select_related("child__person").order_by("-raised_on", "finding_id"):
        found[each.child_id, each.concern].append(each)
    return _groups((found[key] for key in keys), on=on)


def _one_by_one(due: QuerySet[Finding], *, on: date, page: int) -> tuple[Group, ...]:
    rows = due.select_related("child__person").order_by("raised_on", "finding_id")
    return _groups(([each] for each in _page(rows, page)), on=on)


def _groups(together: Iterable[list[Finding]], *, on: date) -> tuple[Group, ...]:
    every = list(together)
    named = {each.concern for group in every for each in group if each.concern}
    threads = ConcernThread.objects.filter(concern__in=named)
    concerns = {
        each.concern: concern_line(each, on=on)
        for each in threads.select_related("child__person", "organisation")
    }
    return tuple(
        Group(
            who=who(group[0].child, on=on),
            concern=concerns.get(group[0].concern or ""),
            findings=tuple(finding_line(each, on=on) for each in group),
        )
        for group in every
    )
