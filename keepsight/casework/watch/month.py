"""Months and quarters of a picture, by their first days; and how many stood at the end of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Month:
    """One month of the trend: how many were raised and cleared in it, and how many stood at the end
    of its last day (of the present month: today)."""

    first_on: date
    raised: int
    cleared: int
    standing: int


def months_to(on: date, *, number: int) -> tuple[date, ...]:
    """The first days of so many months, the last one the month of the day."""
    return tuple(_earlier(on, back) for back in range(number - 1, -1, -1))


def quarters_to(on: date, *, number: int) -> tuple[date, ...]:
    """The first days of so many quarters of a year, the last one the quarter of the day."""
    first = on.replace(month=(on.month - 1) // 3 * 3 + 1, day=1)
    return tuple(_earlier(first, 3 * back) for back in range(number - 1, -1, -1))


def trend(
    raised: Mapping[date, int], cleared: Mapping[date, int], *, months: Sequence[date]
) -> tuple[Month, ...]:
    """The months of a trend. `raised` and `cleared`: how many in each month there ever was, by its
    first day, also before the trend begins.

    A finding stands up to, not including, the day that cleared it. One that is cleared on the last
    day of a month does not stand at its end; one raised on that day does.
    """
    stood = sum(n for first, n in raised.items() if first < months[0])
    stood -= sum(n for first, n in cleared.items() if first < months[0])
    found = []
    for each in months:
        stood += raised.get(each, 0) - cleared.get(each, 0)
        found.append(Month(each, raised.get(each, 0), cleared.get(each, 0), stood))
    return tuple(found)


def last_day(first_on: date) -> date:
    """The last day of the month that begins on a day."""
    return (first_on + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _earlier(day: date, months: int) -> date:
    """The first day of the month so many months before."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)
