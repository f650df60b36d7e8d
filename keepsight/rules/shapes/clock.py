"""The last day in time, worked out once for each clock and day, as the deadline calendar has it."""

from datetime import date

from keepsight.practice.period import Period
from keepsight.practice.timescale import Timescale
from keepsight.practice.working_day import FIRST_DAY, LAST_DAY, OutsideCalendarError

Clock = Timescale | Period

_KNOWN: dict[tuple[str, date], date | None] = {}


def last_day_in_time(clock: Clock, start: date) -> date | None:
    """The last day in time for a clock that starts on this day.

    None where no edition is in force, and for starts outside 2002 to 2030, for which the calendar
    of bank holidays, and so the deadline calendar, has no days.
    """
    key = (clock.key, start)
    if key not in _KNOWN:
        _KNOWN[key] = _worked_out(clock, start)
    return _KNOWN[key]


def _worked_out(clock: Clock, start: date) -> date | None:
    if not FIRST_DAY <= start <= LAST_DAY:
        return None
    try:
        return clock.due_on(start)
    except OutsideCalendarError:
        return None
