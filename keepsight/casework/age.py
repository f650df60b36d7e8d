"""How long things have stood: counted by rule or by harm, and never added up to a score."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from keepsight.casework.rules_in_force import title_of
from keepsight.practice.codes.harm import HARM
from keepsight.record.models import ConcernThread, Finding

FROM_DAYS = (0, 28, 91, 365)
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
    rows = found.filter(raised_on__lte=on).order_by().values_list("rule", "raised_on")
    ages = [(rule, (on - day).days) for rule, day in rows]
    return _counted(ages, {rule: title_of(rule) for rule, _ in ages})


def concerns_by_harm(waiting: QuerySet[ConcernThread], *, on: date) -> tuple[Standing, ...]:
    """These open concerns by harm; one that names two harms counts under both. Most first."""
    rows = waiting.order_by().values_list("harms", "open_since_on")
    names = {each.code: each.name for each in HARM.values()}
    return _counted(((harm, (on - day).days) for harms, day in rows for harm in harms), names)


def _counted(rows: Iterable[tuple[str, int]], names: Mapping[str, str]) -> tuple[Standing, ...]:
    counts: dict[str, list[int]] = {}
    for code, days in rows:
        own = counts.setdefault(code, [0] * len(FROM_DAYS))
        own[sum(days >= each for each in FROM_DAYS) - 1] += 1
    every = (Standing(c, names.get(c, c), sum(own), tuple(own)) for c, own in counts.items())
    return tuple(sorted(every, key=lambda each: (-each.total, each.name)))
