"""How long things have stood: counted by matter, by rule or by harm, and never added up to a
score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Count, F, Func, Min, Q, QuerySet
from django.db.models.lookups import LessThanOrEqual

from keepsight.casework.rules_in_force import title_of
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import ConcernThread, Finding

FROM_DAYS = (0, 28, 91, 365)
_NAMES = tuple(f"from_{days}" for days in FROM_DAYS)
_FROM = dict(zip(_NAMES, FROM_DAYS, strict=True))
MATTERS = {"concern": "About one concern", "child": "About a child as a whole"}
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


def matters(found: QuerySet[Finding], *, on: date) -> tuple[Standing, ...]:
    """The matters among these findings, since their oldest finding: one for each concern that the
    rules speak about, and one for each child about whom they say something as a whole. However many
    rules speak, it counts once. None where there is none."""
    of_each = found.filter(raised_on__lte=on).order_by().values("child", "concern")
    since = of_each.annotate(since_on=Min("raised_on"))
    old_enough = {name: Q(since_on__lte=on - timedelta(days=d)) for name, d in _FROM.items()}
    counted = since.aggregate(
        **{
            f"{code}_{name}": Count("since_on", filter=old & Q(concern__isnull=code == "child"))
            for code in MATTERS
            for name, old in old_enough.items()
        }
    )
    rows = [(code, *(counted[f"{code}_{name}"] for name in _FROM)) for code in MATTERS]
    named = {each.code: each for each in _standing(rows, MATTERS) if each.total}
    return tuple(named[code] for code in MATTERS if code in named)


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
        for name, days in _FROM.items()
    }


def _standing(rows: Iterable[tuple[Any, ...]], names: Mapping[str, str]) -> tuple[Standing, ...]:
    """Each code with how many there are of each age, from how many are at least of it."""
    every = []
    for code, *at_least in rows:
        by_age = [more - older for more, older in pairwise((*at_least, 0))]
        every.append(Standing(code, names.get(code, code), sum(by_age), tuple(by_age)))
    return tuple(sorted(every, key=lambda each: (-each.total, each.name)))
