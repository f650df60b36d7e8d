"""How days are counted towards a limit: working days, weeks, months and hours.

A working day in England and Wales is not a Saturday, a Sunday, Christmas Day, Good Friday or a
bank holiday. The day of the event is left out, and the day on which the limit ends is in time.
"""

from array import array
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

import holidays

from keepsight.practice.day import to_date, to_day

# The oldest review that is likely to be replayed tells of 1999; records of children are younger.
FIRST_DAY = date(1998, 1, 1)
LAST_DAY = date(2030, 12, 31)
LONDON = ZoneInfo("Europe/London")

Place = Literal["england_and_wales", "united_kingdom"]

# Freedom of information counts a bank holiday in any part of the United Kingdom
# (Freedom of Information Act 2000, section 10); every other limit uses England and Wales.
_PARTS: dict[Place, tuple[str, ...]] = {
    "england_and_wales": ("ENG", "WLS"),
    "united_kingdom": ("ENG", "WLS", "SCT", "NIR"),
}
_SATURDAY = 5
_FIRST = to_day(FIRST_DAY)
_SPAN = (LAST_DAY - FIRST_DAY).days + 1


class OutsideCalendarError(ValueError):
    """A working day was asked for outside the years for which bank holidays are held."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"Working days are known from {_in_words(FIRST_DAY)} to {_in_words(LAST_DAY)}; "
            f"{what} lies outside them."
        )


def is_working_day(day: date, *, place: Place = "england_and_wales") -> bool:
    """Whether this day counts as a working day."""
    numbers = _calendar(place).numbers
    position = _position(day)
    return numbers[position] != (numbers[position - 1] if position else 0)


def working_day_number(day: date, *, place: Place = "england_and_wales") -> int:
    """How many working days there have been from 1 January 1998 up to and including this day.

    It never falls as days pass, so the difference of two is the number of working days between.
    """
    return _calendar(place).numbers[_position(day)]


def add_working_days(day: date, number: int, *, place: Place = "england_and_wales") -> date:
    """The last day in time when something is due this many working days after `day`.

    `day` itself is left out: one working day after a Saturday is the Monday. A negative number
    counts back in the same way. None at all gives the day itself.
    """
    if not number:
        return day
    calendar = _calendar(place)
    reached = calendar.numbers[_position(day)] + number
    if number < 0 and not is_working_day(day, place=place):
        reached += 1
    if not 1 <= reached <= len(calendar.days):
        side = "after" if number > 0 else "before"
        raise OutsideCalendarError(f"{abs(number)} working days {side} {_in_words(day)}")
    return to_date(calendar.days[reached - 1])


def working_days_between(start: date, end: date, *, place: Place = "england_and_wales") -> int:
    """How many working days pass after `start` up to and including `end`; negative if reversed."""
    return working_day_number(end, place=place) - working_day_number(start, place=place)


def add_months(day: date, number: int) -> date:
    """The corresponding date this many months on: Dodds v Walker [1981] UKHL.

    30 September and four months is 30 January. Where the month has no such day, its last day:
    30 November and three months is the last day of February. A negative number counts back.
    """
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_weeks(day: date, number: int) -> date:
    """The day exactly seven days on for each week."""
    return day + timedelta(weeks=number)


def add_hours(instant: datetime, number: int) -> datetime:
    """The moment this many hours later, in Europe/London, as the hours really pass.

    Counted in UTC, so 72 hours across the autumn clock change read as 71 on the wall clock.
    An instant without a time zone is refused, since nobody can say which hour it means.
    """
    if instant.tzinfo is None:
        raise ValueError(f"The time {instant:%d %B %Y %H:%M} has no time zone; one was expected.")
    return (instant.astimezone(UTC) + timedelta(hours=number)).astimezone(LONDON)


@dataclass(frozen=True, slots=True)
class _Calendar:
    """The running count of working days for each day, and the day of each working day."""

    numbers: Sequence[int]
    days: Sequence[int]


@lru_cache(maxsize=2)
def _calendar(place: Place) -> _Calendar:
    numbers, days = array("i"), array("i")
    closed = set(_bank_holidays(place))
    for position in range(_SPAN):
        day = to_date(_FIRST + position)
        if day.weekday() < _SATURDAY and day not in closed:
            days.append(_FIRST + position)
        numbers.append(len(days))
    return _Calendar(numbers=numbers, days=days)


def _bank_holidays(place: Place) -> Iterator[date]:
    years = range(FIRST_DAY.year, LAST_DAY.year + 1)
    for part in _PARTS[place]:
        yield from holidays.country_holidays("GB", subdiv=part, years=years)


def _position(day: date) -> int:
    position = to_day(day) - _FIRST
    if not 0 <= position < _SPAN:
        raise OutsideCalendarError(_in_words(day))
    return position


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
