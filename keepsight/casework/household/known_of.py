"""What is known of the adults of a family: the risks, from whose record each is told, and with
which other children an adult is linked, as far as the reader may see."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count

from keepsight.casework.fact_line import when_in_words
from keepsight.casework.household.kin import Related
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.household import ADULT_RISK
from keepsight.practice.codes.person import RELATION
from keepsight.record.models import Relationship
from keepsight.record.reader import reading_as_system


@dataclass(frozen=True)
class RiskLine:
    """Something known of an adult: when, who says so, and in which child's record. `fact` is one of
    the facts that say it."""

    risk: str
    when: str
    happened_on: date
    detail: str
    agency: str
    recorded_by: str
    told_of: tuple[str, ...]
    fact: str


@dataclass(frozen=True)
class LinkedChild:
    """Another child with whom an adult is linked, whom the reader may see."""

    who: Who
    what: str
    has_ended: bool


@dataclass(frozen=True)
class AdultKnown:
    """An adult, with all that is known. `not_shown` is the number of other children's records in
    which the adult stands, and which the reader may not see. `related` is None for an adult whom
    only facts name."""

    name: str
    related: Related | None
    risks: tuple[RiskLine, ...]
    linked: tuple[LinkedChild, ...]
    not_shown: int


def adults_known(
    adults: Sequence[Related],
    facts: Sequence[Fact],
    *,
    names: Mapping[str, str],
    child: str,
    on: date,
) -> tuple[AdultKnown, ...]:
    """These adults, and others whom the facts of the family name; those with a known risk first.

    `facts` are those that the reader may see, of the child and of brothers and sisters; `names`
    are people's, by the identifiers that facts name them with. Who may see the child must have
    been asked before.
    """
    risks = _risks(facts, names, on=on)
    persons = {each.person for each in adults}
    linked = _linked(persons, child=child, on=on)
    hidden = _counted(persons, child=child, seen=linked)
    known = []
    for person, each in {one.person: one for one in adults}.items():
        own = (*risks.pop(person, ()), *risks.pop(each.name, ()))
        children = tuple(linked.get(person, ()))
        known.append(AdultKnown(each.name, each, _in_order(own), children, hidden.get(person, 0)))
    others = [
        AdultKnown(
            names.get(name, name) or "An adult who is not named", None, _in_order(own), (), 0
        )
        for name, own in risks.items()
    ]
    return tuple(sorted([*known, *others], key=lambda each: not each.risks))


def _in_order(risks: Iterable[RiskLine]) -> tuple[RiskLine, ...]:
    return tuple(sorted(risks, key=lambda each: each.happened_on))


def _risks(
    facts: Sequence[Fact], names: Mapping[str, str], *, on: date
) -> dict[str, tuple[RiskLine, ...]]:
    """By adult. One event of several children is told once, with their names."""
    found: dict[str, dict[str, RiskLine]] = {}
    for each in facts:
        if each.kind != "adult_risk_known" or each.happened_on > on:
            continue
        own = found.setdefault(str(vars(each)["adult"]), {})
        told = own.get(each.event) if each.event else None
        line = told or RiskLine(
            risk=ADULT_RISK.named(vars(each)["adult_risk"]),
            when=when_in_words(each),
            happened_on=each.happened_on,
            detail=each.detail,
            agency=AGENCY.named(each.agency),
            recorded_by=each.recorded_by,
            told_of=(),
            fact=each.fact_id,
        )
        name = names.get(each.child, each.child)
        own[each.event or each.fact_id] = replace(line, told_of=(*line.told_of, name))
    return {adult: tuple(own.values()) for adult, own in found.items()}


def _linked(persons: set[str], *, child: str, on: date) -> dict[str, list[LinkedChild]]:
    """Other children of each adult whom this reader may see."""
    rows = Relationship.objects.filter(relative__in=persons).exclude(child=child)
    found: dict[str, list[LinkedChild]] = {}
    for each in rows.select_related("child__person").order_by("child__person__born_on", "pk"):
        ended = each.to_on is not None and each.to_on <= on
        line = LinkedChild(who(each.child, on=on), RELATION.named(each.relation), ended)
        found.setdefault(each.relative_id, []).append(line)
    return found


def _counted(
    persons: set[str], *, child: str, seen: Mapping[str, Sequence[LinkedChild]]
) -> dict[str, int]:
    """In how many other records each adult stands that this reader may not see: the number, and
    nothing of them."""
    with reading_as_system("whether an adult stands in another child's record"):
        rows = Relationship.objects.filter(relative__in=persons).exclude(child=child)
        counted = rows.values_list("relative_id").annotate(Count("child", distinct=True))
        every = dict(counted.order_by())
    return {
        person: number - len({each.who.child for each in seen.get(person, ())})
        for person, number in every.items()
    }
