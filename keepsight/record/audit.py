"""Adding to the audit. Anybody's doings are added, also where nobody reads; few may read them."""

import json
from typing import Any

from django.db import connection

# Without RETURNING, which would ask whether whoever is reading may see the row.
_ADD = """INSERT INTO audit (by_id, by_whom, role, what, was_allowed, child, concern, facts, note)
    VALUES (%(by)s, %(by_whom)s, %(role)s, %(what)s, %(was_allowed)s, %(child)s, %(concern)s,
            %(facts)s, %(note)s)"""


def add(**values: Any) -> None:
    """Add a row; `values` are the fields of AuditEntry, `by` as a number or None."""
    with connection.cursor() as cursor:
        cursor.execute(_ADD, values | {"facts": json.dumps(values["facts"])})
