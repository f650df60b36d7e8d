"""Brothers and sisters who have a record of their own: what is said of one may matter to the
other."""

from collections.abc import Collection

from django.db import connection

from keepsight.practice.codes.person import RELATION

_SIBLINGS = """SELECT r.child_id, coalesce(c.kept_as_id, c.child_id) FROM relationship r
    JOIN child c ON c.person_id = r.relative_id
    WHERE r.child_id = ANY(%s) AND r.relation = ANY(%s)
        AND coalesce(c.kept_as_id, c.child_id) <> r.child_id
    ORDER BY 1, 2"""

# A name may be shown of a child whose record may not: that an agency once raised a concern about.
_OPEN = """SELECT c.person_id, c.child_id FROM child c
    WHERE c.person_id = ANY(%s) AND c.kept_as_id IS NULL
        AND ((SELECT keepsight_reads_all()) OR c.child_id IN (SELECT keepsight_children()))"""


def records_open_of(people: Collection[str]) -> dict[str, str]:
    """Of these people, by identifier, the children whose whole record whoever reads may open, with
    the child's."""
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [list(people)])
        return dict(cursor.fetchall())


def siblings_of(children: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The brothers and sisters of each of these children, in order; empty where there are none."""
    with connection.cursor() as cursor:
        cursor.execute(_SIBLINGS, [list(children), list(RELATION.group("sibling"))])
        pairs = cursor.fetchall()
    found: dict[str, list[str]] = {each: [] for each in children}
    for child, sibling in pairs:
        if sibling not in found[child]:
            found[child].append(sibling)
    return {child: tuple(own) for child, own in found.items()}
