"""A kind of fact may be there already, and the rules that need it wait until every child is looked
at: see decision 8."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0005_referrals")]
    operations = [
        migrations.AddField(
            model_name="suppliedkind",
            name="is_heeded",
            field=models.BooleanField(
                default=True,
                help_text="No, while rules that need it wait until every child is looked at.",
            ),
        ),
    ]
