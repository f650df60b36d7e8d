"""Systems of agencies that connect: seen by who lets them in and by the system itself. What they
sent, and what is sent to them, is seen by Keepsight alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ITSELF = "(SELECT keepsight_is_itself())"
ME = "(SELECT (keepsight_user()).id)"
LETS_IN = "(SELECT keepsight_role()) IN ('manager', 'director')"
READS = {
    "system": f"{ITSELF} OR {LETS_IN} OR user_id = {ME}",
    "system_token": f"{ITSELF} OR {LETS_IN}",
    "subscription": f"{ITSELF} OR {LETS_IN} OR system_id = {ME}",
    "sent_once": ITSELF,
    "delivery": f"{ITSELF} OR {LETS_IN}",
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
    dependencies = [("record", "0012_work")]

    operations = [
        migrations.CreateModel(
            name="System",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="system",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("taken_on_at", models.DateTimeField()),
                (
                    "taken_on_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "system",
            },
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                (
                    "subscription",
                    models.CharField(max_length=32, primary_key=True, serialize=False),
                ),
                ("address", models.CharField(max_length=500)),
                ("salt", models.CharField(max_length=32)),
                ("made_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="subscriptions",
                        to="record.system",
                    ),
                ),
            ],
            options={
                "db_table": "subscription",
            },
        ),
        migrations.CreateModel(
            name="SystemToken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("hint", models.CharField(max_length=12)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("revoked_at", models.DateTimeField(null=True)),
                ("last_used_at", models.DateTimeField(null=True)),
                ("counted_from", models.DateTimeField(null=True)),
                ("counted", models.PositiveIntegerField(default=0)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "system",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to="record.system",
                    ),
                ),
            ],
            options={
                "db_table": "system_token",
            },
        ),
        migrations.CreateModel(
            name="SentOnce",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("answer", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "sent_once",
                "constraints": [
                    models.UniqueConstraint(fields=("user", "key"), name="sent_once_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("event", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("sort", models.CharField(help_text="notice or ask.", max_length=10)),
                ("what", models.CharField(max_length=60)),
                ("about", models.CharField(max_length=64)),
                ("number", models.BigIntegerField()),
                ("happened_at", models.DateTimeField()),
                ("not_before", models.DateTimeField(help_text="When it is tried, or tried again.")),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("given_up_at", models.DateTimeField(null=True)),
                ("failure", models.CharField(blank=True, max_length=100)),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="record.subscription",
                    ),
                ),
            ],
            options={
                "db_table": "delivery",
                "indexes": [
                    models.Index(
                        condition=models.Q(("given_up_at", None), ("sent_at", None)),
                        fields=["not_before"],
                        name="delivery_waiting",
                    )
                ],
            },
        ),
        *(
            migrations.RunSQL(GUARD.format(table=table, reads=reads), UNGUARD.format(table=table))
            for table, reads in READS.items()
        ),
    ]
