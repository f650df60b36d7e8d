"""Who is reading: told to the database, which shows that person's children and nobody else's.

The pages' middleware wraps each request in `reading_as(user, on=today)`. What Keepsight does of its
own accord, such as loading, watching and verifying, says so and why.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import DatabaseError, connection

from keepsight.record.models import User

_SET = "SELECT set_config('keepsight.reader', %s, false), set_config('keepsight.day', %s, false)"
_GET = """SELECT coalesce(current_setting('keepsight.reader', true), ''),
                 coalesce(current_setting('keepsight.day', true), '')"""


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
    return _now()[0]


def _now() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(_GET)
        who, day = cursor.fetchone()
    return who, day


def _tell(who: str, day: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_SET, [who, day])


@contextmanager
def _reading(who: str, day: str) -> Iterator[None]:
    before = _now()
    _tell(who, day)
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
        _tell(who, day)
    except DatabaseError:
        if not connection.in_atomic_block:
            connection.close()
