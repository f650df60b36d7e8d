"""Migrating: as the owner, with the application given what it needs and no more."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from keepsight.record import privileges


@pytest.mark.django_db
def test_the_tables_are_as_the_models_say() -> None:
    """A model that changed without its migration would fail at an authority, not here."""
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_without_the_owner_nothing_is_migrated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(connections.settings, "owner")

    with pytest.raises(CommandError, match="DATABASE_OWNER_URL is not set"):
        call_command("migrate")


@pytest.mark.django_db
def test_the_application_may_do_to_each_table_what_it_needs() -> None:
    everything = {"SELECT", "INSERT", "UPDATE", "DELETE"}
    expected = dict.fromkeys(connection.introspection.table_names(), everything)
    expected |= {key: {"SELECT", "INSERT"} for key in privileges.APPEND_ONLY}
    expected |= {key: {"SELECT"} for key in privileges.READ_ONLY}

    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT t.relname, p.kind FROM pg_class t
               CROSS JOIN unnest(%s::text[]) AS p (kind)
               WHERE t.relkind = 'r' AND t.relnamespace = 'public'::regnamespace
                 AND has_table_privilege(t.oid, p.kind)""",
            [[*sorted(everything), "TRUNCATE", "REFERENCES", "TRIGGER"]],
        )
        found: dict[str, set[str]] = {}
        for table, kind in cursor.fetchall():
            found.setdefault(table, set()).add(kind)

    assert found == expected


@pytest.mark.django_db
def test_what_is_said_of_children_is_guarded_row_by_row() -> None:
    """A new table about a child must say here who may read it."""
    open_to_all = {"agency", "keepsight_user", "supplied_kind", "team"}

    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT relname FROM pg_class WHERE relkind = 'r' AND NOT relrowsecurity
               AND relnamespace = 'public'::regnamespace"""
        )
        unguarded = {table for (table,) in cursor.fetchall()}

    # Django's own tables and those of signing in say nothing of any child.
    of_others = ("django_", "auth_", "account_", "mfa_", "socialaccount_", "usersessions_")
    assert {each for each in unguarded if not each.startswith(of_others)} == open_to_all
