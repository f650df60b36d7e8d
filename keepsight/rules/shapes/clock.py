"""The last day in time, worked out once for each clock and day, as the deadline calendar has it."""

from datetime import date

from keepsight.practice.deadline_calendar import first_start
from keepsight.practice.period import Period
from keepsight.practice.timescale import Timescale
from keepsight.practice.working_day import LAST_DAY, OutsideCalendarError

Clock = Timescale | Period

_KNOWN: dict[tuple[str, date], date | None] = {}


def last_day_in_time(clock: Clock, start: date) -> date | None:
    """The last day in time for a clock that starts on this day.

    None where no edition is in force, and for starts that the deadline calendar does not hold.
    """
    key = (clock.key, start)
    if key not in _KNOWN:
        _KNOWN[key] = _worked_out(clock, start)
    return _KNOWN[key]


def is_inside(window: Period, day: date, start: date) -> bool:
    """Whether a window that opens on `start` still holds the day."""
    last = last_day_in_time(window, start)
    return last is not None and day <= last


def _worked_out(clock: Clock, start: date) -> date | None:
    if not first_start(clock) <= start <= LAST_DAY:
        return None
    try:
        return clock.due_on(start)
    except OutsideCalendarError:
        return None
