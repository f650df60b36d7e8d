"""Joining two records that are of one child, and parting them again. Nothing in the ledger is
rewritten: both chains stay as they were written, and while they are joined what is said in the one
is read as said of the child under whose name both are kept."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from keepsight.casework import access, child_record, need_to_know, notice, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.carried import carry, carry_back
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.not_right import wrong
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.working_day import LONDON
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import Child, LedgerFact, PossibleMatch, Restriction, SameChild, User
from keepsight.record.reader import reading_as_system

WHY = "Say why, in words: what agrees, and what you asked of whom."


def join(*, kept: str, other: str, reasons: str, by: User, at: datetime) -> SameChild:
    """Join two records of one child: both are read under the name of `kept`.

    Concerns keep their identifiers and stand as they stood. Whoever works with either child works
    with the one. Raises Refused, and NotRight where they are joined already or the other record is
    restricted.
    """
    access.require(by, "join_records")
    _require_open({kept, other}, by=by, on=day_of(at))
    _check(kept, other, reasons)
    with action("join_records", by=by, at=at, child=kept) as doing:
        ledger.hold_all()
        # Read after taking hold: somebody else may have joined them meanwhile.
        pair = _children(kept, other)
        _check_unjoined(kept, other)
        if Restriction.objects.filter(child=other, lifted_at=None).exists():
            raise wrong(
                "kept",
                "The second record is open to named people only. Keep that one, or have the "
                "restriction lifted first.",
            )
        _say(doing, pair, "same_child", reasons, by=by)
        link = SameChild.objects.create(
            kept=pair[kept],
            other=pair[other],
            joined_at=at,
            joined_by=by,
            reasons=reasons.strip(),
            kept_position=_length(kept),
            carried=carry(pair[other], to=pair[kept]),
        )
        Child.every.filter(pk=other).update(kept_as=kept)
        _decide(doing, kept, other, "same_child", reasons)
        _stand_anew({kept, other})
        child_record.put_in_sight([kept], on=day_of(at))
        _tell(doing, kept, reasons)
    return link


def part(*, other: str, reasons: str, by: User, at: datetime) -> SameChild:
    """Take apart two records that were joined: both stand as before. `other` is the one that was
    read under the other's name.

    What was added meanwhile about concerns of the other record goes with it; the rest stays where
    it is, and `added_meanwhile` lists it. Raises Refused, and NotRight where it is not joined.
    """
    on = day_of(at)
    kept = kept_as(other)
    access.require(by, "part_records", kept or "", on=on)
    if not reasons.strip():
        raise wrong("reasons", WHY)
    with action("part_records", by=by, at=at, child=kept) as doing:
        ledger.hold_all()
        link = SameChild.objects.filter(other=other, parted_at=None).first()
        # Joined to a third meanwhile, it is part of a record of which this user was not asked.
        if link is None or link.kept_id != kept:
            raise wrong("", "Somebody has parted these records meanwhile.")
        link.parted_at, link.parted_by, link.parting_reasons = at, by, reasons.strip()
        link.parted_position = _length(link.kept_id)
        link.save()
        Child.every.filter(pk=other).update(kept_as=None)
        carry_back(link.carried, to=other, person=_person(other))
        pair = _children(link.kept_id, other)
        _say(doing, pair, "parted", reasons, by=by)
        _decide(doing, link.kept_id, other, "not_the_same", reasons)
        _stand_anew({link.kept_id, other})
        child_record.put_in_sight([link.kept_id, other], on=on)
        _tell(doing, link.kept_id, reasons)
    return link


def say_different(*, one: str, other: str, reasons: str, by: User, at: datetime) -> None:
    """Two records were compared and are not of one child: they are not suggested again. Raises
    Refused and NotRight."""
    access.require(by, "join_records")
    _require_open({one, other}, by=by, on=day_of(at))
    _check(one, other, reasons)
    with action("join_records", by=by, at=at, child=one) as doing:
        projection.hold({one, other})
        pair = _children(one, other)
        _check_unjoined(one, other)
        _say(doing, pair, "not_the_same", reasons, by=by)
        _decide(doing, one, other, "not_the_same", reasons)


def kept_as(child: str) -> str | None:
    """Under which record this one is read; None where it stands for itself, or is not there."""
    with reading_as_system("under whose name a record is kept"):
        return Child.every.filter(pk=child).values_list("kept_as_id", flat=True).first()


def joined_after(children: Collection[str], day: date) -> frozenset[str]:
    """The facts that are read as these children's only since a later day, when somebody found that
    the record they stand in is of the same child."""
    ended = datetime.combine(day + timedelta(days=1), time(), LONDON)
    links = SameChild.objects.filter(kept__in=children, parted_at=None, joined_at__gte=ended)
    others = links.values("other")
    return frozenset(LedgerFact.objects.filter(child__in=others).values_list("pk", flat=True))


def added_meanwhile(link: SameChild) -> list[Fact]:
    """What was written in the kept record itself while the two were joined: whose it is was not
    asked then."""
    written = ledger.own_chain(link.kept_id, after=link.kept_position)
    last = link.parted_position
    until = written if last is None else written[: max(0, last - link.kept_position)]
    return [each for each in until if each.kind != "records_compared"]


def _require_open(children: Collection[str], *, by: User, on: date) -> None:
    """Refused, and audited, where one of them is kept from this user."""
    with reading_as_system("whether a record is kept from whoever would join it"):
        named = Child.every.filter(pk__in=children)
        hidden = named.filter(pk__in=need_to_know.hidden(by)).values_list("pk", flat=True)
        kept_from = list(hidden)
    for child in kept_from:
        access.require(by, "see_child", child, on=on)


def _check(one: str, other: str, reasons: str) -> None:
    if one == other:
        raise wrong("kept", "Choose two records.")
    if not reasons.strip():
        raise wrong("reasons", WHY)


def _children(one: str, other: str) -> dict[str, Child]:
    found = Child.every.select_related("person").in_bulk([one, other])
    if len(found) < 2:
        raise access.Refused
    return found


def _check_unjoined(one: str, other: str) -> None:
    """Raises NotRight where either is read under another's name, or the other keeps a third."""
    if Child.every.filter(pk__in=[one, other]).exclude(kept_as=None).exists():
        raise wrong("", "Somebody has joined one of these records meanwhile. Look at them again.")
    if Child.every.filter(kept_as=other).exists():
        raise wrong("kept", "The other record has one joined to it already. Keep that one instead.")


def _say(doing: Action, pair: dict[str, Child], comparison: str, reasons: str, *, by: User) -> None:
    """A fact in each of the two records, one event."""
    event, (one, other) = new_fact_id(), pair.values()
    facts = [
        own_fact(
            doing,
            "records_compared",
            child.pk,
            event=event,
            comparison=comparison,
            other_record=beside.pk,
            decided_by=by.signature,
            reasons=reasons.strip(),
            detail=_named(beside),
        )
        for child, beside in ((one, other), (other, one))
    ]
    add_own(doing, *facts)


def _named(child: Child) -> str:
    born = f", born {day_in_words(child.born_on)}" if child.born_on else ""
    return f"The other record: {child.name}{born}."


def _decide(doing: Action, one: str, other: str, decided: str, reasons: str) -> None:
    """Remember what was decided about this pair, suggested or not."""
    first, second = sorted((one, other))
    PossibleMatch.objects.update_or_create(
        one_id=first,
        other_id=second,
        defaults={
            "decided": decided,
            "decided_at": doing.at,
            "decided_by": doing.by,
            "reasons": reasons.strip(),
        },
        create_defaults={
            "likeness": "",
            "found_at": doing.at,
            "decided": decided,
            "decided_at": doing.at,
            "decided_by": doing.by,
            "reasons": reasons.strip(),
        },
    )


def _stand_anew(children: Collection[str]) -> None:
    """Threads, referrals and findings of these, and of brothers and sisters, worked out anew."""
    projection.refresh(sorted({*children}.union(*siblings_of(children).values())))


def _tell(doing: Action, kept: str, reasons: str) -> None:
    network = notice.network_of(kept, on=day_of(doing.at))
    notice.tell(
        doing, to=network, what="records_joined", child=kept, about=kept, words=reasons.strip()
    )


def _length(child: str) -> int:
    return ledger.heads_of([child]).get(child, (0, ""))[0]


def _person(child: str) -> str:
    return Child.every.values_list("person_id", flat=True).get(pk=child)
