"""Who is reading: told to the database, which shows that person's children and nobody else's.

The pages' middleware wraps each request in `reading_as(user, on=today)`. What Keepsight does of its
own accord, such as loading, watching and verifying, says so and why.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import Error, connection

from keepsight.record.models import User

_CHANGE = """WITH before AS MATERIALIZED (
        SELECT coalesce(current_setting('keepsight.reader', true), '') AS who,
               coalesce(current_setting('keepsight.day', true), '') AS day)
    SELECT who, day, set_config('keepsight.reader', %s, false),
           set_config('keepsight.day', %s, false)
    FROM before"""
_NOW = "SELECT coalesce(current_setting('keepsight.reader', true), '')"


@contextmanager
def reading_as(user: User | None, *, on: date) -> Iterator[None]:
    """The database shows what this user may see on that day; nothing at all for None.

    Inside another `reading_as` it takes its place until it ends.
    """
    with _reading(f"user:{user.pk}" if user is not None and user.pk else "", on.isoformat()):
        yield


@contextmanager
def reading_as_system(reason: str) -> Iterator[None]:
    """The database shows everything, and takes what is written, for a stated reason."""
    if not reason:
        raise ValueError("say why Keepsight itself is reading")
    with _reading(f"system:{reason}", ""):
        yield


def reader() -> str:
    """Who is reading now: `user:` and a number, `system:` and a reason, or nothing."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW)
        (who,) = cursor.fetchone()
    return str(who)


def hidden_children() -> frozenset[str]:
    """The children whose restricted records are kept from whoever is reading now. Ask before
    Keepsight itself reads in their place: from that nothing is kept."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keepsight_hidden_children()")
        return frozenset(child for (child,) in cursor.fetchall())


def _change(who: str, day: str) -> tuple[str, str]:
    """Tell the database who reads from now on; gives who did before."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGE, [who, day])
        before = cursor.fetchone()
    return before[0], before[1]


@contextmanager
def _reading(who: str, day: str) -> Iterator[None]:
    before = _change(who, day)
    try:
        yield
    finally:
        _put_back(*before)


def _put_back(who: str, day: str) -> None:
    """A connection outlives a request, so the reader must not.

    Inside a broken transaction nothing can be read until it is rolled back, and rolling back puts
    the reader back too. Outside one, a connection that cannot be told is closed.
    """
    try:
        _change(who, day)
    except Error:
        if not connection.in_atomic_block:
            connection.close()
