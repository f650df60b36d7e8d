"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0008_need_to_know")]
    operations = []
