"""The people around a child on a day: brothers and sisters, adults and what is known of them, where
the child lives and who works with the family."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from keepsight.casework.lasting import lasts_on
from keepsight.casework.who import age_in_words
from keepsight.facts.fact import Fact
from keepsight.practice.codes.household import ADULT_RISK
from keepsight.practice.codes.person import RELATION
from keepsight.record.family import records_open_of
from keepsight.record.models import Address, Child, Involvement, Relationship

SIBLING = frozenset(RELATION.group("sibling"))


@dataclass(frozen=True)
class KnownRisk:
    """Something known of an adult that may put the child at risk, and since when."""

    risk: str
    detail: str
    known_on: date


@dataclass(frozen=True)
class Relative:
    """Somebody of the family. `child` is set for one whose record the reader may open."""

    person: str
    name: str
    relation: str
    age: str
    born_on: date | None
    from_on: date | None
    to_on: date | None
    child: str | None
    risks: tuple[KnownRisk, ...] = ()


@dataclass(frozen=True)
class Worker:
    """Somebody who works with the child: a person, a team, or both."""

    name: str
    team: str
    part: str
    from_on: date


@dataclass(frozen=True)
class Home:
    """Where the child lives, and since when."""

    address: str
    from_on: date


@dataclass(frozen=True)
class Family:
    """Everybody around the child, eldest first."""

    siblings: tuple[Relative, ...]
    adults: tuple[Relative, ...]

    @property
    def names(self) -> dict[str, str]:
        """Everybody's name, by the identifiers that facts may name them with."""
        everybody = (*self.siblings, *self.adults)
        own = {each.person: each.name for each in everybody}
        return own | {each.child: each.name for each in everybody if each.child}

    @property
    def open_to_reader(self) -> tuple[str, ...]:
        """The brothers and sisters whose records the reader may open."""
        return tuple(dict.fromkeys(each.child for each in self.siblings if each.child))


def family_of(child: Child, *, on: date) -> Family:
    """The relatives of the child on a day; those whose record this reader may open name it."""
    rows = list(
        Relationship.objects.filter(child=child)
        .filter(Q(from_on=None) | Q(from_on__lte=on))
        .select_related("relative")
        .order_by("relative__born_on", "relative__name", "pk")
    )
    shown = records_open_of([each.relative_id for each in rows])
    relatives = [
        (each.relation in SIBLING, _relative(each, shown.get(each.relative_id), on=on))
        for each in rows
    ]
    return Family(
        siblings=tuple(each for is_sibling, each in relatives if is_sibling),
        adults=tuple(each for is_sibling, each in relatives if not is_sibling),
    )


def with_known_risks(adults: Sequence[Relative], facts: Sequence[Fact]) -> tuple[Relative, ...]:
    """The adults, each with the risks that the facts tell of; adults whom only the facts name are
    added at the end."""
    risks: dict[str, list[KnownRisk]] = {}
    for each in facts:
        if each.kind == "adult_risk_known":
            own = vars(each)
            risk = KnownRisk(ADULT_RISK.named(own["adult_risk"]), each.detail, each.happened_on)
            risks.setdefault(own["adult"], []).append(risk)
    known = [
        replace(each, risks=tuple(risks.pop(each.person, []) + risks.pop(each.name, [])))
        for each in adults
    ]
    others = [_unrelated(name, own) for name, own in risks.items()]
    return (*known, *others)


def _unrelated(name: str, risks: Sequence[KnownRisk]) -> Relative:
    return Relative(
        person="",
        name=name or "An adult who is not named",
        relation="",
        age="",
        born_on=None,
        from_on=None,
        to_on=None,
        child=None,
        risks=tuple(risks),
    )


def _relative(row: Relationship, child: str | None, *, on: date) -> Relative:
    person = row.relative
    return Relative(
        person=person.person_id,
        name=person.name,
        relation=RELATION.named(row.relation),
        age=age_in_words(person.born_on, on=on),
        born_on=person.born_on,
        from_on=row.from_on,
        to_on=row.to_on if row.to_on and row.to_on <= on else None,
        child=child,
    )


def home_of(child: Child, *, on: date) -> Home | None:
    """Where the child lives on a day; None where that is not known."""
    now = lasts_on(on)
    found = Address.objects.filter(now, person_id=child.person_id).order_by("-from_on").first()
    return Home(found.address, found.from_on) if found else None


def workers_of(child: Child, *, on: date) -> tuple[Worker, ...]:
    """Who works with the child on a day: those with the case first."""
    return workers_of_each([child.pk], on=on)[child.pk]


def workers_of_each(children: Collection[str], *, on: date) -> dict[str, tuple[Worker, ...]]:
    """Who works with each of these children on a day, in one query."""
    now = lasts_on(on)
    rows = Involvement.objects.filter(now, child__in=children).select_related("user__team", "team")
    found: dict[str, list[Worker]] = {each: [] for each in children}
    for each in rows:
        name = each.user.name if each.user else ""
        found[each.child_id].append(Worker(name, _team(each), each.as_what, each.from_on))
    return {
        child: tuple(sorted(own, key=lambda each: (each.part != "allocated", each.name)))
        for child, own in found.items()
    }


def _team(row: Involvement) -> str:
    if row.team:
        return row.team.name
    return row.user.team.name if row.user and row.user.team else ""
