"""What people have been asked to do, seen by who is asked and by who may see the child; and what
people have been told, seen by them and by who told them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MINE = """of_id = (SELECT (keepsight_user()).id)
    OR of_team_id = (SELECT (keepsight_user()).team_id)
    OR of_agency_id = (SELECT (keepsight_user()).agency_id)
    OR asked_by_id = (SELECT (keepsight_user()).id)
    OR child_id IN (SELECT keepsight_children())
    OR (SELECT keepsight_reads_all())"""
TOLD = """to_id = (SELECT (keepsight_user()).id)
    OR told_by_id = (SELECT (keepsight_user()).id)
    OR (SELECT keepsight_is_itself())"""
GUARD = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON {table} FOR SELECT USING ({reads});
CREATE POLICY adds ON {table} FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY alters ON {table} FOR UPDATE USING ((SELECT keepsight_is_itself()));
CREATE POLICY removes ON {table} FOR DELETE USING ((SELECT keepsight_is_itself()));
"""
UNGUARD = """
DROP POLICY reads ON {table};
DROP POLICY adds ON {table};
DROP POLICY alters ON {table};
DROP POLICY removes ON {table};
ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0006_kinds_that_wait")]

    operations = [
        migrations.CreateModel(
            name="Ask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=64)),
                ("words", models.TextField(blank=True)),
                ("due_on", models.DateField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("done_at", models.DateTimeField(null=True)),
                ("outcome", models.TextField(blank=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asks",
                        to="record.child",
                    ),
                ),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asks",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "of_agency",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asks",
                        to="record.agency",
                    ),
                ),
                (
                    "of_team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="asks",
                        to="record.team",
                    ),
                ),
            ],
            options={
                "db_table": "ask",
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["of", "due_on"],
                        name="ask_open_of",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["of_team", "due_on"],
                        name="ask_open_of_team",
                    ),
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["of_agency", "due_on"],
                        name="ask_open_of_agency",
                    ),
                    models.Index(fields=["about", "kind"], name="ask_about"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("of__isnull", False),
                            ("of_team__isnull", False),
                            ("of_agency__isnull", False),
                            _connector="OR",
                        ),
                        name="ask_of_somebody",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=64)),
                ("words", models.TextField(blank=True)),
                ("told_at", models.DateTimeField()),
                ("acknowledged_at", models.DateTimeField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="record.child",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "told_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "notice",
                "indexes": [
                    models.Index(fields=["to", "-told_at"], name="notice_to"),
                    models.Index(fields=["about", "what"], name="notice_about"),
                ],
            },
        ),
        *(
            migrations.RunSQL(GUARD.format(table=table, reads=reads), UNGUARD.format(table=table))
            for table, reads in (("ask", MINE), ("notice", TOLD))
        ),
    ]
