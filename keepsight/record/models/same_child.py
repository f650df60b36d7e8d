"""Two records of one child: who found that they are the same, and pairs that may be."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from keepsight.record.models.agency import User
from keepsight.record.models.person import Child


class SameChild(models.Model):
    """Two records that a person joined. Nothing in the ledger is rewritten: while the link stands,
    what is said in the `other` record is read as said of the `kept` one.

    `parted_at` is set when somebody takes the link away; both then stand as before.
    """

    kept = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="joined_records")
    other = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="joined_to")
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField(help_text="Why they are the same child.")
    kept_position = models.PositiveIntegerField(
        help_text="How long the kept record's own chain was when they were joined."
    )
    carried = models.JSONField(
        default=dict, help_text="Rows of other tables that were carried over."
    )
    parted_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    parting_reasons = models.TextField(blank=True)
    parted_position = models.PositiveIntegerField(
        null=True, help_text="How long the kept record's own chain was when they were parted."
    )

    class Meta:
        db_table = "same_child"
        constraints = [
            models.UniqueConstraint(
                fields=["other"],
                condition=models.Q(parted_at=None),
                name="same_child_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(kept=models.F("other")), name="same_child_of_two"
            ),
        ]
        indexes = [
            models.Index(
                fields=["kept"], condition=models.Q(parted_at=None), name="same_child_kept"
            )
        ]


class PossibleMatch(models.Model):
    """Two records that may be of one child: found by likeness, decided by a person.

    `one` is the identifier that comes first in the alphabet, so that a pair stands here once.
    """

    one = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    likeness = models.CharField(max_length=20, help_text="A code of likenesses.")
    found_at = models.DateTimeField()
    decided = models.CharField(max_length=20, blank=True, help_text="What somebody found.")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reasons = models.TextField(blank=True)
    looked_at = ArrayField(models.TextField(), default=list, help_text="What agreed and differed.")

    class Meta:
        db_table = "possible_match"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="possible_match_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="possible_match_in_order"
            ),
        ]
        indexes = [models.Index(fields=["decided", "likeness"], name="possible_match_open")]
