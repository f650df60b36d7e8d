"""The family page of a child: the genogram, who lived with the child on a day and through the
years, and the adults with what is known of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit, known
from keepsight.casework.fact_line import when_in_words
from keepsight.casework.household.kin import Related, couples, kin, related_to, with_parents
from keepsight.casework.household.known_of import AdultKnown, adults_known
from keepsight.casework.household.living import Living, Stay, living, timeline
from keepsight.casework.known import Known
from keepsight.casework.who import Who, who
from keepsight.exchange.genogram import Kin, Tree, drawn, placed, tree
from keepsight.exchange.timeline import Timeline
from keepsight.exchange.timeline import drawn as drawn_by_time
from keepsight.facts.fact import Fact
from keepsight.practice.codes.person import COUPLE, RELATION
from keepsight.record.models import Address, Child, User
from keepsight.record.reader import reading_as_system


@dataclass(frozen=True)
class InHousehold:
    """Somebody who lived with the child on the day: how that is known, and since when."""

    name: str
    what: str
    basis: str
    since_on: date | None


@dataclass(frozen=True)
class CoupleLine:
    """Two adults, what they are to each other, and since when the record has it so."""

    one: str
    other: str
    what: str
    since: str


@dataclass(frozen=True)
class FamilyPage:
    """All that the page shows. `day` is the one whose household is shown; `placed` is where the
    child was in care on it."""

    who: Who
    day: date
    today: date
    tree: Tree
    related: tuple[Related, ...]
    names: Mapping[str, str]
    couples: tuple[CoupleLine, ...]
    home: Stay | None
    placed: Stay | None
    household: tuple[InHousehold, ...]
    by_time: Timeline
    adults: tuple[AdultKnown, ...]
    has_siblings: bool
    may_record: bool


@dataclass(frozen=True)
class _Around:
    """What both the page and its pictures are made from."""

    child: Child
    of: Known
    related: tuple[Related, ...]
    living: Living
    names: Mapping[str, str]

    @property
    def still(self) -> tuple[Related, ...]:
        """Those who have not ceased to be what they were."""
        return tuple(each for each in self.related if not each.has_ended)

    def tree_on(self, day: date) -> Tree:
        """The family as the genogram shows it, with the household of that day."""
        there = self.living.with_child_on(day)
        relatives = [
            kin(each, lives_here=each.person in there or each.name in there) for each in self.still
        ]
        row = self.child
        child = Kin(row.person_id, row.name, "", who(row, on=day).age)
        words = {code: each.name for code, each in RELATION.items()}
        return tree(child, relatives, words=words, couples=couples(self.of.of_family))


def family_page(child: str, *, by: User, on: date, day: date | None = None) -> FamilyPage:
    """The family of a child, with the household of a day, today unless another is asked for.

    Raises access.Refused, also for an unknown child. The number of queries does not grow with the
    family.
    """
    access.require(by, "see_child", child, on=on)
    shown_on = min(day or on, on)
    around = _around(child, on=on)
    row = around.child
    adults = [each for each in around.related if each.is_adult]
    page = FamilyPage(
        who=who(row, on=on),
        day=shown_on,
        today=on,
        tree=around.tree_on(shown_on),
        related=around.related,
        names=around.names,
        couples=_couples(around.of.of_family, around.names),
        home=around.living.home_on(shown_on),
        placed=around.living.placed_on(shown_on),
        household=_household(around, shown_on),
        by_time=timeline(around.living, around.names, born_on=row.born_on, until=on),
        adults=adults_known(adults, around.of.of_family, names=around.names, child=child, on=on),
        has_siblings=any(not each.is_adult and each.child for each in around.related),
        may_record=access.may(by, "record_fact", kind="relationship"),
    )
    audit.saw(by=by, what="see_child", child=child)
    return page


def adults_of(child: str, *, by: User, on: date) -> tuple[tuple[str, str], ...]:
    """The adults of the family, by identifier and name, for a form. Raises access.Refused."""
    access.require(by, "see_child", child, on=on)
    related = related_to(Child.objects.get(pk=child), on=on)
    audit.saw(by=by, what="see_child", child=child)
    shown = (each for each in related if each.is_adult and not each.has_ended and not each.died_on)
    return tuple({each.person: each.name for each in shown}.items())


def genogram(child: str, *, by: User, on: date, day: date | None = None) -> str:
    """The genogram as SVG. Raises access.Refused, also for an unknown child."""
    access.require(by, "see_child", child, on=on)
    audit.saw(by=by, what="see_child", child=child)
    around = _around(child, on=on)
    family = around.tree_on(min(day or on, on))
    return drawn(placed(family), title=f"Family of {around.child.name}")


def household_picture(child: str, *, by: User, on: date) -> str:
    """Where and with whom the child lived through the years, as SVG. Raises access.Refused."""
    access.require(by, "see_child", child, on=on)
    audit.saw(by=by, what="see_child", child=child)
    around = _around(child, on=on)
    shown = timeline(around.living, around.names, born_on=around.child.born_on, until=on)
    return drawn_by_time(shown, title=f"Where {around.child.name} lived, and with whom")


def _around(child: str, *, on: date) -> _Around:
    row = Child.objects.get(pk=child)
    # Who is related is read before the facts, which name those whom the reader may see too.
    rows = related_to(row, on=on)
    siblings = tuple(dict.fromkeys(e.child for e in rows if e.child and not e.is_adult))
    of = known.known(child, siblings=siblings, on=on, known_on=None)
    related = with_parents(rows, of.facts)
    names = {each.person: each.name for each in related}
    names |= {each.child: each.name for each in related if each.child}
    names |= {row.person_id: row.name, row.pk: row.name}
    persons = [row.person_id, *(each.person for each in related)]
    places = living(of.facts, _addresses(persons, on=on), person=row.person_id)
    return _Around(row, of, related, places, names)


def _addresses(persons: Sequence[str], *, on: date) -> dict[str, list[Stay]]:
    """The addresses of the child and the family. Where a relative lives is not shown to whom it is
    not shown elsewhere: `living` keeps of it only the days at an address of the child's own."""
    found: dict[str, list[Stay]] = defaultdict(list)
    with reading_as_system("who lived at the child's own address"):
        rows = Address.objects.filter(person__in=persons, from_on__lte=on)
        for each in rows.order_by("from_on", "pk"):
            found[each.person_id].append(Stay(each.address, each.from_on, each.to_on))
    return found


def _household(around: _Around, day: date) -> tuple[InHousehold, ...]:
    related = {each.person: each for each in around.related}
    by_name = {each.name: each for each in around.related}
    found = []
    for person, stay in around.living.with_child_on(day).items():
        each = related.get(person) or by_name.get(person)
        name = around.names.get(person, person)
        found.append(InHousehold(name, each.what if each else "", stay.basis, stay.began_on))
    return tuple(found)


def _couples(facts: Sequence[Fact], names: Mapping[str, str]) -> tuple[CoupleLine, ...]:
    """As was said last of each two."""
    found: dict[frozenset[str], CoupleLine] = {}
    for each in facts:
        if each.kind == "couple":
            said = vars(each)
            one, other = (names.get(said[it], said[it]) for it in ("adult", "partner"))
            what = COUPLE.named(said["couple"])
            pair = frozenset((said["adult"], said["partner"]))
            found[pair] = CoupleLine(one, other, what, when_in_words(each))
    return tuple(found.values())
