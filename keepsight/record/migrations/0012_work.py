"""Handovers, seen by whoever of the service may see the child; by which way people want to hear of
something new, and the letters that say so, seen by the person alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

OWN = "(SELECT keepsight_is_itself()) OR {column} = (SELECT (keepsight_user()).id)"
READS = {
    "handover": """((SELECT keepsight_reads_all()) OR child_id IN (SELECT keepsight_children()))
        AND child_id NOT IN (SELECT keepsight_hidden_children())
        AND (SELECT (keepsight_user()).role) IS DISTINCT FROM 'referrer'""",
    "letter_choice": OWN.format(column="user_id"),
    "letter": OWN.format(column="to_id"),
}
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
    dependencies = [("record", "0011_one_child_two_names")]

    operations = [
        migrations.CreateModel(
            name="LetterChoice",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="letter_choice",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        help_text="A code of the ways to hear of something new.", max_length=20
                    ),
                ),
                ("address", models.EmailField(blank=True, max_length=254)),
                ("chosen_at", models.DateTimeField()),
            ],
            options={
                "db_table": "letter_choice",
            },
        ),
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("event", models.CharField(max_length=64)),
                ("reasons", models.TextField()),
                ("words", models.TextField(blank=True)),
                ("words_at", models.DateTimeField(null=True)),
                ("begun_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
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
                        related_name="handovers",
                        to="record.child",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "words_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "handover",
                "indexes": [models.Index(fields=["event"], name="handover_event")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("finished_at", None)),
                        fields=("child",),
                        name="handover_one_at_a_time",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("letter", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("for_on", models.DateField(null=True)),
                ("overdue", models.PositiveIntegerField(default=0)),
                ("due", models.PositiveIntegerField(default=0)),
                ("unread", models.PositiveIntegerField(default=0)),
                ("written_at", models.DateTimeField()),
                ("not_before", models.DateTimeField(help_text="When it is tried, or tried again.")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=100)),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "letter",
                "indexes": [
                    models.Index(
                        condition=models.Q(("given_up_at", None), ("sent_at", None)),
                        fields=["not_before"],
                        name="letter_waiting",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("for_on__isnull", False)),
                        fields=("to", "for_on"),
                        name="letter_once_a_day",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(
                            ("for_on", None), ("given_up_at", None), ("sent_at", None)
                        ),
                        fields=("to",),
                        name="letter_one_waits",
                    ),
                ],
            },
        ),
        *(
            migrations.RunSQL(GUARD.format(table=table, reads=reads), UNGUARD.format(table=table))
            for table, reads in READS.items()
        ),
    ]
