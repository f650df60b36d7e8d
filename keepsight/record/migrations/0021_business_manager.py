"""The partnership's business manager writes lessons too, and so reads drafts of them. No other
policy names the role: whoever has it reads no child, no fact, no concern and no finding."""

from django.db import migrations

READS = """
ALTER POLICY reads ON lesson_version USING (
    standing <> 'draft' OR (SELECT keepsight_is_itself())
    OR (SELECT keepsight_role()) IN ({roles}));
"""
BEFORE = READS.replace("{roles}", "'manager', 'director'")
AFTER = READS.replace("{roles}", "'manager', 'director', 'business_manager'")


class Migration(migrations.Migration):
    dependencies = [("record", "0020_found_by_no_hidden_name")]

    operations = [migrations.RunSQL(AFTER, BEFORE)]
