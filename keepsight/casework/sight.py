"""In sight: what the rules found and nobody has put right, which concerns wait for an answer, how
long, and what falls due. For a referrer: what became of their own agency's concerns."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

from django.db.models import Case, Count, Q, QuerySet, When

from keepsight.casework import access, age, audit, said
from keepsight.casework.as_called import line_as_called, names_given
from keepsight.casework.ask import AskLine, asks_of
from keepsight.casework.family_findings import Family, families, together
from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.referral_line import latest_about
from keepsight.casework.wanted import Choices, Wanted, choices
from keepsight.casework.who import Who, who
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, Finding, User

Shown = Literal["findings", "waiting", "due"]
Rows = TypeVar("Rows", bound=QuerySet[Any, Any])

PAGE_SIZE = 20
DAYS_AHEAD = 28
FINDINGS_A_FAMILY = 25
"""So many findings of one family are looked through for the next family, at most."""


@dataclass(frozen=True)
class Counts:
    """How many there are of each, for this reader and these filters."""

    findings: int
    waiting: int
    due: int


@dataclass(frozen=True)
class InSight:
    """The page: counts, and one page of the list that was asked for (the others are empty).

    `total` counts the entries of that list over all its pages; `families` are findings that stand,
    or that fall due; `standing` is how long the whole list has stood.
    """

    shown: Shown
    counts: Counts
    total: int
    page: int
    families: tuple[Family, ...]
    waiting: tuple[ConcernLine, ...]
    standing: tuple[age.Standing, ...]
    choices: Choices


@dataclass(frozen=True)
class OwnConcerns:
    """What an agency raised: how many, how many wait, and one page of them, waiting ones first; and
    what the reader or the agency is asked to do. `children` are those in whose network they are."""

    agency: str
    total: int
    waiting: int
    page: int
    concerns: tuple[ConcernLine, ...]
    asks: tuple[AskLine, ...]
    children: tuple[Who, ...]


def in_sight(*, by: User, on: date, shown: Shown, wanted: Wanted, page: int = 1) -> InSight:
    """What is in sight of this reader on this day. Raises access.Refused.

    Findings come newest first, concerns with the longest waiting first, what falls due soonest
    first. A page beyond the last is empty.
    """
    access.require(by, "see_in_sight")
    audit.searched(by=by, what="see_in_sight", note=wanted.in_words)
    meant = said.meant(wanted.text)
    findings = wanted.findings(access.findings_of(by, on=on).filter(_is_not_over(on), meant), on=on)
    waiting = wanted.concerns(access.concerns_of(by, on=on).filter(_waits(on), meant), on=on)
    counts = _counts(findings, waiting, on=on)
    total = getattr(counts, shown)
    found: tuple[Family, ...] = ()
    concerns: tuple[ConcernLine, ...] = ()
    standing: tuple[age.Standing, ...] = ()
    if shown == "findings":
        raised = findings.filter(_stands(on))
        standing = age.findings_by_rule(raised, on=on)
        found, total = _by_family(raised, on=on, page=page)
    elif shown == "due":
        found = _by_day(findings.filter(_is_due(on)), on=on, page=page)
    else:
        standing = age.concerns_by_harm(waiting, on=on)
        concerns = _lines(waiting.order_by("open_since_on", "concern"), on=on, page=page)
    return InSight(shown, counts, total, page, found, concerns, standing, choices(by=by))


def own_concerns(*, by: User, on: date, page: int = 1) -> OwnConcerns:
    """What became of the concerns that the reader's own agency raised. Raises access.Refused."""
    access.require(by, "see_own_concerns")
    audit.saw(by=by, what="see_own_concerns")
    # In whose network they are, they read the concerns of other agencies too: on the child's page.
    own = access.concerns_of(by, on=on).filter(organisation=by.agency_id)
    counted = own.aggregate(total=Count("pk"), waiting=Count("pk", filter=_waits(on)))
    return OwnConcerns(
        agency=by.agency.name,
        total=counted["total"],
        waiting=counted["waiting"],
        page=page,
        concerns=_own_lines(_waiting_first(own, on=on), by=by, on=on, page=page),
        asks=tuple(asks_of(by, on=on)),
        children=tuple(
            who(each, on=on)
            for each in access.children_of(by, on=on).order_by("person__name", "pk")
        ),
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
    """One page of these rows, in their order. The page is cut first, and only its own rows are
    joined with child, name and organisation."""
    cut = rows.select_related(None)[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    of_page = rows.model._default_manager.filter(pk__in=cut.values("pk"))
    shown: Rows = of_page.select_related("child__person").order_by(*rows.query.order_by)
    return shown


def _lines(rows: QuerySet[ConcernThread], *, on: date, page: int) -> tuple[ConcernLine, ...]:
    shown = _page(rows, page).select_related("child__person", "organisation")
    return tuple(concern_line(each, on=on) for each in shown)


def _waiting_first(own: QuerySet[ConcernThread], *, on: date) -> QuerySet[ConcernThread]:
    """What still waits before what was answered, the newest of each first."""
    return own.order_by(Case(When(_waits(on), then=0), default=1), "-opened_on", "concern")


def _own_lines(
    rows: QuerySet[ConcernThread], *, by: User, on: date, page: int
) -> tuple[ConcernLine, ...]:
    """One page of concerns, each with the outcome of its referral that the reader is owed."""
    fetched = list(_page(rows, page).select_related("child__person", "organisation"))
    told = latest_about([each.pk for each in fetched], access.referrals_of(by, on=on), on=on)
    names = names_given(ledger.facts_named([each.pk for each in fetched]))
    lines = [concern_line(each, on=on, referral=told.get(each.pk)) for each in fetched]
    return tuple(line_as_called(each, names) for each in lines)


def _by_family(raised: QuerySet[Finding], *, on: date, page: int) -> tuple[tuple[Family, ...], int]:
    """One page of families, the one with the newest finding first; and how many there are, as far
    as the newest findings tell: of those that nobody pages to, only that there are more."""
    looked_at = page * PAGE_SIZE * FINDINGS_A_FAMILY
    newest = raised.order_by("-raised_on", "-rule", "-child_id").values_list("child_id", flat=True)
    children = list(newest[: looked_at + 1])
    every = together(list(dict.fromkeys(children)))
    are_more = len(children) > looked_at
    shown = every[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    place = {child: number for number, family in enumerate(shown) for child in family}
    found: list[list[Finding]] = [[] for _ in shown]
    rows = raised.filter(child__in=place).select_related("child__person")
    for each in rows.order_by("-raised_on", "rule", "child_id", "finding_id"):
        found[place[each.child_id]].append(each)
    return families(found, on=on), len(every) + are_more


def _by_day(due: QuerySet[Finding], *, on: date, page: int) -> tuple[Family, ...]:
    """One page of what falls due, what is alike for brothers and sisters said once."""
    rows = list(_page(due.order_by("raised_on", "rule", "child_id"), page))
    family_of = {
        child: family[0]
        for family in together(list(dict.fromkeys(each.child_id for each in rows)))
        for child in family
    }
    alike: dict[tuple[date, str, str], list[Finding]] = {}
    for each in rows:
        alike.setdefault((each.raised_on, each.rule, family_of[each.child_id]), []).append(each)
    return families(alike.values(), on=on)
