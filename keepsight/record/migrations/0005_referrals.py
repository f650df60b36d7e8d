"""Referrals as pages list them: seen by whoever may see the child, and by the organisation that
referred, which is owed what was decided and why."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

GUARD = """
ALTER TABLE referral ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON referral FOR SELECT USING (
    (SELECT keepsight_reads_all())
    OR child_id IN (SELECT keepsight_children())
    OR organisation_id = (SELECT keepsight_organisation()));
CREATE POLICY adds ON referral FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY alters ON referral FOR UPDATE USING ((SELECT keepsight_is_itself()));
CREATE POLICY removes ON referral FOR DELETE USING ((SELECT keepsight_is_itself()));
"""
UNGUARD = """
DROP POLICY reads ON referral;
DROP POLICY adds ON referral;
DROP POLICY alters ON referral;
DROP POLICY removes ON referral;
ALTER TABLE referral DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0004_who_may_read_the_audit")]

    operations = [
        migrations.AlterField(
            model_name="team",
            name="is_front_door",
            field=models.BooleanField(
                default=False, help_text="Decides what is done about what comes in."
            ),
        ),
        migrations.CreateModel(
            name="Referral",
            fields=[
                ("referral", models.CharField(max_length=64, primary_key=True, serialize=False)),
                (
                    "agency",
                    models.CharField(help_text="The agency that referred, a code.", max_length=40),
                ),
                ("referred_by", models.TextField(help_text="Who recorded it.")),
                (
                    "came_on",
                    models.DateField(help_text="The last day on which it may have come."),
                ),
                ("came_at", models.DateTimeField(help_text="The moment it became known.")),
                (
                    "harms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "concerns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(),
                        help_text="The concerns that it is about.",
                        size=None,
                    ),
                ),
                ("summary", models.TextField(blank=True)),
                ("settled_on", models.DateField(null=True)),
                (
                    "taken_up",
                    models.CharField(blank=True, help_text="A kind of fact.", max_length=60),
                ),
                (
                    "decided",
                    models.CharField(
                        blank=True, help_text="The fact of the decision.", max_length=64
                    ),
                ),
                (
                    "decision",
                    models.CharField(blank=True, help_text="A code of decisions.", max_length=40),
                ),
                ("decided_on", models.DateField(null=True)),
                ("decided_by", models.TextField(blank=True)),
                ("reasons", models.TextField(blank=True)),
                ("referrer_told_on", models.DateField(null=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="record.child",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        help_text="The organisation that referred, where it is known.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="referrals",
                        to="record.agency",
                    ),
                ),
            ],
            options={
                "db_table": "referral",
                "indexes": [
                    models.Index(fields=["settled_on", "came_at"], name="referral_waiting"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["concerns"], name="referral_concerns"
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
