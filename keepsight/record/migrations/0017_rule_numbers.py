"""The authority's own numbers in rules: everybody who signs in may read them, nothing changes them
but that one which waited is heeded."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

GUARD = """
ALTER TABLE rule_number ENABLE ROW LEVEL SECURITY;
CREATE POLICY reads ON rule_number FOR SELECT USING (true);
CREATE POLICY adds ON rule_number FOR INSERT WITH CHECK ((SELECT keepsight_is_itself()));
CREATE POLICY heeds ON rule_number FOR UPDATE USING ((SELECT keepsight_is_itself()));
CREATE POLICY removes ON rule_number FOR DELETE USING (false);
CREATE FUNCTION keepsight_number_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'is_heeded' IS DISTINCT FROM to_jsonb(OLD) - 'is_heeded'
            OR OLD.is_heeded THEN
        RAISE EXCEPTION 'a number of a rule stays as it was set: set another';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER stays BEFORE UPDATE ON rule_number
    FOR EACH ROW EXECUTE FUNCTION keepsight_number_stays();
"""
UNGUARD = """
DROP TRIGGER stays ON rule_number;
DROP FUNCTION keepsight_number_stays();
DROP POLICY reads ON rule_number;
DROP POLICY adds ON rule_number;
DROP POLICY heeds ON rule_number;
DROP POLICY removes ON rule_number;
ALTER TABLE rule_number DISABLE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("record", "0016_restricted_everywhere")]

    operations = [
        migrations.CreateModel(
            name="RuleNumber",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(help_text="The code of the rule.", max_length=100)),
                ("name", models.CharField(help_text="Which of its numbers.", max_length=100)),
                (
                    "value",
                    models.CharField(
                        blank=True,
                        help_text='"4" or "10 working_days"; empty for the number that the rule '
                        "came with.",
                        max_length=60,
                    ),
                ),
                (
                    "from_on",
                    models.DateField(help_text="For a clock: the first start that it governs."),
                ),
                ("reasons", models.TextField()),
                ("set_at", models.DateTimeField()),
                (
                    "is_heeded",
                    models.BooleanField(
                        default=True,
                        help_text="No, while it waits until every child is looked at.",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={"db_table": "rule_number", "ordering": ("pk",)},
        ),
        migrations.RunSQL(GUARD, UNGUARD),
    ]
