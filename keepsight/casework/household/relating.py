"""Saying that somebody is related to a child, a person whom the record knows or a new one; that
they are so no longer; or that it was never so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from keepsight.casework import access, audit, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.child_record import LONGEST_NAME
from keepsight.casework.concern import SOURCE
from keepsight.casework.household.kin import Related, related_to, with_parents
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.person import add_people
from keepsight.casework.who import Who, age_in_words, who
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.codes.person import RELATION
from keepsight.record import ledger
from keepsight.record.models import Child, Person, Relationship, User
from keepsight.record.name import name_key
from keepsight.record.reader import reading_as

LONGEST_WAIT = timedelta(days=290)
"""A pregnancy, from the first day that anybody could know of it."""

SIBLING = frozenset(RELATION.group("sibling"))
PARENT = frozenset(RELATION.group("parent"))


@dataclass(frozen=True)
class NewPerson:
    """Somebody whom the record does not know yet."""

    name: str
    born_on: date | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody whom the record knows and who may be meant."""

    person: str
    name: str
    words: str


@dataclass(frozen=True)
class Relating:
    """What the form needs: those whom the record knows around this family and who are not yet
    related to the child, and the parents by whom somebody may be related."""

    who: Who
    candidates: tuple[Candidate, ...]
    parents: tuple[tuple[str, str], ...]


def relating(child: str, *, by: User, on: date) -> Relating:
    """What the form needs by which somebody is related to the child. Raises access.Refused."""
    access.require(by, "record_fact", child, kind="relationship", on=on)
    audit.saw(by=by, what="see_child", child=child)
    row = Child.objects.get(pk=child)
    related = related_to(row, on=on)
    siblings = [each.child for each in related if each.child and not each.is_adult]
    there = {row.person_id, *(each.person for each in related if not each.has_ended)}
    around = Person.objects.filter(related_to__child__in=siblings).exclude(pk__in=there)
    partners = ("step_parent", "parents_partner")
    return Relating(
        who=who(row, on=on),
        candidates=tuple(_candidate(each, on=on) for each in around.order_by("name").distinct()),
        parents=tuple(
            (each.person, each.name)
            for each in related
            if each.relation in PARENT or each.relation in partners
        ),
    )


def named_alike(
    name: str, *, born_on: date | None, child: str, by: User, on: date
) -> tuple[Candidate, ...]:
    """People of this name whom the record knows and this reader may see; those born on another day
    are left out. Raises access.Refused."""
    access.require(by, "record_fact", child, kind="relationship", on=on)
    audit.searched(by=by, what="record_fact", child=child, note=name and f"people {name}")
    found = Person.objects.filter(name_key=name_key(name)).exclude(child__child_id=child)
    alike = [e for e in found.order_by("born_on", "pk")[:10] if _may_be(e, born_on)]
    return tuple(_candidate(each, on=on) for each in alike)


def _may_be(person: Person, born_on: date | None) -> bool:
    return born_on is None or person.born_on is None or person.born_on == born_on


def _candidate(person: Person, *, on: date) -> Candidate:
    age = age_in_words(person.born_on, on=on)
    return Candidate(person.person_id, person.name, age or "date of birth not known")


def relate(
    *,
    child: str,
    relative: str | NewPerson,
    relation: str,
    through: str = "",
    began_on: date | None = None,
    detail: str = "",
    by: User,
    at: datetime,
) -> Fact:
    """Say that somebody is related to the child; gives the fact.

    `relative` is the identifier of a person whom this user may see, or a NewPerson. A brother or
    sister with a record of their own is related back, in their record too: this user must be
    allowed to add to it. Raises Refused and NotRight.
    """
    on = day_of(at)
    access.require(by, "record_fact", child, kind="relationship", on=on)
    other = _check(child, relative, relation, began_on, by=by, on=on)
    with action("record_fact", by=by, at=at, child=child) as doing:
        projection.hold({child, *([other.pk] if other else [])})
        row = Child.objects.get(pk=child)
        if isinstance(relative, str):
            _check_is_new(child, relative, relation)
        person = relative if isinstance(relative, str) else _begin(relative)
        pairs = [(row, person, through)]
        if other is not None:
            pairs.append((other, row.person_id, ""))
        event = uuid4().hex if other else ""
        facts = []
        for of, to, by_whom in pairs:
            _set(of, to, relation, began_on)
            said = {"relation": relation, "through": by_whom, "began_on": began_on}
            said |= {"relative": to, "detail": detail, "event": event}
            facts.append(_fact("relationship", of.pk, said, by=by, at=at))
        _add(doing, facts, by=by)
    return facts[0]


def _check(
    child: str,
    relative: str | NewPerson,
    relation: str,
    began_on: date | None,
    *,
    by: User,
    on: date,
) -> Child | None:
    """The relative's own record, where both are brothers or sisters of each other. Raises NotRight
    where somebody may not be related so."""
    if relation not in RELATION:
        raise wrong("relation", "Choose what they are to the child")
    if began_on is not None and began_on > on:
        raise wrong("began_on", "The day must be today or in the past")
    if isinstance(relative, NewPerson):
        if not name_key(relative.name):
            raise wrong("name", "Enter the name, or choose somebody")
        if len(relative.name) > LONGEST_NAME:
            raise wrong("name", f"The name must be {LONGEST_NAME} letters or fewer")
        if relative.born_on is not None and relative.born_on > on + LONGEST_WAIT:
            raise wrong("born_on", "The date must be in the past, or the date a baby is due")
        return None
    with reading_as(by, on=on):
        person = Person.objects.filter(pk=relative).first()
        other = Child.objects.filter(person_id=relative).first()
    if person is None or (other and other.pk == child):
        raise wrong("person", "Choose somebody else")
    if relation not in SIBLING or other is None:
        return None
    if not access.may(by, "record_fact", other.pk, kind="relationship", on=on):
        raise wrong("person", f"You may not add to {other.name}’s record: ask the front door")
    return other


def _check_is_new(child: str, person: str, relation: str) -> None:
    """Raises NotRight where they are recorded as that, read after taking hold: two may have sent
    it at once."""
    stands = Relationship.objects.filter(child=child, relative=person, relation=relation)
    row = stands.filter(to_on=None).select_related("relative").first()
    if row is not None:
        raise wrong("person", f"{row.relative.name} is recorded as that already")


def _begin(new: NewPerson) -> str:
    name = new.name.strip()
    begun = Person(person_id=uuid4().hex, name=name, born_on=new.born_on)
    add_people([begun])
    return begun.person_id


def _set(child: Child, person: str, relation: str, began_on: date | None) -> None:
    """The row, begun or taken up again."""
    Relationship.objects.update_or_create(
        child=child,
        relative_id=person,
        relation=relation,
        defaults={"from_on": began_on, "to_on": None},
    )


@dataclass(frozen=True)
class Standing:
    """One relationship for the page on which it is ended."""

    who: Who
    related: Related


def relationship(child: str, number: int, *, by: User, on: date) -> Standing:
    """A relationship that stands. Raises access.Refused, also where there is none."""
    access.require(by, "record_fact", child, kind="relationship", on=on)
    audit.saw(by=by, what="see_child", child=child)
    row = Child.objects.get(pk=child)
    found = [each for each in related_to(row, on=on) if each.relationship == number]
    if not found or found[0].has_ended:
        raise access.Refused
    facts = current(ledger.facts_of_many([child], kinds={"relationship"})[child])
    return Standing(who(row, on=on), with_parents(found, facts)[0])


def end(
    *,
    child: str,
    number: int,
    ended_on: date,
    reasons: str,
    was_never_so: bool = False,
    by: User,
    at: datetime,
) -> Fact:
    """Say that somebody is no longer what they were to the child, or never was; gives the fact.

    `number` is that of the relationship. Brothers and sisters cease to be so for each other. The
    facts that said otherwise stay. Raises Refused and NotRight.
    """
    on = day_of(at)
    access.require(by, "record_fact", child, kind="relationship_ended", on=on)
    if ended_on > on:
        raise wrong("ended_on", "The day must be today or in the past")
    if not reasons.strip():
        raise wrong("reasons", "Say why")
    with action("record_fact", by=by, at=at, child=child) as doing:
        projection.hold({each.child_id for each in _both_ways(_held(number, child))})
        # Read again after taking hold: somebody else may have ended it meanwhile.
        both = _both_ways(_held(number, child))
        event = uuid4().hex if len(both) > 1 else ""
        facts = []
        for each in both:
            said: dict[str, Any] = {"relative": each.relative_id, "relation": each.relation}
            said |= {"reasons": reasons, "event": event, "happened_on": ended_on}
            said |= {"detail": "It was never so."} if was_never_so else {}
            facts.append(_fact("relationship_ended", each.child_id, said, by=by, at=at))
        _take_out(both, ended_on=ended_on, was_never_so=was_never_so)
        _add(doing, facts, by=by)
    return next(each for each in facts if each.child == child)


def _held(number: int, child: str) -> Relationship:
    """The relationship as it stands. Raises NotRight where it has ended."""
    row = Relationship.objects.filter(pk=number, child=child, to_on=None).first()
    if row is None:
        raise wrong("", "Somebody has ended this meanwhile.")
    return row


def _both_ways(row: Relationship) -> list[Relationship]:
    """The relationship, and of brothers and sisters with records of their own the one back."""
    back = Relationship.objects.filter(
        child__person_id=row.relative_id,
        relative_id=Child.objects.get(pk=row.child_id).person_id,
        relation__in=SIBLING if row.relation in SIBLING else (),
        to_on=None,
    )
    return [row, *back.order_by("pk")]


def _take_out(rows: Sequence[Relationship], *, ended_on: date, was_never_so: bool) -> None:
    numbers = [each.pk for each in rows]
    if was_never_so:
        Relationship.objects.filter(pk__in=numbers).delete()
    else:
        Relationship.objects.filter(pk__in=numbers).update(to_on=ended_on)


def _add(doing: Action, facts: Sequence[Fact], *, by: User) -> None:
    doing.add(facts, organisations={each.fact_id: by.agency_id for each in facts})


def _fact(kind: str, child: str, values: dict[str, Any], *, by: User, at: datetime) -> Fact:
    return fact_of(
        {
            "kind": kind,
            "fact_id": new_fact_id(),
            "child": child,
            "happened_on": day_of(at),
            "recorded_at": at,
            "agency": by.agency.kind,
            "recorded_by": by.signature,
            "source": SOURCE,
            **values,
        }
    )
