"""Two records side by side, for a person to say whether they are of one child; and what was joined
before."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from keepsight.casework import access, audit, merge, need_to_know
from keepsight.casework.action import day_of
from keepsight.casework.described import described
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.family import workers_of_each
from keepsight.casework.likeness import LIKENESSES, compare
from keepsight.casework.who import Who, who
from keepsight.record.models import (
    Address,
    Child,
    ConcernThread,
    PossibleMatch,
    Relationship,
    SameChild,
    User,
)
from keepsight.record.reader import reading_as_system

PAGE_SIZE = 20


@dataclass(frozen=True)
class Side:
    """One of the two records: as much of it as is needed to tell whose it is."""

    who: Who
    born_on: date | None
    addresses: tuple[str, ...]
    relatives: tuple[str, ...]
    works_with: tuple[str, ...]
    concerns: int
    open_concerns: int
    since_on: date | None


@dataclass(frozen=True)
class Pair:
    """Two records, what agrees and what differs; what was decided about them before, if anything.

    `older` and `newer`: the one that has been there longer stands first.
    """

    older: Side
    newer: Side
    likeness: str
    agrees: tuple[str, ...]
    differs: tuple[str, ...]
    decided: str
    decided_by: str
    reasons: str
    may_join: bool


@dataclass(frozen=True)
class Pairs:
    """One page of the pairs that wait, the likeliest first."""

    total: int
    page: int
    pairs: tuple[Pair, ...]


@dataclass(frozen=True)
class Joined:
    """One record that was joined to this child's: by whom, when, why; whether they were parted
    again; and what was written meanwhile without saying whose it is."""

    other: Who
    born_on: date | None
    joined_on: date
    joined_by: str
    reasons: str
    parted_on: date | None
    parted_by: str
    parting_reasons: str
    meanwhile: tuple[FactLine, ...]


@dataclass(frozen=True)
class Records:
    """The records of one child."""

    who: Who
    joined: tuple[Joined, ...]
    may_part: bool


def pairs(*, by: User, on: date, page: int = 1) -> Pairs:
    """The pairs that were found and that nobody has decided about. Raises access.Refused. The
    number of queries does not grow with them."""
    access.require(by, "see_matches")
    audit.saw(by=by, what="see_matches")
    with reading_as_system("records that may be of one child, for the front door"):
        waiting = _open_to(by).filter(decided="")
        total = waiting.count()
        ordered = waiting.order_by("-likeness", "found_at", "one_id", "other_id")
        rows = list(ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
        return Pairs(total, page, tuple(_pairs(rows, by=by, on=on)))


def pair(one: str, other: str, *, by: User, on: date) -> Pair:
    """Two records side by side, whether they were suggested or not. Raises access.Refused, also
    for one that is not there, that is read under another's name, or that is kept from the
    reader."""
    access.require(by, "see_matches")
    first, second = sorted((one.replace("\x00", ""), other.replace("\x00", "")))
    with reading_as_system("two records that may be of one child, for the front door"):
        there = Child.objects.filter(pk__in=(first, second))
        is_there = there.exclude(pk__in=need_to_know.hidden(by)).count() == 2
        if is_there:
            row = PossibleMatch.objects.filter(one=first, other=second).first()
            row = row or PossibleMatch(one_id=first, other_id=second)
            found = _pairs([row], by=by, on=on)[0]
    if not is_there:
        access.require(by, "see_matches", child="", on=on)
        raise access.Refused
    for child in (first, second):
        audit.saw(by=by, what="see_matches", child=child)
    return found


def records(child: str, *, by: User, on: date) -> Records:
    """Which records were joined to this child's, and parted again. Raises access.Refused."""
    access.require(by, "see_child", child, on=on)
    audit.saw(by=by, what="see_child", child=child, note="the child's records")
    links = SameChild.objects.filter(kept=child).select_related("joined_by", "parted_by")
    links = links.order_by("-joined_at", "pk")
    with reading_as_system("the other records of a child that the reader may see"):
        others = Child.every.select_related("person").in_bulk([each.other_id for each in links])
    return Records(
        who=who(Child.objects.get(pk=child), on=on),
        joined=tuple(_joined(each, others[each.other_id], on=on) for each in links),
        may_part=access.may(by, "part_records"),
    )


def _joined(link: SameChild, other: Child, *, on: date) -> Joined:
    return Joined(
        other=who(other, on=on),
        born_on=other.born_on,
        joined_on=day_of(link.joined_at),
        joined_by=link.joined_by.signature,
        reasons=link.reasons,
        parted_on=day_of(link.parted_at) if link.parted_at else None,
        parted_by=link.parted_by.signature if link.parted_by else "",
        parting_reasons=link.parting_reasons,
        meanwhile=tuple(fact_line(each) for each in merge.added_meanwhile(link)),
    )


def _open_to(by: User) -> QuerySet[PossibleMatch]:
    """The pairs of children who stand for themselves and are not kept from this reader."""
    hidden = need_to_know.hidden(by)
    # Of those read under another's name there are few; of all children, very many.
    joined = Child.every.exclude(kept_as=None).values("pk")
    alone = PossibleMatch.objects.exclude(Q(one__in=joined) | Q(other__in=joined))
    return alone.exclude(Q(one__in=hidden) | Q(other__in=hidden)).select_related("decided_by")


def _pairs(rows: Collection[PossibleMatch], *, by: User, on: date) -> list[Pair]:
    wanted = {each.one_id for each in rows} | {each.other_id for each in rows}
    children = list(Child.objects.filter(pk__in=wanted))
    sides = _sides(children, on=on)
    as_compared = described(children)
    may_join = access.may(by, "join_records")
    found = []
    for row in rows:
        compared = compare(as_compared[row.one_id], as_compared[row.other_id])
        both = (sides[row.one_id], sides[row.other_id])
        older, newer = sorted(both, key=lambda each: each.since_on or date.max)
        found.append(
            Pair(
                older=older,
                newer=newer,
                likeness=LIKENESSES.get(compared.likeness, ""),
                agrees=compared.agrees,
                differs=compared.differs,
                decided=row.decided,
                decided_by=row.decided_by.signature if row.decided_by else "",
                reasons=row.reasons,
                may_join=may_join,
            )
        )
    return found


def _sides(children: Collection[Child], *, on: date) -> Mapping[str, Side]:
    ids = [each.pk for each in children]
    lives = Q(to_on=None) | Q(to_on__gt=on)
    addresses = Address.objects.filter(lives, person__child__in=ids, from_on__lte=on)
    relatives = Relationship.objects.filter(child__in=ids).order_by("relative__name")
    where = list(addresses.values_list("person__child", "address"))
    whom = list(relatives.values_list("child_id", "relative__name"))
    threads = list(
        ConcernThread.objects.filter(child__in=ids).values_list(
            "child_id", "answered_on", "opened_on"
        )
    )
    workers = workers_of_each(ids, on=on)
    return {
        each.pk: Side(
            who=who(each, on=on),
            born_on=each.born_on,
            addresses=tuple(dict.fromkeys(a for child, a in where if child == each.pk)),
            relatives=tuple(dict.fromkeys(n for child, n in whom if child == each.pk)),
            works_with=tuple(dict.fromkeys(w.team or w.name for w in workers[each.pk])),
            concerns=sum(child == each.pk for child, *_ in threads),
            open_concerns=sum(c == each.pk and ended is None for c, ended, _ in threads),
            since_on=min((first for c, _, first in threads if c == each.pk), default=None),
        )
        for each in children
    }
