"""The last day in time, worked out once for each clock and day, as the deadline calendar has it."""

from datetime import date

from keepsight.practice.deadline_calendar import first_start
from keepsight.practice.period import Period
from keepsight.practice.timescale import Timescale
from keepsight.practice.working_day import LAST_DAY, OutsideCalendarError

Clock = Timescale | Period


class LastDays(dict[date, date | None]):
    """The last day in time of one clock by the day on which it starts.

    None where no edition is in force, and for starts that the deadline calendar does not hold.
    """

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def __missing__(self, start: date) -> date | None:
        due = self[start] = _worked_out(self.clock, start)
        return due


_KNOWN: dict[str, LastDays] = {}


def last_days(clock: Clock) -> LastDays:
    """The last days in time of a clock, worked out once for all that are called the same."""
    key = clock.key
    known = _KNOWN.get(key)
    if known is None:
        known = _KNOWN[key] = LastDays(clock)
    return known


def last_day_in_time(clock: Clock, start: date) -> date | None:
    """The last day in time for a clock that starts on this day.

    None where no edition is in force, and for starts that the deadline calendar does not hold.
    """
    return last_days(clock)[start]


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
