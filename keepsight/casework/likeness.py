"""How alike two records are: name by spelling and sound, date of birth with its usual slips,
address, family. What agrees and what differs is said in words; nothing is joined by it.

The weights are Splink's (Fellegi and Sunter): how often something agrees where it is the same
child, against how often it does for any two children. They are Keepsight's own proposal, kept as
data in likeness.csv, and nobody is ever shown a number.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from types import MappingProxyType

import jellyfish
from rapidfuzz.distance import DamerauLevenshtein

BEFORE = 1e-4
"""How likely it is that two records which are looked at together are of one child, before anything
is compared."""
POSSIBLE, VERY_LIKELY = 0.1, 0.95
NEAR, LONG = 2, 8
"""How many letters may be wrong, or changed round, in a name of at least so many letters; one less
in a shorter one."""
DAYS_APART = timedelta(days=3)
LIKENESSES: Mapping[str, str] = MappingProxyType(
    {"very_likely": "Very likely the same", "possible": "Possibly the same"}
)


@dataclass(frozen=True)
class Weight:
    """One level of one comparison: how often it is found where it is the same child, and for any
    two children; and what it is in words."""

    compares: str
    level: str
    same_child: float
    any_two: float
    words: str


@dataclass(frozen=True)
class Described:
    """A child as records are compared: the words of the name in small letters, and what else is
    known."""

    name: tuple[str, ...]
    born_on: date | None = None
    addresses: frozenset[str] = frozenset()
    relatives: frozenset[str] = frozenset()

    @property
    def given(self) -> str:
        """The name as it was given."""
        return " ".join(self.name)

    @property
    def spelt(self) -> str:
        """The name with its words in the order of the alphabet, for those that are turned round."""
        return " ".join(sorted(self.name))

    @property
    def sounds(self) -> str:
        """The name as it sounds."""
        return " ".join(sorted(jellyfish.metaphone(each) for each in self.name))


@dataclass(frozen=True)
class Compared:
    """What agrees, and what differs, between two records; what either does not say is in
    neither."""

    levels: Mapping[str, str]

    @property
    def agrees(self) -> tuple[str, ...]:
        """What is the same or nearly so, in words."""
        return tuple(_words(c, level) for c, level in self.levels.items() if level != "other")

    @property
    def differs(self) -> tuple[str, ...]:
        """What is not, in words."""
        return tuple(_words(c, level) for c, level in self.levels.items() if level == "other")

    @property
    def likeness(self) -> str:
        """A code of LIKENESSES; empty where they are hardly alike. Another name is another child:
        twins share all the rest."""
        if self.levels.get("name", "other") == "other":
            return ""
        return likeness_of(self.probability)

    @property
    def probability(self) -> float:
        """How likely it is the same child. For sorting, and never shown."""
        odds = BEFORE / (1 - BEFORE)
        for compares, level in self.levels.items():
            weight = weights()[compares][level]
            odds *= weight.same_child / weight.any_two
        return odds / (1 + odds)


def likeness_of(probability: float) -> str:
    """The likeness of two records, a code of LIKENESSES; empty where they are hardly alike."""
    if probability >= VERY_LIKELY:
        return "very_likely"
    return "possible" if probability >= POSSIBLE else ""


@cache
def weights() -> Mapping[str, Mapping[str, Weight]]:
    """Every level of every comparison, the closest first."""
    found: dict[str, dict[str, Weight]] = {}
    with (Path(__file__).parent / "likeness.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            weight = Weight(
                row["compares"],
                row["level"],
                float(row["same_child"]),
                float(row["any_two"]),
                row["words"],
            )
            found.setdefault(weight.compares, {})[weight.level] = weight
    return found


def compare(one: Described, other: Described) -> Compared:
    """What agrees and what differs. What either record does not say is left out."""
    levels = {}
    if one.name and other.name:
        levels["name"] = _name(one, other)
    if one.born_on and other.born_on:
        levels["born"] = _born(one.born_on, other.born_on)
    for compares, own, theirs in (
        ("address", one.addresses, other.addresses),
        ("family", one.relatives, other.relatives),
    ):
        if own and theirs:
            levels[compares] = "same" if own & theirs else "other"
    return Compared(levels)


def slips_of(born_on: date) -> list[date]:
    """The days that a slip of the pen would make of a date of birth: turned round, another year."""
    slips = [(born_on.year, born_on.day, born_on.month)]
    slips += [(born_on.year + years, born_on.month, born_on.day) for years in (-10, -1, 1, 10)]
    return [each for each in _real(slips) if each != born_on]


def _name(one: Described, other: Described) -> str:
    if one.spelt == other.spelt:
        return "same"
    if one.sounds == other.sounds:
        return "sound"
    slips = (
        DamerauLevenshtein.distance(one.given, other.given),
        DamerauLevenshtein.distance(one.spelt, other.spelt),
    )
    is_long = min(len(one.given), len(other.given)) >= LONG
    if min(slips) <= (NEAR if is_long else NEAR - 1):
        return "near"
    own, theirs = set(one.name), set(other.name)
    is_part = own <= theirs or theirs <= own or one.name[0] == other.name[0]
    return "part" if is_part else "other"


def _born(one: date, other: date) -> str:
    if one == other:
        return "same"
    if abs(one - other) <= DAYS_APART:
        return "days"
    if (one.year, one.day, one.month) == (other.year, other.month, other.day):
        return "turned"
    same_day = (one.month, one.day) == (other.month, other.day)
    return "year" if same_day and abs(one.year - other.year) in (1, 10) else "other"


def _words(compares: str, level: str) -> str:
    return weights()[compares][level].words


def _real(days: Iterable[tuple[int, int, int]]) -> Iterable[date]:
    for year, month, day in days:
        try:
            yield date(year, month, day)
        except ValueError:
            continue
