"""Records opened in an emergency by somebody who has no part in them."""

from django.db import models

from keepsight.record.models.agency import User
from keepsight.record.models.person import Child


class BreakGlass(models.Model):
    """Somebody opened a child's record for a stated reason and a limited time, and a manager looks
    at it afterwards. `ends_at` is by the clock of the database, as the audit is."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reasons = models.TextField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    was_appropriate = models.BooleanField(null=True)
    review = models.TextField(blank=True)

    class Meta:
        db_table = "break_glass"
        indexes = [
            models.Index(fields=["user", "ends_at"], name="break_glass_open"),
            models.Index(
                fields=["opened_at"],
                condition=models.Q(reviewed_at=None),
                name="break_glass_to_review",
            ),
        ]
