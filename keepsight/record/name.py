"""Names as they are matched and as they are found: by the word as it is spelt or begins, as it
sounds, and with one letter wrong.

The keys of a name are stored with the person, so that a name is found among any number of people
without comparing it with each of them.
"""

import unicodedata
from collections.abc import Iterator

import jellyfish

LONGEST_WORD = 20
"""Longer words are compared by so many letters."""
SLIPS_FROM = 4
"""In shorter words one wrong letter makes another name: Mia, May, Ava."""
SOUNDS_FROM = 2
"""One consonant alone, such as the M of Amy, May and Mo, is no sound to find somebody by."""


def name_key(name: str) -> str:
    """A name as it is matched: small letters, no accents, no marks, single spaces."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    kept = [each for each in plain if not unicodedata.combining(each) and each not in "'.,"]
    return " ".join("".join(kept).replace("-", " ").split())


def name_keys(name: str) -> list[str]:
    """What the name is found by: of each of its words every beginning, the sound, and the word
    with any one letter left out."""
    found: set[str] = set()
    for word in _words(name):
        found.update(word[:length] for length in range(1, len(word) + 1))
        found.update(_alike(word))
    return sorted(found)


def keys_asked(words: str) -> list[str]:
    """The keys, any one of which a name must have for one of these typed words to find it; none
    where there is no word.

    Two words that are the same but for one letter too many, too few, changed or changed round have
    a key in common.
    """
    asked: set[str] = set()
    for each in _words(words):
        asked.update((each, *_alike(each)))
    return sorted(asked)


def _words(name: str) -> list[str]:
    return [each[:LONGEST_WORD] for each in name_key(name).split()]


def _alike(word: str) -> Iterator[str]:
    """How it sounds, and with a letter left out: marked, so that neither is taken for spelling."""
    if len(sound := jellyfish.metaphone(word)) >= SOUNDS_FROM:
        yield f"~{sound}"
    if len(word) >= SLIPS_FROM:
        yield f"-{word}"
        for place in range(len(word)):
            yield f"-{word[:place]}{word[place + 1 :]}"
