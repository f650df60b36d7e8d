"""Known children who may be the one that somebody named: a name that is or sounds nearly the
same, and a date of birth that is or may be a slip of the pen. Suggestions for a person to look at;
nothing is joined by them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from keepsight.casework import need_to_know
from keepsight.casework.described import described
from keepsight.casework.likeness import DAYS_APART, LIKENESSES, Described, compare, slips_of
from keepsight.casework.who import age_in_words
from keepsight.record.family import siblings_of
from keepsight.record.models import Child, Person, PossibleMatch, User
from keepsight.record.name import keys_asked
from keepsight.record.reader import reading_as_system


@dataclass(frozen=True)
class Possible:
    """A known child who may be the same: how likely, in words, what agrees and what differs."""

    child: str
    name: str
    age: str
    born_on: date | None
    likeness: str
    agrees: tuple[str, ...]
    differs: tuple[str, ...]


def possibly_the_same(
    children: Collection[Child], *, by: User, on: date
) -> dict[str, tuple[Possible, ...]]:
    """For each of these children, the others who may be the same child, the likeliest first. Six
    queries, however many.

    For the front door only: whoever raises a concern never learns who is known. Who may see that
    must have been asked before. Children whose record is kept from this reader, and pairs that
    somebody has found not to be the same, are left out.
    """
    if not children:
        return {}
    near = Q()
    for each in children:
        near |= _near(each)
    own = {each.pk for each in children}
    with reading_as_system("known children who may be the one that was named"):
        # People first: each part of that has an index there.
        people = list(Person.objects.filter(near).values_list("pk", flat=True))
        known = Child.objects.filter(Q(person__in=people) | Q(pk__in=own))
        shown = list(known.exclude(pk__in=need_to_know.hidden(by)).order_by("person__name", "pk"))
        as_compared = described([*shown, *(each for each in children if each not in shown)])
        decided = _decided(own) | _siblings(own)
    return {
        each.pk: tuple(_possible(each, shown, as_compared, decided, on=on)) for each in children
    }


def _near(child: Child) -> Q:
    """People of the same name; and, with a word of it that is or sounds nearly the same, those born
    within days, in another year, or with day and month changed round."""
    same = Q(name_key=child.person.name_key)
    born = child.born_on
    if born is None:
        return same
    then = Q(born_on__range=(born - DAYS_APART, born + DAYS_APART)) | Q(born_on__in=slips_of(born))
    return same | (then & Q(found_by__keys__overlap=keys_asked(child.name)))


def _decided(children: Collection[str]) -> set[frozenset[str]]:
    """The pairs of which somebody has said that they are not of one child."""
    of_these = Q(one__in=children) | Q(other__in=children)
    rows = PossibleMatch.objects.filter(of_these, decided="not_the_same")
    return {frozenset(each) for each in rows.values_list("one_id", "other_id")}


def _siblings(children: Collection[str]) -> set[frozenset[str]]:
    """Brothers and sisters are known to be two: twins share nearly everything."""
    every = siblings_of(list(children))
    return {frozenset((child, other)) for child, own in every.items() for other in own}


def _possible(
    child: Child,
    known: Iterable[Child],
    as_compared: Mapping[str, Described],
    decided: set[frozenset[str]],
    *,
    on: date,
) -> list[Possible]:
    found = []
    for each in known:
        if each.pk == child.pk or frozenset((each.pk, child.pk)) in decided:
            continue
        compared = compare(as_compared[child.pk], as_compared[each.pk])
        if compared.likeness:
            found.append((compared, each))
    found.sort(key=lambda pair: -pair[0].probability)
    return [
        Possible(
            child=each.pk,
            name=each.name,
            age=age_in_words(each.born_on, on=on),
            born_on=each.born_on,
            likeness=LIKENESSES[compared.likeness],
            agrees=compared.agrees,
            differs=compared.differs,
        )
        for compared, each in found
    ]
