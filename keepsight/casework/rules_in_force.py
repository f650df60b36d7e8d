"""The rules as they run in this authority: the rulebook and its own published lessons, with the
authority's own numbers in them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from django.db import connection
from django.db.models import Q

from keepsight.casework.lesson import in_force
from keepsight.record.models import RuleNumber
from keepsight.rules.in_force import as_values
from keepsight.rules.lesson.making import PREFIX
from keepsight.rules.own_number import OwnNumber, own_of, with_own_numbers
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES

_made: dict[tuple[object, ...], Mapping[str, Rule]] = {}
"""The rules as last made, under what they were made from: nothing is made twice of the same."""

# Which versions of lessons and which numbers are heeded, and of when each is. None is changed but
# for being heeded.
_SAID = """SELECT
    (SELECT string_agg(id || ' ' || at, ', ' ORDER BY id) FROM lesson_version
     WHERE is_heeded AND standing <> 'draft'),
    (SELECT string_agg(id || ' ' || set_at, ', ' ORDER BY id) FROM rule_number WHERE is_heeded)"""


def rules_in_force() -> Mapping[str, Rule]:
    """Every rule that runs here, by its code, in the order in which a child meets them.

    One question to the database; two more after something was published, withdrawn or set. What
    waits until every child is looked at (decision 8) is not among them yet.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SAID)
        key = tuple(cursor.fetchone())
    if key not in _made:
        lessons = in_force.published()
        numbers = tuple(RuleNumber.objects.filter(is_heeded=True))
        _made.clear()
        _made[key] = with_numbers(_with(lessons), _that_hold(numbers, lessons))
    return _made[key]


def as_file(*, on: date) -> Mapping[str, Any]:
    """The own numbers and lessons that run here, as a file for a watch elsewhere holds them."""
    lessons = in_force.published()
    numbers = _that_hold(RuleNumber.objects.filter(is_heeded=True), lessons)
    known = _with(lessons)
    own = [each for each in map(_own, numbers) if own_of(known, each) is not None]
    return as_values(own, {each.rule.code: each.said for each in lessons}, on=on)


def _that_hold(
    numbers: Iterable[RuleNumber], lessons: Iterable[in_force.Published]
) -> list[RuleNumber]:
    """Without those of a lesson that was published anew since: it says its numbers anew."""
    since = {each.rule.code: each.since for each in lessons}
    return [e for e in numbers if e.rule not in since or e.set_at >= since[e.rule]]


def rules_as_made() -> Mapping[str, Rule]:
    """Every rule with the numbers that it came with. One question to the database."""
    return _with(in_force.published())


def rules_known() -> Mapping[str, Rule]:
    """Every rule for its title and its words. Its numbers are those that it came with."""
    return rules_as_made()


def rule_called(code: str) -> Rule | None:
    """The rule for its words, a lesson as it was published last; None where there is none."""
    return in_force.lesson_called(code) if in_force.is_lesson(code) else RULES.get(code)


def title_of(code: str) -> str:
    """What people call the rule; its code where there is no such rule any more. A question to the
    database at most once for each lesson."""
    if in_force.is_lesson(code):
        return in_force.title_of(code)
    return RULES[code].title if code in RULES else code


@dataclass(frozen=True)
class Step:
    """What a rule waits for: what there is to do; and whether the day before it finds something was
    always the last day in time."""

    words: str
    has_last_day: bool


def steps_of(codes: Iterable[str]) -> Mapping[str, Step]:
    """What there is to do, by the codes of those of these rules that wait for something to be done
    by a day. A question to the database only where one of them is a lesson."""
    wanted = set(codes)
    known: Mapping[str, Rule] = RULES
    if any(in_force.is_lesson(each) for each in wanted):
        known = rules_known()
    found = (known[each] for each in wanted if each in known)
    return {each.code: Step(each.step, each.shape.has_last_day) for each in found if each.step}


def may_be_steps() -> Q:
    """The findings, in a query, of every rule that waits for something to be done by a day; and of
    every lesson, of which only `steps_of` knows."""
    named = [code for code, rule in RULES.items() if rule.step]
    return Q(rule__in=named) | Q(rule__startswith=PREFIX)


def with_numbers(rules: Mapping[str, Rule], rows: Iterable[RuleNumber]) -> Mapping[str, Rule]:
    """These rules with the numbers that were set, in the order in which they were.

    A number for what a rule no longer has is passed over.
    """
    return with_own_numbers(rules, map(_own, rows))


def heed_all() -> None:
    """Let every number and every lesson hold that waited until every child is looked at. Call as
    the system."""
    in_force.heed_all()
    RuleNumber.objects.filter(is_heeded=False).update(is_heeded=True)


def _with(lessons: Iterable[in_force.Published]) -> Mapping[str, Rule]:
    return MappingProxyType({**RULES, **{each.rule.code: each.rule for each in lessons}})


def _own(row: RuleNumber) -> OwnNumber:
    return OwnNumber(row.rule, row.name, row.value, row.from_on, row.reasons)
