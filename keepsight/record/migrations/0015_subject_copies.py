"""Copies of a record for who asks what is held about them: seen by whoever in the service may see
the child. What was given stays as it was."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({reads});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY alters ON {table} FOR UPDATE USING ((SELECT keepsight_is_itself()));
CREATE POLICY removes ON {table} FOR DELETE USING (false);
"""
UNGUARD = """
DROP POLICY reads ON {table};
DROP POLICY adds ON {table};
DROP POLICY alters ON {table};
DROP POLICY removes ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""
MINE = """((SELECT keepsight_reads_all()) OR child_id IN (SELECT keepsight_children()))
    AND ((SELECT keepsight_is_itself())
         OR ((SELECT keepsight_role()) <> 'referrer'
             AND child_id NOT IN (SELECT keepsight_hidden_children())))"""
READS = {
    "subject_copy": MINE,
    # The policy of the copies holds inside the sub-query too.
    "copied_fact": "copy_id IN (SELECT copy FROM subject_copy)",
}
STAYS = """
CREATE FUNCTION keepsight_copy_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.made_at IS NOT NULL THEN
        RAISE EXCEPTION 'a copy that was given stays as it was';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE ON subject_copy
    FOR EACH ROW EXECUTE FUNCTION keepsight_copy_stays();
CREATE FUNCTION keepsight_copied_fact_stays() RETURNS trigger LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM subject_copy WHERE copy = NEW.copy_id AND made_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a copy that was given stays as it was';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE INSERT OR UPDATE ON copied_fact
    FOR EACH ROW EXECUTE FUNCTION keepsight_copied_fact_stays();
"""
GOES = """
DROP TRIGGER stays ON copied_fact;
DROP FUNCTION keepsight_copied_fact_stays();
DROP TRIGGER stays ON subject_copy;
DROP FUNCTION keepsight_copy_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0014_assessment_papers")]

    operations = [
        migrations.CreateModel(
            name="SubjectCopy",
            fields=[
                ("copy", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("asked_by", models.CharField(help_text="Who asked, in words.", max_length=200)),
                ("asked_on", models.DateField()),
                ("begun_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(null=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="copies",
                        to="record.child",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "subject_copy",
            },
        ),
        migrations.CreateModel(
            name="CopiedFact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("fact", models.CharField(max_length=64)),
                ("given", models.CharField(help_text="whole, in_part or withheld.", max_length=20)),
                (
                    "reason",
                    models.CharField(blank=True, help_text="A code of reasons.", max_length=40),
                ),
                (
                    "taken_out",
                    models.JSONField(default=list, help_text="The words that are taken out."),
                ),
                ("decided_at", models.DateTimeField()),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "copy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="record.subjectcopy",
                    ),
                ),
            ],
            options={
                "db_table": "copied_fact",
                "constraints": [
                    models.UniqueConstraint(fields=("copy", "fact"), name="copied_fact_once")
                ],
            },
        ),
        *(
            migrations.RunSQL(GUARD.format(table=table, reads=reads), UNGUARD.format(table=table))
            for table, reads in READS.items()
        ),
        migrations.RunSQL(STAYS, GOES),
    ]
