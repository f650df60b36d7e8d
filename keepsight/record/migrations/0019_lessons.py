"""Lessons that people wrote down as rules: everybody who signs in may read one that was published,
drafts only who writes them; nothing changes a version but that one which waited is heeded."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
ALTER TABLE lesson_version ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON lesson_version FOR SELECT USING (
    standing <> 'draft' OR (SELECT keepsight_is_itself())
    OR (SELECT keepsight_role()) IN ('manager', 'director'));
CREATE POLICY adds ON lesson_version FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY heeds ON lesson_version FOR UPDATE USING ((SELECT keepsight_is_itself()));
CREATE POLICY removes ON lesson_version FOR DELETE USING (false);
CREATE FUNCTION keepsight_lesson_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'is_heeded' IS DISTINCT FROM to_jsonb(OLD) - 'is_heeded'
            OR OLD.is_heeded THEN
        RAISE EXCEPTION 'a version of a lesson stays as it was: add another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE ON lesson_version
    FOR EACH ROW EXECUTE FUNCTION keepsight_lesson_stays();
"""
UNGUARD = """
DROP TRIGGER stays ON lesson_version;
DROP FUNCTION keepsight_lesson_stays();
DROP POLICY reads ON lesson_version;
DROP POLICY adds ON lesson_version;
DROP POLICY heeds ON lesson_version;
DROP POLICY removes ON lesson_version;
ALTER TABLE lesson_version DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0018_found_by_name")]

    operations = [
        migrations.CreateModel(
            name="LessonVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lesson", models.CharField(max_length=60)),
                (
                    "number",
                    models.PositiveIntegerField(help_text="1 for the first of a lesson."),
                ),
                (
                    "standing",
                    models.CharField(help_text="draft, published or withdrawn.", max_length=10),
                ),
                ("said", models.JSONField()),
                ("title", models.CharField(max_length=100)),
                ("reasons", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                (
                    "is_heeded",
                    models.BooleanField(
                        default=True,
                        help_text="No, while it waits until every child is looked at.",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "lesson_version",
                "ordering": ("lesson", "number"),
                "constraints": [
                    models.UniqueConstraint(fields=("lesson", "number"), name="lesson_version_once")
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
