"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0007_asks_and_notices")]
    operations = []
