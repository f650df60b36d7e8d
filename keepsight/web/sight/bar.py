"""How much there is of each kind and how old it is, as bars next to the numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from keepsight.casework.age import Standing

WIDTH = 160
"""The longest bar, in the units of the picture."""


@dataclass(frozen=True)
class Part:
    """A part of a bar: where it begins, how wide it is, and which age it is of, from 1."""

    x: int
    width: int
    age: int


@dataclass(frozen=True)
class Bar:
    """One line of the table, with the parts of its bar from the newest to the oldest."""

    standing: Standing
    parts: tuple[Part, ...]


def bars(standing: Sequence[Standing]) -> tuple[Bar, ...]:
    """A bar for each, the longest as wide as can be."""
    most = max((each.total for each in standing), default=1)
    return tuple(Bar(each, tuple(_parts(each, most))) for each in standing)


def _parts(standing: Standing, most: int) -> Iterator[Part]:
    done = 0
    for age, number in enumerate(standing.by_age, start=1):
        begins, ends = (round(WIDTH * each / most) for each in (done, done + number))
        done += number
        if number:
            yield Part(begins, max(ends - begins, 1), age)
