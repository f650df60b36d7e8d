"""Who is related to a child, as the record has it on a day: from the table of relationships and the
facts that say through whom, since when, and who are a couple."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from keepsight.casework.who import age_in_words
from keepsight.exchange.genogram import Kin
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.practice.codes.person import COUPLE, RELATION
from keepsight.record.models import Child, Person, Relationship

TOGETHER = frozenset(COUPLE.group("together"))


@dataclass(frozen=True)
class Related:
    """Somebody who is, or was, something to the child. `relationship` is the row's number, `child`
    is set where the reader may open that person's own record."""

    relationship: int
    person: str
    name: str
    relation: str
    through: str
    born_on: date | None
    died_on: date | None
    from_on: date | None
    to_on: date | None
    child: str | None
    age: str
    is_unborn: bool

    @property
    def what(self) -> str:
        """What they are to the child, in words."""
        return RELATION.named(self.relation)

    @property
    def is_adult(self) -> bool:
        """Whether it is not a brother or a sister."""
        return self.relation not in RELATION.group("sibling")

    @property
    def has_ended(self) -> bool:
        """Whether they are no longer that to the child."""
        return self.to_on is not None


def related_to(child: Child, *, on: date) -> tuple[Related, ...]:
    """Everybody who is related to the child on a day, or was before, eldest first."""
    rows = list(
        Relationship.objects.filter(child=child)
        .filter(Q(from_on=None) | Q(from_on__lte=on))
        .select_related("relative")
        .order_by("relative__born_on", "relative__name", "pk")
    )
    own = Child.objects.filter(person__in=[each.relative_id for each in rows])
    opened = dict(own.values_list("person_id", "child_id"))
    return tuple(_related(each, opened.get(each.relative_id), on=on) for each in rows)


def with_parents(related: Iterable[Related], facts: Sequence[Fact]) -> tuple[Related, ...]:
    """The same, each with the parent through whom they are related, as these facts of the child
    said last."""
    through = _through(facts)
    return tuple(
        replace(each, through=through.get((each.person, each.relation), "")) for each in related
    )


def _related(row: Relationship, child: str | None, *, on: date) -> Related:
    person: Person = row.relative
    return Related(
        relationship=row.pk,
        person=person.person_id,
        name=person.name,
        relation=row.relation,
        through="",
        born_on=person.born_on,
        died_on=person.died_on if person.died_on and person.died_on <= on else None,
        from_on=row.from_on,
        to_on=row.to_on if row.to_on and row.to_on <= on else None,
        child=child,
        age=age_in_words(person.born_on, on=on),
        is_unborn=person.born_on is not None and person.born_on > on,
    )


def _through(facts: Sequence[Fact]) -> dict[tuple[str, str], str]:
    """By whom somebody is related, as was said last."""
    found = {}
    for each in facts:
        if each.kind == "relationship" and vars(each)["through"]:
            said = vars(each)
            found[said["relative"], said["relation"]] = str(said["through"])
    return found


def couples(facts: Iterable[Fact]) -> dict[frozenset[str], bool]:
    """Of two people, by identifier, whether they are a couple; as was said last."""
    found = {}
    for each in current(facts):
        if each.kind == "couple":
            said = vars(each)
            found[frozenset((said["adult"], said["partner"]))] = said["couple"] in TOGETHER
    return found


def kin(each: Related, *, lives_here: bool) -> Kin:
    """Somebody as the genogram shows them."""
    note = each.age
    if each.died_on:
        note = f"died {each.died_on.year}"
    elif each.is_unborn and each.born_on:
        note = f"due {each.born_on:%B %Y}"
    return Kin(
        person=each.person,
        name=each.name,
        relation=each.relation,
        note=note,
        through=each.through,
        state="died" if each.died_on else "unborn" if each.is_unborn else "living",
        lives_here=lives_here,
    )
