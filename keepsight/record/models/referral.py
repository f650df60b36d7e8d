"""Referrals as pages list them: worked out anew from the facts whenever a fact is added."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from keepsight.record.models.agency import Agency
from keepsight.record.models.person import Child


class Referral(models.Model):
    """One referral about one child: who made it, and what was decided, if anything was.

    `referral` is the id of its fact. `settled_on` is empty while it waits for a decision; where
    work began without one, `taken_up` says by which kind of fact that is known.
    """

    referral = models.CharField(primary_key=True, max_length=64)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="referrals")
    agency = models.CharField(max_length=40, help_text="The agency that referred, a code.")
    organisation = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        related_name="referrals",
        help_text="The organisation that referred, where it is known.",
    )
    referred_by = models.TextField(help_text="Who recorded it.")
    came_on = models.DateField(help_text="The last day on which it may have come.")
    came_at = models.DateTimeField(help_text="The moment it became known.")
    harms = ArrayField(models.TextField())
    concerns = ArrayField(models.TextField(), help_text="The concerns that it is about.")
    summary = models.TextField(blank=True)
    acknowledged_at = models.DateTimeField(null=True, help_text="When it was first opened.")
    acknowledged_by = models.TextField(blank=True)
    settled_on = models.DateField(null=True)
    taken_up = models.CharField(max_length=60, blank=True, help_text="A kind of fact.")
    decided = models.CharField(max_length=64, blank=True, help_text="The fact of the decision.")
    decision = models.CharField(max_length=40, blank=True, help_text="A code of decisions.")
    decided_on = models.DateField(null=True)
    decided_by = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    referrer_told_on = models.DateField(null=True)

    class Meta:
        db_table = "referral"
        indexes = [
            models.Index(fields=["settled_on", "came_at"], name="referral_waiting"),
            GinIndex(fields=["concerns"], name="referral_concerns"),
        ]
