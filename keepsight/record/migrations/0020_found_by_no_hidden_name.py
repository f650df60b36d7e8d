"""A child is found by the name of a record that was joined to theirs only by who reads what was
written there, and by no name of a record that is restricted.

The first may be a name that whoever only raised a concern was never told; the second would say of a
child whom one may see that a record one may not see is theirs.
"""

from django.db import migrations

CHILDREN_NAMED = """
CREATE OR REPLACE FUNCTION keepsight_children_named(wanted text[]) RETURNS SETOF text LANGUAGE sql
    STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS
    $$ WITH own AS MATERIALIZED (
           SELECT c.child_id, c.child_id AS written_of, c.person_id FROM child c
           WHERE c.child_id IN (SELECT keepsight_named_children())
           UNION ALL
           SELECT c.kept_as_id, c.child_id, c.person_id FROM child c
           WHERE c.kept_as_id IN (SELECT keepsight_children()))
       SELECT found.child_id FROM (
           SELECT own.child_id, own.written_of
           FROM own JOIN name_keys n ON n.person_id = own.person_id
           WHERE NOT (SELECT keepsight_reads_all()) AND n.keys && wanted
           UNION
           SELECT coalesce(c.kept_as_id, c.child_id), c.child_id
           FROM name_keys n JOIN child c ON c.person_id = n.person_id
           WHERE (SELECT keepsight_reads_all()) AND n.keys && wanted) AS found
       WHERE found.child_id NOT IN (SELECT keepsight_hidden_children())
         AND found.written_of NOT IN (SELECT keepsight_hidden_children()) $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION keepsight_children_named(wanted text[]) RETURNS SETOF text LANGUAGE sql
    STABLE SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS
    $$ WITH own AS MATERIALIZED (
           SELECT c.child_id, c.person_id FROM child c
           WHERE c.child_id IN (SELECT keepsight_named_children())
           UNION ALL
           SELECT c.kept_as_id, c.person_id FROM child c
           WHERE c.kept_as_id IN (SELECT keepsight_named_children()))
       SELECT found.child_id FROM (
           SELECT own.child_id FROM own JOIN name_keys n ON n.person_id = own.person_id
           WHERE NOT (SELECT keepsight_reads_all()) AND n.keys && wanted
           UNION
           SELECT coalesce(c.kept_as_id, c.child_id)
           FROM name_keys n JOIN child c ON c.person_id = n.person_id
           WHERE (SELECT keepsight_reads_all()) AND n.keys && wanted) AS found
       WHERE found.child_id NOT IN (SELECT keepsight_hidden_children()) $$;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0019_lessons")]
    operations = [migrations.RunSQL(CHILDREN_NAMED, BEFORE)]
