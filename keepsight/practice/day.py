"""A day as a whole number, so that every database can add, compare and join days alike."""

from datetime import date

_DAY_ZERO = date(1970, 1, 1).toordinal()


def to_day(on: date) -> int:
    """The number of days from 1 January 1970 to this date; earlier dates are negative."""
    return on.toordinal() - _DAY_ZERO


def to_date(day: int) -> date:
    """The date that lies this number of days after 1 January 1970."""
    return date.fromordinal(day + _DAY_ZERO)
