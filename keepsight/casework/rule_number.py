"""An authority's own numbers: set with a reason, kept with who set them and when. A number that law
or guidance gives may be made stricter here and never looser."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from keepsight.casework import access, audit, projection
from keepsight.casework.action import action, day_of
from keepsight.casework.not_right import wrong
from keepsight.casework.rules_in_force import rules_as_made, rules_in_force, with_numbers
from keepsight.casework.trial import Trial, trial
from keepsight.practice.period import Period
from keepsight.practice.timescale import Timescale
from keepsight.record.models import RuleNumber, User
from keepsight.rules.lesson.lesson import LONGEST_YEARS, too_long
from keepsight.rules.parameter import SET_BY_OTHERS, Parameter
from keepsight.rules.rule import Rule

LARGEST = 999
UNITS_OFFERED = ("working_days", "calendar_days", "weeks", "months", "years")
_A_YEAR = date(2024, 1, 1)


@dataclass(frozen=True)
class NumberSet:
    """One line of a number's history, latest first: what was set, from when, by whom and why.
    `waits`: until every child has been looked at again."""

    name: str
    value: str
    from_on: date
    set_at: datetime
    set_by: str
    reasons: str
    waits: bool


class NoSuchNumber(LookupError):
    """There is no such rule, or it has no such number."""


def numbers_set(rule: str, *, by: User) -> tuple[NumberSet, ...]:
    """What was ever set of a rule's numbers here, latest first. Raises access.Refused."""
    access.require(by, "see_rules")
    rows = RuleNumber.objects.filter(rule=rule).select_related("set_by").order_by("-pk")
    return tuple(
        NumberSet(
            name=each.name,
            value=in_words(each.value),
            from_on=each.from_on,
            set_at=each.set_at,
            set_by=each.set_by.signature,
            reasons=each.reasons,
            waits=not each.is_heeded,
        )
        for each in rows
    )


def has_own_number(rule: str) -> bool:
    """Whether a number of the rule was set here and not set back."""
    rows = RuleNumber.objects.filter(rule=rule).order_by("name", "-pk").distinct("name")
    return any(each.value for each in rows)


def in_words(value: str) -> str:
    """What a row says, for a page: "4", "10 working days", or that it is the rule's own again."""
    if not value:
        return "the number that the rule came with"
    return value if value.isdecimal() else str(Period.parse(value))


@dataclass(frozen=True)
class NumberPage:
    """A number that may be set: the rule's title and sentence, what holds now, what it came with.

    `units` may be chosen from; none for a plain number. `is_fixed`: a published number that is no
    clock stays as it is.
    """

    rule: str
    title: str
    sentence: str
    name: str
    amount: int
    unit: str
    units: tuple[str, ...]
    now: str
    came_with: str
    is_clock: bool
    is_fixed: bool
    history: tuple[NumberSet, ...]


def number_page(rule: str, slug: str, *, by: User) -> NumberPage:
    """What the page that sets a number shows. Raises access.Refused, or NoSuchNumber."""
    access.require(by, "set_rule_number")
    audit.saw(by=by, what="set_rule_number", note=f"{rule}, {slug}")
    known = rules_as_made().get(rule)
    name = next((e.name for e in known.parameters if slug_of(e.name) == slug), "") if known else ""
    if known is None or not name:
        raise NoSuchNumber(f"{rule}, {slug}")
    came_with, now = _named(rules_as_made(), rule, name), _named(rules_in_force(), rule, name)
    period = period_of(now)
    return NumberPage(
        rule=rule,
        title=known.title,
        sentence=known.sentence,
        name=name,
        amount=period.amount if period else int(now.value),
        unit=period.unit if period else "",
        units=UNITS_OFFERED if period else (),
        now=now.value_in_words,
        came_with=came_with.value_in_words,
        is_clock=isinstance(now.value, Timescale),
        is_fixed=came_with.standing in SET_BY_OTHERS and not isinstance(now.value, Timescale),
        history=tuple(each for each in numbers_set(rule, by=by) if each.name == name),
    )


def slug_of(name: str) -> str:
    """A number's name as a part of an address."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def period_of(parameter: Parameter[Any]) -> Period | None:
    """The length of time that holds now; None for a plain number."""
    value = parameter.value
    if isinstance(value, Timescale):
        return value.editions[-1].period
    return value if isinstance(value, Period) else None


def tried(*, rule: str, name: str, amount: int | None, unit: str, by: User, on: date) -> Trial:
    """What the rule would find today with that number and does not now, and the other way round.

    `amount` None: the number that it came with. Raises access.Refused, NoSuchNumber or NotRight.
    """
    access.require(by, "set_rule_number")
    value = _value(rule, name, amount=amount, unit=unit)
    now = rules_in_force()[rule]
    row = RuleNumber(rule=rule, name=name, value=value, from_on=on)
    return trial(now, with_numbers({rule: now}, [row])[rule], on=on)


def set_number(
    *,
    rule: str,
    name: str,
    amount: int | None,
    unit: str = "",
    reasons: str,
    by: User,
    at: datetime,
) -> bool:
    """Set a rule's number for this authority. Gives whether it holds at once: in a large record it
    waits until every child is looked at (`keepsight look-again`, decision 8).

    A clock runs by it when it starts today or later; a count or a window, for the whole record.
    `amount` None goes back to the number that the rule came with. Raises access.Refused,
    NoSuchNumber, and NotRight for a number that may not be.
    """
    access.require(by, "set_rule_number")
    value = _value(rule, name, amount=amount, unit=unit)
    if not reasons.strip():
        raise wrong("reasons", "Say why, so that whoever reads the rule understands.")
    waits = projection.are_too_many()
    with action("set_rule_number", by=by, at=at) as doing:
        _require_other(rule, name, value)
        RuleNumber.objects.create(
            rule=rule,
            name=name,
            value=value,
            from_on=day_of(at),
            reasons=reasons.strip(),
            set_at=at,
            set_by=by,
            is_heeded=not waits,
        )
        doing.note = f"{rule}, {name}: {in_words(value)}"
        if not waits:
            projection.refresh_rule(rule)
    return not waits


def _named(rules: Mapping[str, Rule], rule: str, name: str) -> Parameter[Any]:
    known = rules[rule].parameters if rule in rules else ()
    found = next((each for each in known if each.name == name), None)
    if found is None:
        raise NoSuchNumber(f"{rule}, {name}")
    return found


def _value(rule: str, name: str, *, amount: int | None, unit: str) -> str:
    """The number as it is kept. Raises NoSuchNumber, or NotRight."""
    came_with = _named(rules_as_made(), rule, name)
    if amount is None:
        return ""
    if not 1 <= amount <= LARGEST:
        raise wrong("amount", f"Give a whole number from 1 to {LARGEST}.")
    given = _given(came_with, amount, unit)
    if given == came_with.value:
        return ""
    _require_no_looser(came_with, given)
    return str(given) if isinstance(given, int) else f"{given.amount} {given.unit}"


def _require_other(rule: str, name: str, value: str) -> None:
    """Raises NotRight where that was set last: a button pressed twice, or a page sent again."""
    last = RuleNumber.objects.filter(rule=rule, name=name).order_by("-pk").first()
    if value == (last.value if last else ""):
        raise wrong("amount", "That is the number already.")


def _given(came_with: Parameter[Any], amount: int, unit: str) -> int | Period:
    own = period_of(came_with)
    if own is None:
        return amount
    try:
        given = Period.parse(f"{amount} {unit or own.unit}")
    except ValueError as error:
        raise wrong("unit", str(error)) from error
    if too_long(given):
        raise wrong("amount", f"Give {LONGEST_YEARS} years at most.")
    return given


def _require_no_looser(came_with: Parameter[Any], given: int | Period) -> None:
    """Raises NotRight for a published number, unless it is a clock that is made stricter."""
    if came_with.standing not in SET_BY_OTHERS:
        return
    clock = came_with.value
    if not isinstance(clock, Timescale) or isinstance(given, int):
        raise wrong("amount", "This number is in the law, guidance or report, and stays as it is.")
    limit = clock.editions[-1].period
    if limit and any(given.due_on(day) > limit.due_on(day) for day in _days_of_a_year()):
        raise wrong("amount", f"Guidance allows {limit} at most: your own number may be stricter.")


def _days_of_a_year() -> Iterator[date]:
    # A working week and a month compare differently from day to day: a whole year shows it.
    return (_A_YEAR + timedelta(days=each) for each in range(366))
