"""What people have been told: one row for each person, and when they said that they had read it."""

from django.db import models

from keepsight.record.models.agency import User
from keepsight.record.models.person import Child


class Notice(models.Model):
    """Something one person has been told. Reading it ends nothing.

    `what` is a code of the list of notices; `about` the identifier of what it is about.
    """

    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    what = models.CharField(max_length=60)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="notices")
    about = models.CharField(max_length=64)
    words = models.TextField(blank=True)
    told_at = models.DateTimeField()
    told_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "notice"
        indexes = [
            models.Index(fields=["to", "-told_at"], name="notice_to"),
            models.Index(fields=["about", "what"], name="notice_about"),
        ]
