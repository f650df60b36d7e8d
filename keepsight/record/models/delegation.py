"""Cover: who stands in for whom while they are away."""

from django.db import models

from keepsight.record.models.agency import User


class Delegation(models.Model):
    """One user stands in for another, from one day up to, not including, another."""

    absent = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covered_by")
    delegate = models.ForeignKey(User, on_delete=models.PROTECT, related_name="covers_for")
    from_on = models.DateField()
    to_on = models.DateField()
    reasons = models.TextField(blank=True)
    arranged_at = models.DateTimeField()
    arranged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "delegation"
        indexes = [
            models.Index(
                fields=["delegate", "from_on"],
                condition=models.Q(ended_at=None),
                name="delegation_of_delegate",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(absent=models.F("delegate")), name="delegation_between_two"
            ),
            models.CheckConstraint(
                condition=models.Q(to_on__gt=models.F("from_on")), name="delegation_lasts"
            ),
        ]
