"""An emergency opening shows a restricted record only to those who may open one. Somebody who had
opened it and then came to have another role went on seeing what they had once raised in it."""

from django.db import migrations

HIDDEN = """
CREATE OR REPLACE FUNCTION keepsight_hidden_children() RETURNS SETOF text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp ROWS 20 AS
    $$ WITH hidden AS (
           SELECT r.child_id FROM restriction r CROSS JOIN keepsight_user() u
           WHERE r.lifted_at IS NULL AND NOT keepsight_is_itself()
             AND NOT EXISTS (SELECT FROM named_person n
                             WHERE n.restriction_id = r.id AND n.user_id = u.id
                               AND n.ended_at IS NULL)
             AND NOT EXISTS (SELECT FROM break_glass b
                             WHERE b.child_id = r.child_id AND b.user_id = u.id
                               AND b.ends_at > statement_timestamp(){may_open}))
       SELECT child_id FROM hidden
       UNION ALL
       SELECT c.child_id FROM child c
       WHERE c.kept_as_id IS NOT NULL AND c.kept_as_id IN (SELECT child_id FROM hidden) $$;
"""
MAY_OPEN = "\n                               AND u.role IN ('social_worker', 'manager', 'director')"


class Migration(migrations.Migration):
    dependencies = [("record", "0021_business_manager")]

    operations = [
        migrations.RunSQL(HIDDEN.replace("{may_open}", MAY_OPEN), HIDDEN.replace("{may_open}", "")),
    ]
