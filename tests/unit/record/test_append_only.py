"""Nobody changes what was written: not the application, not the owner of the tables."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from keepsight.casework import audit
from keepsight.config import embedded
from keepsight.record.reader import reading_as_system
from tests.unit.a_fact import a_concern
from tests.unit.record.a_record import a_child, a_place, written

CHANGES = [
    "UPDATE {table} SET {column} = {column}",
    "UPDATE {table} SET {column} = {column} WHERE false",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "TRUNCATE {table} CASCADE",
]
AS_OWNER_ONLY = [
    "DROP TABLE {table}",
    "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "ALTER TABLE {table} DISABLE TRIGGER {table}_never_changed",
    "DROP TRIGGER {table}_never_changed ON {table}",
    "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "DROP POLICY reads ON ledger",
    "ALTER TABLE {table} OWNER TO current_user",
    "SET session_replication_role = replica",
    "SET ROLE keepsight_owner",
    "CREATE OR REPLACE FUNCTION keepsight_never_changed() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NULL; END $$",
    "CREATE TRIGGER mine BEFORE INSERT ON {table} FOR EACH ROW "
    "EXECUTE FUNCTION keepsight_never_changed()",
    "CREATE TABLE elsewhere AS SELECT * FROM {table}",
    "CREATE TEMPORARY TABLE {table} (nothing int)",
    "CREATE RULE quiet AS ON INSERT TO {table} DO INSTEAD NOTHING",
    "CREATE INDEX mine ON {table} ({column})",
    "CREATE POLICY mine ON {table} USING (true)",
    "ALTER TABLE {table} ADD COLUMN more text",
    "ALTER TABLE {table} RENAME TO elsewhere",
    "DROP SCHEMA public CASCADE",
    "REASSIGN OWNED BY keepsight_owner TO keepsight_app",
]
ROUND_ABOUT = [
    "WITH gone AS (DELETE FROM {table} RETURNING 1) SELECT * FROM gone",
    "MERGE INTO {table} USING (SELECT 1) s ON true WHEN MATCHED THEN DELETE",
    "DO $$ BEGIN UPDATE {table} SET {column} = 'x'; END $$",
    "SELECT {column} FROM {table} FOR UPDATE",
    "LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE",
    "COPY {table} FROM '/dev/null'",
    "COPY {table} TO PROGRAM 'cat'",
    "SELECT setval(pg_get_serial_sequence('audit', 'id'), 1)",
    "UPDATE pg_class SET relowner = 0 WHERE relname = '{table}'",
    "SET LOCAL row_security = off; SELECT * FROM ledger",
]
ANOTHER_ROLE = [
    "ALTER ROLE keepsight_app SUPERUSER",
    "ALTER ROLE keepsight_app BYPASSRLS",
    "ALTER ROLE keepsight_app SET session_replication_role = replica",
    "ALTER DATABASE keepsight SET session_replication_role = replica",
    "GRANT keepsight_owner TO keepsight_app",
    "SET SESSION AUTHORIZATION keepsight_owner",
    "SET ROLE postgres",
    "CREATE ROLE mine",
]
REFUSED = r"permission denied|must be owner|must be able to SET|query would be affected"
TABLES = {"ledger": "source", "audit": "note"}


def _filled() -> None:
    place = a_place()
    written([a_concern("2024-01-08", child=a_child())])
    audit.saw(by=place.director, what="see_child", child="child-1")


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES + AS_OWNER_ONLY + ROUND_ABOUT + ANOTHER_ROLE)
def test_the_application_cannot(table: str, change: str) -> None:
    _filled()

    with (
        reading_as_system("test"),
        pytest.raises(DatabaseError, match=REFUSED),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change.format(table=table, column=TABLES[table]))


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES)
def test_the_application_cannot_give_itself_the_right(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT UPDATE, DELETE, TRUNCATE ON {table} TO keepsight_app")
        cursor.execute("SELECT has_table_privilege(%s, 'UPDATE, DELETE, TRUNCATE')", [table])

        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_the_owner_cannot_either(own_database: embedded.Server, table: str, change: str) -> None:
    _filled()
    query = change.format(table=table, column=TABLES[table])

    with (
        psycopg.connect(own_database.owner_url) as owner,
        pytest.raises(psycopg.errors.RestrictViolation, match="append-only"),
    ):
        owner.execute(query)


@pytest.mark.django_db
def test_a_chain_cannot_fork() -> None:
    (concern,) = written([a_concern("2024-01-08", child=a_child())])
    columns = """child_id, position, kind, happened_on, latest_on, recorded_at, agency, recorded_by,
        source, event, corrects, concerns, rest, organisation_id, entered_at, entered_by_id,
        previous_hash, hash"""
    again = f"""INSERT INTO ledger (fact_id, {columns})
        SELECT 'another', {columns} FROM ledger WHERE fact_id = %s"""

    with (
        reading_as_system("test"),
        pytest.raises(DatabaseError, match="ledger_chain"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(again, [concern.fact_id])
