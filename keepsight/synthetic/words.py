"""The short texts of an invented chronology, and the signs that people report."""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

from keepsight.practice.codes.sign import SIGN

_PART = re.compile(r"\[(\w+)\]")


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that an agency may see or hear at some age, and how it would be written down."""

    harm: str
    sign: str
    from_age: int
    to_age: int
    agencies: tuple[str, ...]
    text: str
    child_words: str

    @property
    def is_injury(self) -> bool:
        """Whether it is a hurt to the body."""
        return SIGN[self.sign].group == "injury"


@cache
def signs() -> tuple[Sign, ...]:
    """Every sign that the table holds."""
    return tuple(
        Sign(
            harm=each["harm"],
            sign=each["sign"],
            from_age=int(each["from_age"]),
            to_age=int(each["to_age"]),
            agencies=tuple(each["agencies"].split("|")),
            text=each["text"],
            child_words=each["child_words"],
        )
        for each in _table("signs.csv")
    )


def some_text(rng: Random, what: str, named: Mapping[str, str]) -> str:
    """One of the texts for `what`, with the names filled in.

    A word in square brackets stands for one of the texts of that name.
    """
    text = rng.choice(_texts()[what])
    whole = _PART.sub(lambda part: rng.choice(_texts()[part[1]]), text)
    return whole.format_map(named)


@cache
def _texts() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for each in _table("words.csv"):
        found[each["what"]].append(each["text"])
    return {what: tuple(texts) for what, texts in found.items()}


def _table(name: str) -> list[dict[str, str]]:
    text = files("keepsight.synthetic").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
