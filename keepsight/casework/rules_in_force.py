"""The rules as they run in this authority: the rulebook, with the authority's own numbers in it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from keepsight.practice.period import Period
from keepsight.practice.timescale import Timescale
from keepsight.record.models import RuleNumber
from keepsight.rules.parameter import Number
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES

_made: dict[tuple[int, ...], Mapping[str, Rule]] = {}
"""The rules as last made, under what they were made from: nothing is made twice of the same."""


def rules_in_force() -> Mapping[str, Rule]:
    """Every rule that runs here, by its code, in the order in which a child meets them.

    One question to the database. What waits until every child is looked at (decision 8) is not
    among them yet.
    """
    rows = tuple(RuleNumber.objects.filter(is_heeded=True))
    key = tuple(each.pk for each in rows)
    if key not in _made:
        _made.clear()
        _made[key] = with_numbers(rules_as_made(), rows)
    return _made[key]


def rules_as_made() -> Mapping[str, Rule]:
    """Every rule with the numbers that it came with."""
    return RULES


def rules_known() -> Mapping[str, Rule]:
    """Every rule for its title and its words, without a question to the database. Its numbers are
    those that it came with."""
    return RULES


def rule_called(code: str) -> Rule | None:
    """One of `rules_known`; None where there is no such rule any more."""
    return rules_known().get(code)


def title_of(code: str) -> str:
    """What people call the rule; its code where there is no such rule any more."""
    rule = rule_called(code)
    return rule.title if rule else code


def with_numbers(rules: Mapping[str, Rule], rows: Iterable[RuleNumber]) -> Mapping[str, Rule]:
    """These rules with the numbers that were set, in the order in which they were.

    A number for what a rule no longer has is passed over.
    """
    changed: dict[str, dict[str, Number]] = {}
    for each in rows:
        rule = rules.get(each.rule)
        own = {p.name: p.value for p in rule.parameters} if rule else {}
        if each.name in own:
            known = changed.setdefault(each.rule, {})
            before = known.get(each.name, own[each.name])
            known[each.name] = _set(before, each, came_with=own[each.name])
    return MappingProxyType(
        {
            code: rule.with_numbers(changed[code]) if code in changed else rule
            for code, rule in rules.items()
        }
    )


def heed_all() -> None:
    """Let every number hold that waited until every child is looked at. Call as the system."""
    RuleNumber.objects.filter(is_heeded=False).update(is_heeded=True)


def _set(before: Number, row: RuleNumber, *, came_with: Number) -> Number:
    """The number after that row. A clock keeps what it was for starts before the row's day."""
    if isinstance(before, Timescale) and isinstance(came_with, Timescale):
        period = Period.parse(row.value) if row.value else came_with.editions[-1].period
        return before.with_own(period, from_on=row.from_on) if period else came_with
    if not row.value:
        return came_with
    return int(row.value) if isinstance(came_with, int) else Period.parse(row.value)
