"""Words of a code list as people spell them, and the code that is meant."""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from keepsight.exchange.tables.heading import plain
from keepsight.practice.codes.harm import HARM

HARMS: Mapping[str, tuple[str, ...]] = {
    "physical": ("physical abuse", "physical harm", "physical injury"),
    "emotional": ("emotional abuse", "psychological"),
    "sexual": ("sexual abuse", "csa", "sexual harm"),
    "neglect": ("neglected",),
    "none": ("not stated", "n a", "na", "unknown", "no", "not applicable"),
}
"""Each harm, and what else it may be called."""

_BETWEEN = re.compile(r"[,;/&+\n]|\band\b")
_CLOSE_ENOUGH = 85


def meant(words: str, choices: Mapping[str, Iterable[str]]) -> tuple[str | None, bool]:
    """Which of the choices is meant, and whether that was certain.

    A small slip of spelling is forgiven, and is not certain. None when nothing is near.
    """
    if words in choices:
        return words, True
    said = plain(words)
    names = {plain(name): name for name in choices}
    for name, others in choices.items():
        names.update({plain(each): name for each in others if plain(each) not in names})
    if said in names:
        return names[said], True
    near = process.extractOne(said, list(names), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return (names[near[0]], False) if near and said else (None, False)


def harms_meant(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The harms that a cell names, and the pieces of it that were not understood for certain."""
    found: list[str] = []
    unsure = []
    for piece in _BETWEEN.split(cell.lower()):
        if not piece.strip():
            continue
        code, certain = meant(piece, HARMS)
        if not certain or code is None:
            unsure.append(piece.strip())
        if code is not None and code in HARM:
            found.append(code)
    return tuple(dict.fromkeys(found)), tuple(unsure)
