"""The ledger and the audit take new rows and nothing else, whoever asks, the owner too."""

from django.db import migrations

FORWARDS = """
CREATE FUNCTION keepsight_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'restrict_violation',
              HINT = 'Add a new fact that corrects the earlier one.';
END
$$;
"""
GUARD = """
CREATE TRIGGER {table}_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION keepsight_never_changed();
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_never_changed;
"""
UNGUARD = "DROP TRIGGER {table}_never_changed ON {table};"
TABLES = ("ledger", "audit")


class Migration(migrations.Migration):
    dependencies = [("record", "0001_tables")]
    operations = [
        migrations.RunSQL(FORWARDS, "DROP FUNCTION keepsight_never_changed();"),
        *(
            migrations.RunSQL(GUARD.format(table=each), UNGUARD.format(table=each))
            for each in TABLES
        ),
    ]
