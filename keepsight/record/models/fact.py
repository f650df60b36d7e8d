"""The ledger's table: every fact ever recorded, in each child's own chain, never changed."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from keepsight.record.models.agency import Agency, User
from keepsight.record.models.person import Child


class LedgerFact(models.Model):
    """One fact as it was written. The database refuses to change or delete it.

    `rest` holds what the kind of fact adds. `position` counts from 1 in each child's chain, and
    `hash` is taken over this row and the hash before it.
    """

    fact_id = models.CharField(primary_key=True, max_length=64)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="facts", db_index=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=60)
    happened_on = models.DateField()
    latest_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    agency = models.CharField(max_length=40)
    recorded_by = models.TextField()
    source = models.TextField()
    event = models.TextField(blank=True)
    corrects = models.CharField(max_length=64, null=True)
    concerns = ArrayField(models.TextField())
    rest = models.JSONField()
    organisation = models.ForeignKey(
        Agency, on_delete=models.PROTECT, null=True, help_text="Which organisation said so."
    )
    entered_at = models.DateTimeField(help_text="When it was written into this ledger.")
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, db_index=False)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "ledger"
        constraints = [
            models.UniqueConstraint(fields=["child", "position"], name="ledger_chain"),
            models.CheckConstraint(condition=models.Q(position__gte=1), name="ledger_from_one"),
        ]


class SuppliedKind(models.Model):
    """A kind of fact that this authority's record has ever held. A rule that needs a kind which
    nobody supplies cannot tell, and does not fire."""

    kind = models.CharField(primary_key=True, max_length=60)
    is_heeded = models.BooleanField(
        default=True,
        help_text="No, while rules that need it wait until every child is looked at.",
    )

    class Meta:
        db_table = "supplied_kind"
