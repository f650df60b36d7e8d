"""Known children who may be the one that somebody named: nearly the same name, and nearly the same
date of birth. Suggestions for a person to look at; nothing is joined by them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from rapidfuzz import fuzz

from keepsight.casework.who import age_in_words
from keepsight.record.models import Child
from keepsight.record.reader import reading_as_system

DAYS_APART = timedelta(days=3)
ALIKE = 80
"""How alike two names must be, of 100: "robin vail" and "robin vale" are 90."""


@dataclass(frozen=True)
class Possible:
    """A known child who may be the same, and why it may be."""

    child: str
    name: str
    age: str
    born_on: date | None
    why: str


def possibly_the_same(children: Collection[Child], *, on: date) -> dict[str, tuple[Possible, ...]]:
    """For each of these children, the others who may be the same child, by name. One query.

    For the front door only: whoever raises a concern never learns who is known. Who may see that
    must have been asked before.
    """
    if not children:
        return {}
    near = Q(pk__in=())
    for each in children:
        near |= _near(each)
    with reading_as_system("known children who may be the one that was named"):
        known = list(Child.objects.filter(near).order_by("person__name", "pk"))
    return {each.pk: tuple(_possible(each, known, on=on)) for each in children}


def _near(child: Child) -> Q:
    """The same name; or a date of birth within days, in another year, or with day and month
    changed round."""
    near = Q(person__name_key=child.person.name_key)
    born = child.born_on
    if born is None:
        return near
    near |= Q(person__born_on__range=(born - DAYS_APART, born + DAYS_APART))
    return near | Q(person__born_on__in=_slips(born))


def _slips(born: date) -> list[date]:
    """The days that a slip of the pen would make of this one."""
    slips = [(born.year, born.day, born.month)]
    slips += [(born.year + years, born.month, born.day) for years in (-10, -1, 1, 10)]
    found = []
    for year, month, day in slips:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return [each for each in found if each != born]


def _possible(child: Child, known: Iterable[Child], *, on: date) -> Iterable[Possible]:
    for each in known:
        if each.pk == child.pk:
            continue
        alike = fuzz.token_sort_ratio(child.person.name_key, each.person.name_key)
        why = _why(child.born_on, each.born_on, is_same_name=alike == 100)
        if alike >= ALIKE and why:
            age = age_in_words(each.born_on, on=on)
            yield Possible(each.pk, each.name, age, each.born_on, why)


def _why(named: date | None, known: date | None, *, is_same_name: bool) -> str:
    """Why it may be the same child, in words; empty where it may not."""
    name = "the same name" if is_same_name else "nearly the same name"
    if named is None or known is None:
        return f"{name}, and one date of birth is not known" if is_same_name else ""
    if named == known:
        return f"{name} and the same date of birth"
    if abs(named - known) <= DAYS_APART:
        return f"{name}, born within days"
    if known in _slips(named):
        changed = "day and month changed round" if known.year == named.year else "another year"
        return f"{name}, {changed}"
    return ""
