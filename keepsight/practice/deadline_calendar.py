"""Every last day in time, worked out beforehand: for each clock and each day it could start, the
day it ends. Rules that run over a whole nation reach it by a join instead of counting days."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from keepsight.practice.day import to_date, to_day
from keepsight.practice.period import Period
from keepsight.practice.timescale import Edition, Timescale
from keepsight.practice.working_day import FIRST_DAY, LAST_DAY, OutsideCalendarError

FIRST_START, LAST_START = to_day(FIRST_DAY), to_day(LAST_DAY)
FIRST_BIRTH = date(1980, 1, 1)

Row = tuple[str, int, int]


def rows(clocks: Iterable[Timescale | Period]) -> Iterator[Row]:
    """A row (clock, start day, due day) for each clock and each start from 1998 to 2030 (for years:
    from 1980).

    Days are whole numbers since 1 January 1970, and the clock is its `key`. A timescale's due day
    follows the edition in force on the start day. There is no row where none is in force, where
    there is no end ("ever"), or where working days would run beyond the years that are known.
    """
    for clock in dict.fromkeys(clocks):
        if isinstance(clock, Period):
            yield from _rows(clock.key, to_day(first_start(clock)), _due_days(clock))
            continue
        for edition in clock.editions:
            first, last = _starts(edition)
            due_days = _due_days(edition)[first - FIRST_START : last - FIRST_START + 1]
            yield from _rows(clock.key, first, due_days)


def first_start(clock: Timescale | Period) -> date:
    """The first day from which a clock is worked out: 1998, with the calendar of bank holidays.

    Years need no such calendar and are counted from births, so they begin in 1980.
    """
    is_age = isinstance(clock, Period) and clock.unit == "years"
    return FIRST_BIRTH if is_age else FIRST_DAY


def _rows(key: str, first: int, due_days: Sequence[int | None]) -> Iterator[Row]:
    return ((key, day, due) for day, due in enumerate(due_days, start=first) if due is not None)


def _starts(edition: Edition) -> tuple[int, int]:
    first = max(to_day(edition.in_force_from or FIRST_DAY), FIRST_START)
    last = min(to_day(edition.in_force_to or LAST_DAY), LAST_START)
    return first, last


@lru_cache(maxsize=256)
def _due_days(clock: Edition | Period) -> Sequence[int | None]:
    """The due day of each start up to 2030, in order; None where there is none."""
    first = to_day(first_start(clock)) if isinstance(clock, Period) else FIRST_START
    return [_due_day(clock, to_date(day)) for day in range(first, LAST_START + 1)]


def _due_day(clock: Edition | Period, start: date) -> int | None:
    try:
        due = clock.due_on(start)
    except OutsideCalendarError:
        return None
    return to_day(due) if due else None
