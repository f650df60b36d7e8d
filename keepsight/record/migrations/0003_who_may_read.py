"""Row-level security: whoever reads sees the children they are involved with, and nobody else.

The application says who reads with the settings `keepsight.reader` and `keepsight.day`
(keepsight/record/reader.py). Where nobody is named, there are no rows. Only Keepsight itself, for a
stated reason, writes what is said of a child.
"""

from django.db import migrations

# These run as the owner of the tables, whom the policies do not bind, so that no policy asks
# another. The search path is fixed, so that nobody can slip in a table of the same name.
FUNCTIONS = """
CREATE FUNCTION keepsight_reader() RETURNS text LANGUAGE sql STABLE AS
    $$ SELECT coalesce(current_setting('keepsight.reader', true), '') $$;

CREATE FUNCTION keepsight_is_itself() RETURNS boolean LANGUAGE sql STABLE AS
    $$ SELECT keepsight_reader() LIKE 'system:%' $$;

CREATE FUNCTION keepsight_user() RETURNS keepsight_user LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT u FROM keepsight_user u
       WHERE u.is_active
         AND u.id = substring(keepsight_reader() FROM '^user:([0-9]{1,18})$')::bigint $$;

CREATE FUNCTION keepsight_reads_all() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT keepsight_is_itself()
              OR coalesce((keepsight_user()).role = 'director', false) $$;

CREATE FUNCTION keepsight_organisation() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT u.agency_id FROM keepsight_user() u WHERE u.role = 'referrer' $$;

CREATE FUNCTION keepsight_children() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT i.child_id FROM keepsight_user() u JOIN involvement i ON i.user_id = u.id
       WHERE u.role IN ('social_worker', 'manager', 'chair')
         AND i.from_on <= keepsight_day() AND (i.to_on IS NULL OR keepsight_day() < i.to_on)
       UNION ALL
       SELECT i.child_id FROM keepsight_user() u JOIN involvement i ON i.team_id = u.team_id
       WHERE u.role IN ('social_worker', 'manager')
         AND i.from_on <= keepsight_day() AND (i.to_on IS NULL OR keepsight_day() < i.to_on) $$;

CREATE FUNCTION keepsight_named_children() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT keepsight_children()
       UNION ALL
       SELECT child_id FROM concern_thread WHERE organisation_id = keepsight_organisation() $$;

CREATE FUNCTION keepsight_people() RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = public, pg_temp AS
    $$ SELECT c.person_id FROM child c WHERE c.child_id IN (SELECT keepsight_named_children())
       UNION ALL
       SELECT r.relative_id FROM relationship r
       WHERE r.child_id IN (SELECT keepsight_children()) $$;
"""
DAY = """
CREATE FUNCTION keepsight_day() RETURNS date LANGUAGE sql STABLE AS
    $$ SELECT coalesce(nullif(current_setting('keepsight.day', true), '')::date,
                       (now() AT TIME ZONE 'Europe/London')::date) $$;
"""
WITHOUT_FUNCTIONS = """
DROP FUNCTION keepsight_people(), keepsight_named_children(), keepsight_children(),
    keepsight_organisation(), keepsight_reads_all(), keepsight_user(), keepsight_is_itself(),
    keepsight_day(), keepsight_reader();
"""

# Each test is a sub-query, so that PostgreSQL works it out once for a query, not once for a row.
ALL = "(SELECT keepsight_reads_all())"
OF_MY_CHILDREN = "child_id IN (SELECT keepsight_children())"
FROM_MY_AGENCY = "organisation_id = (SELECT keepsight_organisation())"
READS = {
    "ledger": f"{OF_MY_CHILDREN} OR ({FROM_MY_AGENCY} AND kind IN ('concern', 'disagreement'))",
    "concern_thread": f"{OF_MY_CHILDREN} OR {FROM_MY_AGENCY}",
    "finding": OF_MY_CHILDREN,
    "relationship": OF_MY_CHILDREN,
    "involvement": OF_MY_CHILDREN,
    "child": "child_id IN (SELECT keepsight_named_children())",
    "person": "person_id IN (SELECT keepsight_people())",
    "address": "person_id IN (SELECT keepsight_people())",
}
ENABLE = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({all} OR {mine});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY alters ON {table} FOR UPDATE USING ((SELECT keepsight_is_itself()));
CREATE POLICY removes ON {table} FOR DELETE USING ((SELECT keepsight_is_itself()));
"""
DISABLE = """
DROP POLICY reads ON {table};
DROP POLICY adds ON {table};
DROP POLICY alters ON {table};
DROP POLICY removes ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0002_nothing_is_changed")]
    operations = [
        migrations.RunSQL(DAY + FUNCTIONS, WITHOUT_FUNCTIONS),
        *(
            migrations.RunSQL(
                ENABLE.format(table=table, all=ALL, mine=mine), DISABLE.format(table=table)
            )
            for table, mine in READS.items()
        ),
    ]
