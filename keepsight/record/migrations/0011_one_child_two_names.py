"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0010_drafts_and_sign_in")]
    operations = []
