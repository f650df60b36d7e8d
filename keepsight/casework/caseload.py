"""Somebody's own families: their children, what is open about them and for how long, what is due
and overdue, and what this person, their team or agency has been asked to do."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max, Q, QuerySet

from keepsight.casework import access, audit, need_to_know
from keepsight.casework.ask import AskLine, asks_of
from keepsight.casework.due import (
    DAYS_AHEAD,
    DueLine,
    not_over,
    of_asks,
    of_findings,
    said_by_rules_alone,
    to_look_at,
)
from keepsight.casework.family_findings import together
from keepsight.casework.lasting import lasts_on
from keepsight.casework.line import ConcernLine, with_matters
from keepsight.casework.matter import Matter
from keepsight.casework.open_work import OpenWork, open_work
from keepsight.casework.who import Who, who
from keepsight.record.models import (
    Child,
    ConcernThread,
    Delegation,
    Finding,
    Involvement,
    LedgerFact,
    User,
)

PAGE_SIZE = 20


@dataclass(frozen=True)
class ChildAtWork:
    """One child of a family: what plan or care there is, when the child was last seen, and in whose
    place the reader looks after the child, where it is another's."""

    who: Who
    work: OpenWork
    last_seen_on: date | None
    days_unseen: int
    for_whom: str


@dataclass(frozen=True)
class FamilyAtWork:
    """One family: its children, eldest first; its open concerns, oldest first, each with what the
    rules say about it; what is to be done by when; and what the rules say besides."""

    children: tuple[ChildAtWork, ...]
    concerns: tuple[ConcernLine, ...]
    due: tuple[DueLine, ...]
    matters: tuple[Matter, ...]

    @property
    def overdue(self) -> tuple[DueLine, ...]:
        """What should have been done."""
        return tuple(each for each in self.due if each.is_overdue)

    @property
    def ahead(self) -> tuple[DueLine, ...]:
        """What is to be done, by its day."""
        return tuple(each for each in self.due if not each.is_overdue and each.due_on)


@dataclass(frozen=True)
class Cover:
    """Somebody whom the reader stands in for, to the end of a day."""

    name: str
    last_on: date


@dataclass(frozen=True)
class Totals:
    """How much there is, over all families."""

    families: int
    children: int
    concerns: int
    overdue: int
    due: int


@dataclass(frozen=True)
class Caseload:
    """One page of somebody's families, and everything they are asked to do."""

    totals: Totals
    page: int
    families: tuple[FamilyAtWork, ...]
    asks: tuple[AskLine, ...]
    covers: tuple[Cover, ...]


def caseload(*, by: User, on: date, page: int = 1) -> Caseload:
    """The families of this reader, those with something overdue first. Raises access.Refused.

    A page beyond the last is empty. The number of queries does not grow with the families.
    """
    access.require(by, "see_work")
    audit.saw(by=by, what="see_work")
    mine = _Mine(by, on=on)
    ordered = sorted(mine.families, key=mine.urgency)
    shown = ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return Caseload(
        totals=mine.totals,
        page=page,
        families=_families(shown, mine, on=on),
        asks=tuple(mine.asks),
        covers=tuple(
            Cover(each.absent.name, each.to_on - timedelta(days=1)) for each in mine.covers
        ),
    )


def totals(user: User, *, on: date) -> Totals:
    """How much there is for somebody, for the letter of a day. Call while reading as the user."""
    return _Mine(user, on=on).totals


class _Mine:
    """What is read for all families of one reader, before one page of them is shown."""

    def __init__(self, by: User, *, on: date) -> None:
        self.on = on
        self.covers = _covers(by, on=on)
        parts = _parts(by, self.covers, on=on)
        self.children = {each.child_id: each.child for each in parts}
        self.for_whom = {
            each.child_id: each.user.name for each in parts if each.user and each.user != by
        }
        self.families = together(list(self.children))
        self.asks = asks_of(by, on=on)
        self.findings: dict[str, list[Finding]] = {}
        found = list(not_over(self.children, on=on))
        for each in found:
            self.findings.setdefault(each.child_id, []).append(each)
        alone = {each.finding_id for each in said_by_rules_alone(found, self.asks)}
        self.concerns: dict[str, list[ConcernThread]] = {}
        for thread in _open_concerns(self.children, on=on):
            self.concerns.setdefault(thread.child_id, []).append(thread)
        names = {child: who(row, on=on) for child, row in self.children.items()}
        self.due = {
            family: sorted(
                [
                    *of_findings((e for e in self.of(family) if e.finding_id in alone), on=on),
                    *of_asks((e for e in self.asks if e.child in family), names, on=on),
                ],
                key=lambda each: each.order,
            )
            for family in self.families
        }

    def of(self, family: tuple[str, ...]) -> list[Finding]:
        """What the rules have found about a family and stands, or falls due soon."""
        return [each for child in family for each in self.findings.get(child, ())]

    def urgency(self, family: tuple[str, ...]) -> tuple[bool, date, str]:
        """What is overdue longest comes first, then what is due soonest; then by the oldest
        concern, then by name."""
        first = next(iter(self.due[family]), None)
        opened = [e.open_since_on for child in family for e in self.concerns.get(child, ())]
        day = (first.due_on or first.since_on) if first else None
        is_overdue = first is not None and first.is_overdue
        oldest = min(opened, default=None)
        return not is_overdue, day or oldest or date.max, self.children[family[0]].name

    @property
    def totals(self) -> Totals:
        """How much there is, over all families, with what is asked about no child of theirs."""
        lines = [each for own in self.due.values() for each in own]
        elsewhere = [each for each in self.asks if each.child not in self.children and each.due_on]
        soon = self.on + timedelta(days=DAYS_AHEAD)
        overdue = sum(each.is_overdue for each in lines)
        due = sum(not each.is_overdue and each.due_on is not None for each in lines)
        return Totals(
            families=len(self.families),
            children=len(self.children),
            concerns=sum(map(len, self.concerns.values())),
            overdue=overdue + sum(each.due_on < self.on for each in elsewhere if each.due_on),
            due=due + sum(self.on <= each.due_on <= soon for each in elsewhere if each.due_on),
        )


def _covers(by: User, *, on: date) -> list[Delegation]:
    covered = need_to_know.covered_by(by, on=on)
    return list(covered.select_related("absent").order_by("absent__name"))


def _parts(by: User, covers: Sequence[Delegation], *, on: date) -> list[Involvement]:
    """The reader's own part with each child, else that of somebody for whom they stand in."""
    lasts = lasts_on(on)
    whose = [by.pk, *(each.absent_id for each in covers)]
    rows = Involvement.objects.filter(lasts, user__in=whose).select_related("child__person", "user")
    rows = rows.exclude(child__in=need_to_know.hidden(by))
    own_last = sorted(rows.order_by("pk"), key=lambda each: each.user_id == by.pk)
    return list({each.child_id: each for each in own_last}.values())


def _open_concerns(children: Collection[str], *, on: date) -> QuerySet[ConcernThread]:
    waits = Q(opened_on__lte=on) & (Q(answered_on=None) | Q(answered_on__gt=on))
    rows = ConcernThread.objects.filter(waits, child__in=list(children))
    return rows.select_related("child__person", "organisation").order_by("open_since_on", "pk")


def last_seen(children: Collection[str]) -> dict[str, date]:
    """The day on which each of these children was last seen on a visit; children who never were are
    left out. What was corrected does not count."""
    # What was said of a child under a second name counts too.
    joined = Child.every.filter(kept_as__in=list(children)).values_list("pk", "kept_as_id")
    kept_as = dict.fromkeys(children, "") | dict(joined)
    own = LedgerFact.objects.filter(child_id__in=list(kept_as))
    replaced = set(own.exclude(corrects=None).values_list("corrects", flat=True))
    seen = own.filter(kind="visit", rest__seen="seen").exclude(pk__in=replaced).order_by()
    found: dict[str, date] = {}
    for child, last in seen.values_list("child_id").annotate(Max("happened_on")):
        name = kept_as[child] or child
        found[name] = max(last, found.get(name, last))
    return found


def children_at_work(
    children: Collection[str], *, on: date, for_whom: Mapping[str, str] | None = None
) -> tuple[ChildAtWork, ...]:
    """These children, as far as the reader may see them, eldest first."""
    work, seen = open_work(children, on=on), last_seen(children)
    rows = Child.objects.filter(pk__in=list(children))
    return tuple(
        ChildAtWork(
            who=who(each, on=on),
            work=work[each.pk],
            last_seen_on=seen.get(each.pk),
            days_unseen=(on - seen[each.pk]).days if each.pk in seen else 0,
            for_whom=(for_whom or {}).get(each.pk, ""),
        )
        for each in sorted(rows, key=lambda each: (each.born_on or on, each.name))
    )


def _families(
    shown: Sequence[tuple[str, ...]], mine: _Mine, *, on: date
) -> tuple[FamilyAtWork, ...]:
    wanted = [child for family in shown for child in family]
    children = children_at_work(wanted, on=on, for_whom=mine.for_whom)
    return tuple(_family(family, children, mine, on=on) for family in shown)


def _family(
    family: tuple[str, ...], children: Sequence[ChildAtWork], mine: _Mine, *, on: date
) -> FamilyAtWork:
    threads = [thread for child in family for thread in mine.concerns.get(child, ())]
    concerns, besides = with_matters(threads, to_look_at(mine.of(family), on=on), on=on)
    return FamilyAtWork(
        children=tuple(each for each in children if each.who.child in family),
        concerns=concerns,
        due=tuple(each for each in mine.due[family] if not each.is_to_look_at),
        matters=besides,
    )
