"""When two ways of writing a name are the same name: capitals, accents, spaces, signs and titles
make no difference. Rules compare people by it, where a fact names them in words.

A false match would let one person's checks stand for another's; a match that is missed is one more
question. So a title is left out only beside two full names: "Mr John Smith" is "john smith", but Mr
Smith is not Mrs Smith, and Mr J Smith not Ms J Smith.
"""

import re
import unicodedata
from functools import lru_cache

TITLES = (
    "mr", "mister", "mrs", "ms", "miss", "mx", "master", "dr", "doctor", "prof", "professor",
    "rev", "reverend", "sir", "dame", "lord", "lady",
)  # fmt: skip

_SIGNS = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~´·‘’ʼ“”‐‑–—…\u00a0\t"
_WITHOUT_PARTS = {"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i"}


def _letters() -> dict[str, str]:
    """Each Latin letter, plain or with an accent, and the plain small one that stands for it."""
    found = dict(_WITHOUT_PARTS)
    for number in (*range(0x41, 0x5B), *range(0xC0, 0x180)):
        plain = unicodedata.normalize("NFD", chr(number))[0].lower()
        if plain.isascii() and plain.isalpha():
            found[chr(number)] = plain
    return found


LETTERS = _letters()
SIGNS = _SIGNS
MARKS = "".join(map(chr, range(0x300, 0x370)))
"""Accents that stand as characters of their own."""

_ALIKE = str.maketrans({**LETTERS, **dict.fromkeys(SIGNS, " "), **dict.fromkeys(MARKS, "")})
_FULL = re.compile("[a-z0-9]{2}")


@lru_cache(maxsize=10_000)
def alike(name: str) -> str:
    """What two ways of writing the same name have in common; "" for a name without letters."""
    words = [each for each in name.translate(_ALIKE).split(" ") if each]
    untitled = [each for each in words if each not in TITLES]
    is_full = sum(bool(_FULL.search(each)) for each in untitled) > 1
    return "".join(untitled if is_full else words)
