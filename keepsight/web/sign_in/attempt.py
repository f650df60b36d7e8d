"""Failed sign-ins are counted, so that nobody can try one password after another."""

import hashlib

from django.core.cache import cache

ALLOWED = 10
SECONDS = 15 * 60


def is_one_too_many(username: str, address: str) -> bool:
    """Whether this name, or this computer, has failed too often in the last quarter of an hour."""
    return any(cache.get(key, 0) >= ALLOWED for key in _keys(username, address))


def count_failure(username: str, address: str) -> None:
    """One more failure for the name from this computer, and for the computer."""
    for key in _keys(username, address):
        if not cache.add(key, 1, SECONDS):
            cache.incr(key)


def forget_failures(username: str, address: str) -> None:
    """Somebody signed in: their name starts afresh."""
    cache.delete(_keys(username, address)[0])


def _keys(username: str, address: str) -> tuple[str, str]:
    """Only a digest is kept: what is typed into a name box may be a password."""
    named, computer = (
        hashlib.sha256(each.encode()).hexdigest() for each in (f"{username}\n{address}", address)
    )
    return f"sign-in-name-{named}", f"sign-in-computer-{computer}"
