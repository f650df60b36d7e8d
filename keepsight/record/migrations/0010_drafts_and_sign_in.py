"""What somebody has typed and not saved: read and written by that person alone. Keepsight itself
sees it to say who else is writing on a page, and to throw away what has grown old."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

MINE = "user_id = (SELECT (keepsight_user()).id)"
GUARD = f"""
ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON draft FOR SELECT USING ({MINE} OR (SELECT keepsight_is_itself()));
CREATE POLICY adds ON draft FOR INSERT WITH CHECK ({MINE});
CREATE POLICY alters ON draft FOR UPDATE USING ({MINE}) WITH CHECK ({MINE});
CREATE POLICY removes ON draft FOR DELETE USING ({MINE} OR (SELECT keepsight_is_itself()));
"""
UNGUARD = """
DROP POLICY reads ON draft;
DROP POLICY adds ON draft;
DROP POLICY alters ON draft;
DROP POLICY removes ON draft;
ALTER TABLE draft DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0009_meetings")]

    operations = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(max_length=500)),
                ("asked", models.CharField(blank=True, max_length=500)),
                ("title", models.CharField(blank=True, max_length=300)),
                (
                    "values",
                    models.JSONField(
                        help_text="The name of each field, and a list of what it holds."
                    ),
                ),
                ("begun_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="drafts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "db_table": "draft",
                "indexes": [models.Index(fields=["address", "saved_at"], name="draft_address")],
                "constraints": [
                    models.UniqueConstraint(fields=("user", "address"), name="draft_one_a_form")
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
