"""Every fact of the ledger, as far as the reader may see, a batch at a time: memory stays the same
however many there are."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from django.db import connection, transaction

from keepsight.practice.codes.person import RELATION
from keepsight.record.fact_row import COLUMNS

_MOMENT = "to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US')"
_SHARED = ", ".join(
    f"'{each}', {_MOMENT.format('recorded_at') if each == 'recorded_at' else each}"
    for each in COLUMNS
)
_FROM = """FROM ledger LEFT JOIN child joined
        ON joined.child_id = ledger.child_id AND joined.kept_as_id IS NOT NULL
    WHERE coalesce(joined.kept_as_id, ledger.child_id) <> ALL(%s::text[])"""
_LINES = f"""DECLARE every_fact NO SCROLL CURSOR FOR
    SELECT (rest || jsonb_build_object('kind', kind,
        'child', coalesce(joined.kept_as_id, ledger.child_id), {_SHARED}))::text {_FROM}"""
_HOW_MANY = f"""SELECT count(*), count(DISTINCT coalesce(joined.kept_as_id, ledger.child_id))
    {_FROM}"""
_SIBLINGS = """DECLARE every_sibling NO SCROLL CURSOR FOR
    SELECT DISTINCT r.child_id, coalesce(c.kept_as_id, c.child_id) FROM relationship r
    JOIN child c ON c.person_id = r.relative_id
    WHERE r.relation = ANY(%s) AND coalesce(c.kept_as_id, c.child_id) <> r.child_id
        AND r.child_id <> ALL(%s::text[])
        AND coalesce(c.kept_as_id, c.child_id) <> ALL(%s::text[])
    ORDER BY 1, 2"""


@contextmanager
def as_of_one_moment() -> Iterator[None]:
    """What is read meanwhile is the record as it was when the first of it was read."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def how_many(*, without: Collection[str]) -> tuple[int, int]:
    """How many facts, and of how many children, but for those children."""
    with connection.cursor() as cursor:
        cursor.execute(_HOW_MANY, [list(without)])
        facts, children = cursor.fetchone()
        return facts, children


def lines(*, without: Collection[str], at_once: int) -> Iterator[Sequence[str]]:
    """Every fact as it was written, as JSON, so many at once; `without` those children. What was
    written in a record that was joined to another is said of the child under whom both are kept.

    Inside a transaction.
    """
    for batch in _batches("every_fact", _LINES, [list(without)], at_once):
        yield [line for (line,) in batch]


def siblings(*, without: Collection[str], at_once: int) -> Iterator[Sequence[tuple[str, str]]]:
    """Each child with each brother or sister who has a record, as `family.siblings_of` knows them.

    Inside a transaction.
    """
    wanted = [list(RELATION.group("sibling")), list(without), list(without)]
    yield from _batches("every_sibling", _SIBLINGS, wanted, at_once)


def _batches(
    name: str, declare: str, values: Sequence[object], at_once: int
) -> Iterator[Sequence[tuple[str, ...]]]:
    with connection.cursor() as cursor:
        cursor.execute(declare, values)
        while True:
            cursor.execute(f"FETCH {at_once} FROM {name}")
            if not (batch := cursor.fetchall()):
                break
            yield batch
        cursor.execute(f"CLOSE {name}")
