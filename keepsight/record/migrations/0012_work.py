"""Nothing yet."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("record", "0011_one_child_two_names")]
    operations = []
