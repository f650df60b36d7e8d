"""Findings as pages list them: what the rules found, worked out anew whenever a fact is added."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from keepsight.record.models.person import Child


class Finding(models.Model):
    """One rule's finding about one child: raised on a day, cleared on a day or not yet.

    A finding whose `raised_on` lies ahead is what falls due. `facts[0]` raised it.
    """

    finding_id = models.CharField(primary_key=True, max_length=64)
    rule = models.CharField(max_length=80)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="findings")
    concern = models.CharField(max_length=64, null=True)
    raised_on = models.DateField()
    cleared_on = models.DateField(null=True)
    facts = ArrayField(models.TextField())

    class Meta:
        db_table = "finding"
        indexes = [
            models.Index(fields=["cleared_on", "raised_on"], name="finding_standing"),
            models.Index(fields=["raised_on", "rule", "child"], name="finding_by_day"),
        ]

    def is_raised_on(self, day: date) -> bool:
        """Whether it stands on that day."""
        return self.raised_on <= day and (self.cleared_on is None or day < self.cleared_on)
