"""An authority's own numbers in rules: as data, and what they make of the rules."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from keepsight.practice.period import Period
from keepsight.practice.timescale import Timescale
from keepsight.rules.parameter import Number
from keepsight.rules.rule import Rule


@dataclass(frozen=True)
class OwnNumber:
    """One number that was set: of which rule, which of its numbers, and why.

    `value`: "4" or "10 working_days"; empty for the number that the rule came with. `from_on`: for
    a clock, the first start that it governs.
    """

    rule: str
    name: str
    value: str
    from_on: date
    reasons: str = ""


def with_own_numbers(rules: Mapping[str, Rule], numbers: Iterable[OwnNumber]) -> Mapping[str, Rule]:
    """These rules with the numbers that were set, in the order in which they were.

    A number for what a rule no longer has is passed over.
    """
    changed: dict[str, dict[str, Number]] = {}
    for each in numbers:
        own = own_of(rules, each)
        if own is not None:
            known = changed.setdefault(each.rule, {})
            known[each.name] = _set(known.get(each.name, own), each, came_with=own)
    return MappingProxyType(
        {
            code: rule.with_numbers(changed[code]) if code in changed else rule
            for code, rule in rules.items()
        }
    )


def own_of(rules: Mapping[str, Rule], number: OwnNumber) -> Number | None:
    """The number that the rule came with; None where there is no such rule or number."""
    rule = rules.get(number.rule)
    known = {each.name: each.value for each in rule.parameters} if rule else {}
    return known.get(number.name)


def _set(before: Number, number: OwnNumber, *, came_with: Number) -> Number:
    """The number after that. A clock keeps what it was for starts before its day."""
    if isinstance(before, Timescale) and isinstance(came_with, Timescale):
        period = Period.parse(number.value) if number.value else came_with.editions[-1].period
        return before.with_own(period, from_on=number.from_on) if period else came_with
    if not number.value:
        return came_with
    return int(number.value) if isinstance(came_with, int) else Period.parse(number.value)
