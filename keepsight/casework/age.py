"""How long things have stood: counted by rule or by harm, and never added up to a score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, Func, QuerySet
from django.db.models.lookups import LessThanOrEqual

from keepsight.casework.rules_in_force import title_of
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import ConcernThread, Finding

FROM_DAYS = (0, 28, 91, 365)
_NAMES = tuple(f"from_{days}" for days in FROM_DAYS)
AGES = ("Under 4 weeks", "4 weeks to 3 months", "3 months to a year", "A year or more")


@dataclass(frozen=True)
class Standing:
    """How much there is of one kind, and how much of it is how old, in the order of AGES. `code` is
    the rule or harm to filter by."""

    code: str
    name: str
    total: int
    by_age: tuple[int, ...]


def findings_by_rule(found: QuerySet[Finding], *, on: date) -> tuple[Standing, ...]:
    """The findings among these that have been raised by that day, by rule; most first."""
    raised = found.filter(raised_on__lte=on).order_by().values("rule")
    rows = list(raised.annotate(**_older(F("raised_on"), on=on)).values_list("rule", *_NAMES))
    return _standing(rows, {rule: title_of(rule) for rule, *_ in rows})


def concerns_by_harm(waiting: QuerySet[ConcernThread], *, on: date) -> tuple[Standing, ...]:
    """These open concerns by harm; one that names two harms counts under both. Most first."""
    by_harm = waiting.order_by().annotate(harm=Func(F("harms"), function="unnest")).values("harm")
    rows = by_harm.annotate(**_older(F("open_since_on"), on=on)).values_list("harm", *_NAMES)
    return _standing(rows, {each.code: each.name for each in HARM.values()})


def _older(day: F, *, on: date) -> dict[str, Count]:
    """How many have stood for at least so many days, for each age: counted by the database, because
    a whole authority has very many."""
    return {
        name: Count("pk", filter=LessThanOrEqual(day, on - timedelta(days=days)))
        for name, days in zip(_NAMES, FROM_DAYS, strict=True)
    }


def _standing(rows: Iterable[tuple[Any, ...]], names: Mapping[str, str]) -> tuple[Standing, ...]:
    """Each code with how many there are of each age, from how many are at least of it."""
    every = []
    for code, *at_least in rows:
        by_age = [more - older for more, older in pairwise((*at_least, 0))]
        every.append(Standing(code, names.get(code, code), sum(by_age), tuple(by_age)))
    return tuple(sorted(every, key=lambda each: (-each.total, each.name)))
