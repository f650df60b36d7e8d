"""Every table of the record."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Agency",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                (
                    "kind",
                    models.CharField(help_text="A code of the list of agencies.", max_length=40),
                ),
            ],
            options={
                "db_table": "agency",
            },
        ),
        migrations.CreateModel(
            name="SuppliedKind",
            fields=[
                ("kind", models.CharField(max_length=60, primary_key=True, serialize=False)),
            ],
            options={
                "db_table": "supplied_kind",
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("person_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                (
                    "name_key",
                    models.CharField(help_text="The name as it is matched.", max_length=200),
                ),
                ("born_on", models.DateField(null=True)),
                ("died_on", models.DateField(null=True)),
            ],
            options={
                "db_table": "person",
                "indexes": [models.Index(fields=["name_key", "born_on"], name="person_name_born")],
            },
        ),
        migrations.CreateModel(
            name="Child",
            fields=[
                ("child_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="child",
                        to="record.person",
                    ),
                ),
            ],
            options={
                "db_table": "child",
            },
        ),
        migrations.CreateModel(
            name="Address",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.TextField()),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="addresses",
                        to="record.person",
                    ),
                ),
            ],
            options={
                "db_table": "address",
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                (
                    "is_front_door",
                    models.BooleanField(
                        default=False,
                        help_text="Takes what comes in about children with whom nobody works.",
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="teams",
                        to="record.agency",
                    ),
                ),
            ],
            options={
                "db_table": "team",
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                ("username", models.CharField(max_length=150, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("job_title", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(help_text="A role of the access rules.", max_length=40)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="record.agency",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="users",
                        to="record.team",
                    ),
                ),
            ],
            options={
                "db_table": "keepsight_user",
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "at",
                    models.DateTimeField(
                        db_default=django.db.models.functions.datetime.Now(),
                        help_text="By the clock of the database.",
                    ),
                ),
                (
                    "by_whom",
                    models.TextField(help_text="The name then, or the command that was run."),
                ),
                ("role", models.CharField(blank=True, max_length=40)),
                (
                    "what",
                    models.CharField(
                        help_text="The permission used or the action taken.", max_length=80
                    ),
                ),
                ("was_allowed", models.BooleanField(default=True)),
                ("child", models.CharField(blank=True, max_length=64)),
                ("concern", models.CharField(blank=True, max_length=64)),
                ("facts", models.JSONField(default=list, help_text="The facts that were added.")),
                ("note", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "audit",
                "indexes": [
                    models.Index(fields=["child", "at"], name="audit_child"),
                    models.Index(fields=["by", "at"], name="audit_by"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConcernThread",
            fields=[
                ("concern", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "harms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("sign", models.CharField(max_length=60)),
                ("opened_on", models.DateField()),
                (
                    "opened_by",
                    models.TextField(help_text="Who recorded the concern that opened it."),
                ),
                (
                    "agency",
                    models.CharField(help_text="The agency that opened it, a code.", max_length=40),
                ),
                ("summary", models.TextField(blank=True)),
                (
                    "facts_count",
                    models.PositiveIntegerField(help_text="How many facts are about it."),
                ),
                (
                    "last_happened_on",
                    models.DateField(help_text="The day of the latest fact about it."),
                ),
                (
                    "open_since_on",
                    models.DateField(help_text="The day it last opened: first time or again."),
                ),
                ("answered_on", models.DateField(null=True)),
                (
                    "answer",
                    models.CharField(blank=True, help_text="A code of answers.", max_length=40),
                ),
                ("answered_by", models.TextField(blank=True)),
                ("reasons", models.TextField(blank=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concern_threads",
                        to="record.child",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="The organisation that opened it, where it is known.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="concern_threads",
                        to="record.agency",
                    ),
                ),
            ],
            options={
                "db_table": "concern_thread",
                "indexes": [
                    models.Index(fields=["answered_on", "opened_on"], name="concern_waiting")
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("finding_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("rule", models.CharField(max_length=80)),
                ("concern", models.CharField(max_length=64, null=True)),
                ("raised_on", models.DateField()),
                ("cleared_on", models.DateField(null=True)),
                (
                    "facts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="findings",
                        to="record.child",
                    ),
                ),
            ],
            options={
                "db_table": "finding",
                "indexes": [
                    models.Index(fields=["cleared_on", "raised_on"], name="finding_standing")
                ],
            },
        ),
        migrations.CreateModel(
            name="LedgerFact",
            fields=[
                ("fact_id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("position", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=60)),
                ("happened_on", models.DateField()),
                ("latest_on", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField()),
                ("agency", models.CharField(max_length=40)),
                ("recorded_by", models.TextField()),
                ("source", models.TextField()),
                ("event", models.TextField(blank=True)),
                ("corrects", models.CharField(max_length=64, null=True)),
                (
                    "concerns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("rest", models.JSONField()),
                (
                    "entered_at",
                    models.DateTimeField(help_text="When it was written into this ledger."),
                ),
                ("previous_hash", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
                (
                    "child",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="record.child",
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="Which organisation said so.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="record.agency",
                    ),
                ),
            ],
            options={
                "db_table": "ledger",
                "constraints": [
                    models.UniqueConstraint(fields=("child", "position"), name="ledger_chain"),
                    models.CheckConstraint(
                        condition=models.Q(("position__gte", 1)), name="ledger_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "relation",
                    models.CharField(help_text="A code of the list of relations.", max_length=40),
                ),
                ("from_on", models.DateField(null=True)),
                ("to_on", models.DateField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="relationships",
                        to="record.child",
                    ),
                ),
                (
                    "relative",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="related_to",
                        to="record.person",
                    ),
                ),
            ],
            options={
                "db_table": "relationship",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("child", "relative", "relation"), name="relationship_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "as_what",
                    models.CharField(help_text="allocated, chair, or another part.", max_length=40),
                ),
                ("from_on", models.DateField()),
                ("to_on", models.DateField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements",
                        to="record.child",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="involvements",
                        to="record.team",
                    ),
                ),
            ],
            options={
                "db_table": "involvement",
                "indexes": [
                    models.Index(fields=["user", "from_on"], name="involvement_user"),
                    models.Index(fields=["team", "from_on"], name="involvement_team"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("user__isnull", False), ("team__isnull", False), _connector="OR"
                        ),
                        name="involvement_of_somebody",
                    )
                ],
            },
        ),
    ]
