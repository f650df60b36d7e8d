"""What is restricted is kept from the tables that came later too, whatever their own policies
permit; and what was written in a record that is read as the restricted child's."""

from django.db import migrations

NAMED = """
    AND NOT EXISTS (SELECT FROM named_person n
                    WHERE n.restriction_id = r.id AND n.user_id = u.id AND n.ended_at IS NULL)
    AND NOT EXISTS (SELECT FROM break_glass b
                    WHERE b.child_id = r.child_id AND b.user_id = u.id
                      AND b.ends_at > statement_timestamp())"""
HIDDEN = """
CREATE OR REPLACE FUNCTION keepsight_hidden_children() RETURNS SETOF text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp ROWS 20 AS
    $$ WITH hidden AS (
           SELECT r.child_id FROM restriction r CROSS JOIN keepsight_user() u
           WHERE r.lifted_at IS NULL AND NOT keepsight_is_itself() {named})
       SELECT child_id FROM hidden
       UNION ALL
       SELECT c.child_id FROM child c
       WHERE c.kept_as_id IS NOT NULL AND c.kept_as_id IN (SELECT child_id FROM hidden) $$;
""".replace("{named}", NAMED)
HIDDEN_BEFORE = """
CREATE OR REPLACE FUNCTION keepsight_hidden_children() RETURNS SETOF text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp ROWS 20 AS
    $$ SELECT r.child_id FROM restriction r CROSS JOIN keepsight_user() u
       WHERE r.lifted_at IS NULL AND NOT keepsight_is_itself() {named} $$;
""".replace("{named}", NAMED)
SHOWN = "child_id IS NULL OR child_id NOT IN (SELECT keepsight_hidden_children())"
I_RAISED = "SELECT concern FROM keepsight_raised_by_me()"
RESTRICTED = {
    "disagreement": f"{SHOWN} OR concern IN ({I_RAISED})",
    "handover": SHOWN,
    "public_contact": SHOWN,
    "subject_copy": SHOWN,
}


class Migration(migrations.Migration):
    dependencies = [("record", "0015_subject_copies")]
    operations = [
        migrations.RunSQL(HIDDEN, HIDDEN_BEFORE),
        *(
            migrations.RunSQL(
                f"CREATE POLICY restricted ON {table} AS RESTRICTIVE FOR SELECT USING ({shown});",
                f"DROP POLICY restricted ON {table};",
            )
            for table, shown in RESTRICTED.items()
        ),
    ]
