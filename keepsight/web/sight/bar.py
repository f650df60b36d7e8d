"""How much there is of each kind and how old it is, as bars next to the numbers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from keepsight.casework.age import Standing

WIDTH = 160
"""The longest bar, in the units of the picture."""
SHOWN_AT_ONCE = 10
"""A longer table opens when asked for."""


@dataclass(frozen=True)
class Part:
    """A part of a bar: where it begins, how wide it is, and which age it is of, from 1."""

    x: int
    width: int
    age: int


@dataclass(frozen=True)
class Bar:
    """One line of the table, with the parts of its bar from the newest to the oldest, and the
    `address` of its own list; none for who may not open that."""

    standing: Standing
    parts: tuple[Part, ...]
    address: str


@dataclass(frozen=True)
class Ages:
    """A table of how much there is of each kind and age. `what` stands over the first column."""

    what: str
    shown: tuple[Bar, ...]
    folded: tuple[Bar, ...]

    @property
    def folded_in_words(self) -> str:
        """What stands on what opens."""
        return f"{len(self.folded)} more {self.what.lower()}s"

    @property
    def is_more_than_one(self) -> bool:
        """Whether there is anything to compare."""
        return len(self.shown) > 1


def ages(
    what: str, standing: Sequence[Standing], *, address: Callable[[str], str] = lambda _: ""
) -> Ages:
    """A bar for each, the longest as wide as can be. `address` gives the list of a code."""
    most = max((each.total for each in standing), default=1)
    bars = tuple(Bar(each, tuple(_parts(each, most)), address(each.code)) for each in standing)
    cut = shown_at_once(len(bars))
    return Ages(what, bars[:cut], bars[cut:])


def shown_at_once(lines: int) -> int:
    """How many lines of a table with so many are shown before it is opened."""
    # One more line takes no more room than the way to open it.
    return SHOWN_AT_ONCE if lines > SHOWN_AT_ONCE + 1 else lines


def _parts(standing: Standing, most: int) -> Iterator[Part]:
    done = 0
    for age, number in enumerate(standing.by_age, start=1):
        begins, ends = (round(WIDTH * each / most) for each in (done, done + number))
        done += number
        if number:
            yield Part(begins, max(ends - begins, 1), age)
