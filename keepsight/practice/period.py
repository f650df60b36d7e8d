"""A length of time in the units that practice counts in, such as 15 working days or 12 months."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Literal, Self, get_args

from keepsight.practice.working_day import (
    FIRST_DAY,
    LAST_DAY,
    OutsideCalendarError,
    add_hours,
    add_months,
    add_weeks,
    add_working_days,
)

Unit = Literal[
    "hours",
    "calendar_days",
    "working_days",
    "working_days_of_the_united_kingdom",
    "weeks",
    "months",
    "years",
]
UNITS: tuple[Unit, ...] = get_args(Unit)

_BY_NAME: Mapping[str, Unit] = {each: each for each in UNITS}
_ONE_DAY = timedelta(days=1)
_HOURS_IN_A_DAY = 24


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of one unit. A rule's own numbers ("12 months") are periods."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f'"{self.unit}" is not a unit of time; use one of {", ".join(UNITS)}.')
        if self.amount < 1:
            raise ValueError(f"A period needs an amount of 1 or more, not {self.amount}.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The period written as an amount and a unit: "15 working_days", "12 months"."""
        amount, _, unit = text.strip().partition(" ")
        named = _BY_NAME.get(unit.strip().replace(" ", "_"))
        if named is None or not amount.isdecimal():
            raise ValueError(
                f'"{text}" is not a period; write an amount and a unit, such as "15 working_days". '
                f"The units are {', '.join(UNITS)}."
            )
        return cls(int(amount), named)

    @property
    def key(self) -> str:
        """The name of this period in the deadline calendar: "15 working_days"."""
        return f"{self.amount} {self.unit}"

    def __str__(self) -> str:
        """The period in words for a page: "15 working days", "1 month"."""
        words = self.unit.replace("_of_the_united_kingdom", "").replace("_", " ")
        return f"{self.amount} {words.removesuffix('s') if self.amount == 1 else words}"

    def due_on(self, day: date) -> date:
        """The last day in time for what must follow within this period of `day`.

        `day` is left out. Hours are counted from some moment of `day` that is not known, so the
        last day on which they can still be running is given; use `due_at` where the hour is known.
        """
        return _moved(day, self.amount, self.unit)

    def due_at(self, instant: datetime) -> datetime:
        """The last moment in time for a period of hours that starts at this instant."""
        if self.unit != "hours":
            raise ValueError(f"{self} is counted in days; use due_on.")
        return add_hours(instant, self.amount)

    def before(self, day: date) -> date:
        """The latest day that leaves this whole period clear before `day`."""
        return _moved(day, -self.amount, self.unit)

    def window_start(self, day: date) -> date:
        """The earliest day still inside a window of this length that ends on `day`.

        An event is inside the window when the window's last day, counted from the event, has not
        passed: event <= day <= due_on(event). So something on 3 May 2024 is within the 12 months
        up to 3 May 2025, and no longer on 4 May.
        """
        if "working" in self.unit:
            return self._working_window_start(day)
        start = self.before(day)
        # 31 March less one month is 28 February, from which one month ends on 28 March.
        return start if self.due_on(start) >= day else start + _ONE_DAY

    def _working_window_start(self, day: date) -> date:
        # From the working day this many back, the period ends on the first working day reached;
        # any later start ends later, and any earlier one ends before `day`.
        if not FIRST_DAY <= day <= LAST_DAY:
            return self.before(day)  # refuses, and says which years are known
        try:
            return self.before(day)
        except OutsideCalendarError:
            return FIRST_DAY


def _moved(day: date, amount: int, unit: Unit) -> date:
    """`day` moved by an amount, which may be negative, of a unit."""
    match unit:
        case "hours":
            whole_days = ceil(abs(amount) / _HOURS_IN_A_DAY)
            return day + timedelta(days=whole_days if amount > 0 else -whole_days)
        case "calendar_days":
            return day + timedelta(days=amount)
        case "working_days":
            return add_working_days(day, amount)
        case "working_days_of_the_united_kingdom":
            return add_working_days(day, amount, place="united_kingdom")
        case "weeks":
            return add_weeks(day, amount)
        case "months":
            return add_months(day, amount)
        case "years":
            return add_months(day, 12 * amount)
