"""The reference that somebody without an account is given: nobody can guess it, a slip of the pen
is noticed, and only a hash of it is kept."""

import hashlib
import secrets

LETTERS = "023456789ABCDEFGHJKMNPQRSTVWXYZ"
"""None that looks like another: neither the letters I, L, O and U nor the figure 1."""

_RANDOM = 11
_BEGINS = "KS"


def new_reference() -> str:
    """A new reference, such as KS-4F7K-29QX-M3TB. The last letter checks the others."""
    drawn = "".join(secrets.choice(LETTERS) for _ in range(_RANDOM))
    return _written(drawn + _check(drawn))


def as_written(typed: str) -> str | None:
    """The reference as it was given, from what somebody typed: small letters, spaces and strokes do
    not matter. None where it cannot be one."""
    kept = "".join(each for each in typed.upper() if each.isalnum()).removeprefix(_BEGINS)
    letters = kept.replace("O", "0")
    is_right = (
        len(letters) == _RANDOM + 1
        and set(letters) <= set(LETTERS)
        and letters[-1] == _check(letters[:-1])
    )
    return _written(letters) if is_right else None


def hash_of(reference: str) -> str:
    """What is kept of a reference. It has too many letters drawn by lot for anybody to try all."""
    return hashlib.sha256(f"keepsight {reference}".encode()).hexdigest()


def _written(letters: str) -> str:
    return "-".join([_BEGINS, *(letters[i : i + 4] for i in range(0, len(letters), 4))])


def _check(drawn: str) -> str:
    """The letter that makes the weighted sum come out: there are 31, a prime, so that one wrong
    letter, or two changed round, is always noticed."""
    places = enumerate((LETTERS.index(each) for each in drawn), start=1)
    return LETTERS[sum(weight * value for weight, value in places) % len(LETTERS)]
