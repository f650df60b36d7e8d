"""Names for invented people, from short lists of common given and family names of several
heritages."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random


@dataclass(frozen=True, slots=True)
class Heritage:
    """Names that go together."""

    weight: int
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    family_names: tuple[str, ...]

    def given_name(self, rng: Random, *, girl: bool, besides: tuple[str, ...] = ()) -> str:
        """A given name that nobody in `besides` has, as long as the list lasts."""
        names = self.girls if girl else self.boys
        free = [each for each in names if each not in besides]
        return rng.choice(free or names)


@cache
def heritages() -> tuple[Heritage, ...]:
    """Every heritage that the lists hold."""
    text = files("keepsight.synthetic").joinpath("names.csv").read_text(encoding="utf-8")
    return tuple(
        Heritage(
            weight=int(each["weight"]),
            girls=tuple(each["girls"].split()),
            boys=tuple(each["boys"].split()),
            family_names=tuple(each["family_names"].split()),
        )
        for each in csv.DictReader(text.splitlines())
    )


def some_heritage(rng: Random) -> Heritage:
    """One heritage, as often as its weight says."""
    return rng.choices(heritages(), [each.weight for each in heritages()])[0]


def some_name(rng: Random, *, girl: bool) -> tuple[str, str]:
    """A given and a family name that go together."""
    heritage = some_heritage(rng)
    return heritage.given_name(rng, girl=girl), rng.choice(heritage.family_names)
