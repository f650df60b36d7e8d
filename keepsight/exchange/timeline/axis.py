"""Where a day falls across the picture, which days are marked, and how wide words are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

NARROW = frozenset("fijlt.,:;'!|()[] IJr-/")
WIDE = frozenset("mwMW@%")


def width_of(text: str, size: float) -> float:
    """About how wide the text is in Arial, in the units of `size`.

    Generous, because a machine without Arial shows a wider letter in its place.
    """
    ems = sum(
        0.32 if c in NARROW else 0.9 if c in WIDE else 0.72 if c.isupper() else 0.58 for c in text
    )
    return ems * size


@dataclass(frozen=True)
class Tick:
    """A day marked on the axis, with its words; they are written where there is room for them."""

    on: date
    label: str
    is_year: bool


@dataclass(frozen=True)
class Axis:
    """Days from left to right: `began_on` at `left`, `until` at `right`."""

    began_on: date
    until: date
    left: float
    right: float

    def x(self, day: date) -> float:
        """Where the day falls; days outside the picture fall on its edges."""
        days = max((self.until - self.began_on).days, 1)
        share = (day - self.began_on).days / days
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)

    def ticks(self) -> list[Tick]:
        """The first day, then years where there are more than three, else quarters or months."""
        days = (self.until - self.began_on).days
        if days > 3 * 365:
            years = [
                Tick(day, str(day.year), is_year=True)
                for day in _first_days(self.began_on, self.until, step=12)
            ]
            return [Tick(self.began_on, str(self.began_on.year), is_year=True), *years]
        step = 3 if days > 365 else 1
        months = [
            Tick(day, f"{day:%b %Y}" if day.month == 1 else f"{day:%b}", is_year=day.month == 1)
            for day in _first_days(self.began_on, self.until, step=step)
        ]
        return [Tick(self.began_on, f"{self.began_on:%b %Y}", is_year=True), *months]


def _first_days(first: date, last: date, *, step: int) -> Iterator[date]:
    """The first days of every `step`-th month of a year between two days."""
    year, month = first.year, 1
    while (day := date(year, month, 1)) <= last:
        if day >= first:
            yield day
        year, month = (year + (month + step - 1) // 12, (month + step - 1) % 12 + 1)
