"""Assessments that are being written: seen by whoever in the service may see every child that one
is about. Partners read an assessment once it is completed, and not its drafts."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
ALTER TABLE assessment_paper ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON assessment_paper FOR SELECT USING (
    (SELECT keepsight_reads_all())
    OR children <@ ARRAY(SELECT keepsight_children()));
CREATE POLICY restricted ON assessment_paper AS RESTRICTIVE FOR SELECT USING (
    NOT children && ARRAY(SELECT keepsight_hidden_children()));
CREATE POLICY within_the_service ON assessment_paper AS RESTRICTIVE FOR SELECT USING (
    (SELECT keepsight_role()) <> 'referrer');
CREATE POLICY adds ON assessment_paper FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY alters ON assessment_paper FOR UPDATE USING (false);
CREATE POLICY removes ON assessment_paper FOR DELETE USING (false);
"""
UNGUARD = """
DROP POLICY reads ON assessment_paper;
DROP POLICY restricted ON assessment_paper;
DROP POLICY within_the_service ON assessment_paper;
DROP POLICY adds ON assessment_paper;
DROP POLICY alters ON assessment_paper;
DROP POLICY removes ON assessment_paper;
ALTER TABLE assessment_paper DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0013_doors_for_systems")]

    operations = [
        migrations.CreateModel(
            name="AssessmentPaper",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("assessment", models.CharField(max_length=64)),
                ("version", models.PositiveIntegerField()),
                (
                    "children",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("words", models.JSONField(default=dict)),
                ("written_at", models.DateTimeField()),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "assessment_paper",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("assessment", "version"), name="assessment_paper_version"
                    )
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
