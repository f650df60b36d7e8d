"""What the application's role may do in the database: read and write, never alter the ledger or the
audit, never change a table."""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

APPEND_ONLY = ("ledger", "audit")
READ_ONLY = ("django_migrations",)

_STATEMENTS = (
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE ON {append_only} FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE ON {read_only} FROM {role}",
)


# What runs as the owner is for the application's role alone, also where somebody else may look into
# the database one day: PostgreSQL lets everybody run a new function.
_FUNCTIONS = """SELECT p.oid::regprocedure::text FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = current_user::regrole"""


def grant(connection: BaseDatabaseWrapper, *, role: str) -> None:
    """Give the role what the pages and commands need, in one transaction, and no more.

    `connection` is the owner's. Doing it again changes nothing.
    """
    names = {
        "role": sql.Identifier(role),
        "append_only": sql.SQL(", ").join(map(sql.Identifier, APPEND_ONLY)),
        "read_only": sql.SQL(", ").join(map(sql.Identifier, READ_ONLY)),
    }
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for each in _STATEMENTS:
            cursor.execute(sql.SQL(each).format(**names))
        cursor.execute(_FUNCTIONS)
        for (own,) in cursor.fetchall():
            function = sql.SQL(own)
            cursor.execute(sql.SQL("REVOKE ALL ON FUNCTION {} FROM PUBLIC").format(function))
            cursor.execute(
                sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {role}").format(function, **names)
            )
