"""A child is found by a name that is misspelt or only heard, and by the name of a record that was
joined to theirs; a concern by the words in which it was raised.

Row-level security looks at every row before any test that is not known to keep what it is shown to
itself, so that neither search could use its index. Each is therefore a function of the owner's,
which gives what the reader may see and nothing else. Who reads all is looked for in the index; for
anybody else the few children they work with are looked through.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

from keepsight.record.name import name_keys

AT_ONCE = 5_000
GUARD = """
ALTER TABLE name_keys ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON name_keys FOR SELECT USING ((SELECT keepsight_is_itself()));
CREATE POLICY adds ON name_keys FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY alters ON name_keys FOR UPDATE USING ((SELECT keepsight_is_itself()));
CREATE POLICY removes ON name_keys FOR DELETE USING ((SELECT keepsight_is_itself()));
"""
UNGUARD = """
DROP POLICY reads ON name_keys;
DROP POLICY adds ON name_keys;
DROP POLICY alters ON name_keys;
DROP POLICY removes ON name_keys;
ALTER TABLE name_keys DISABLE ROW LEVEL SECURITY;
"""
FUNCTIONS = """
CREATE FUNCTION keepsight_children_named(wanted text[]) RETURNS SETOF text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS
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

CREATE FUNCTION keepsight_concerns_saying(wanted tsquery) RETURNS SETOF text LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = public, pg_temp ROWS 100 AS
    $$ WITH own AS MATERIALIZED (
           SELECT t.concern, t.child_id, t.summary FROM concern_thread t
           WHERE t.child_id IN (SELECT keepsight_children()))
       SELECT found.concern FROM (
           SELECT own.concern, own.child_id FROM own
           WHERE NOT (SELECT keepsight_reads_all())
             AND to_tsvector('simple'::regconfig, coalesce(own.summary, '')) @@ wanted
           UNION ALL
           SELECT t.concern, t.child_id FROM concern_thread t
           WHERE (SELECT keepsight_reads_all())
             AND to_tsvector('simple'::regconfig, coalesce(t.summary, '')) @@ wanted) AS found
       WHERE found.child_id NOT IN (SELECT keepsight_hidden_children()) $$;
"""
# How many each gives for somebody who does not read all. Without it PostgreSQL takes a thousand,
# and looks through whole tables for them.
HOW_MANY = """
ALTER FUNCTION keepsight_children() ROWS 100;
ALTER FUNCTION keepsight_named_children() ROWS 100;
ALTER FUNCTION keepsight_people() ROWS 300;
ALTER FUNCTION keepsight_meetings() ROWS 50;
ALTER FUNCTION keepsight_joined_children() ROWS 5;
ALTER FUNCTION keepsight_named_joined() ROWS 5;
ALTER FUNCTION keepsight_hidden_joined() ROWS 5;
"""
WITHOUT_FUNCTIONS = """
DROP FUNCTION keepsight_concerns_saying(tsquery), keepsight_children_named(text[]);
"""


def fill(apps, schema_editor):
    """The keys of everybody whom the record knows already."""
    of = apps.get_model("record", "Person").objects.using(schema_editor.connection.alias)
    keys = apps.get_model("record", "NameKeys")
    rows = of.order_by("pk").values_list("pk", "name").iterator(AT_ONCE)
    batch = []
    for person, name in rows:
        batch.append(keys(person_id=person, keys=name_keys(name)))
        if len(batch) == AT_ONCE:
            keys.objects.using(schema_editor.connection.alias).bulk_create(batch)
            batch = []
    keys.objects.using(schema_editor.connection.alias).bulk_create(batch)


class Migration(migrations.Migration):
    dependencies = [("record", "0017_rule_numbers")]

    operations = [
        migrations.CreateModel(
            name="NameKeys",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="found_by",
                        serialize=False,
                        to="record.person",
                    ),
                ),
                (
                    "keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
            ],
            options={"db_table": "name_keys"},
        ),
        migrations.AddIndex(
            model_name="namekeys",
            index=django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="name_keys_keys"),
        ),
        migrations.AddIndex(
            model_name="concernthread",
            index=models.Index(fields=["open_since_on", "concern"], name="concern_longest"),
        ),
        migrations.AddIndex(
            model_name="concernthread",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.search.SearchVector("summary", config="simple"),
                name="concern_words",
            ),
        ),
        migrations.AddIndex(
            model_name="finding",
            index=models.Index(fields=["raised_on", "rule", "child"], name="finding_by_day"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["born_on"], name="person_born"),
        ),
        migrations.AddIndex(
            model_name="address",
            index=django.contrib.postgres.indexes.HashIndex(
                fields=["address"], name="address_address"
            ),
        ),
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(FUNCTIONS, WITHOUT_FUNCTIONS),
        migrations.RunSQL(HOW_MANY, migrations.RunSQL.noop),
        # Last: a table to which rows were added cannot be altered until they are committed.
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
