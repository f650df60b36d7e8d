"""Adding to the audit. Anybody's doings are added, also where nobody reads; few may read them."""

import json
from typing import Any

from django.db import connection

# Without RETURNING, which would ask whether whoever is reading may see the row. The child of a
# concern is found whoever asks, so that each child's own audit is whole.
_ADD = """WITH said AS MATERIALIZED (
        SELECT coalesce(nullif(%(child)s, ''), keepsight_child_of_concern(%(concern)s), '')
               AS child)
    INSERT INTO audit (by_id, by_whom, role, what, sort, was_allowed, child, concern, facts, note,
                       break_glass_id)
    SELECT %(by)s::bigint, %(by_whom)s, %(role)s, %(what)s, %(sort)s, %(was_allowed)s, said.child,
           %(concern)s, %(facts)s::jsonb, %(note)s,
           keepsight_break_glass(%(by)s::bigint, said.child)
    FROM said"""


def add(**values: Any) -> None:
    """Add a row; `values` are the fields of AuditEntry, `by` as a number or None.

    The child of a concern, and an emergency opening by which somebody sees it, are added to it.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values | {"facts": json.dumps(values["facts"])})
