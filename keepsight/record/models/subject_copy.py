"""The copy of a record for somebody who asks what is held about them: working paper until it is
given, and kept as it was given."""

from django.db import models

from keepsight.record.models.agency import User
from keepsight.record.models.person import Child


class SubjectCopy(models.Model):
    """One request for a copy of a child's record. `made_at` is empty until it is given."""

    copy = models.CharField(primary_key=True, max_length=64)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="copies")
    asked_by = models.CharField(max_length=200, help_text="Who asked, in words.")
    asked_on = models.DateField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "subject_copy"


class CopiedFact(models.Model):
    """What was decided about one fact in a copy: given, given without some words, or not given."""

    copy = models.ForeignKey(SubjectCopy, on_delete=models.PROTECT, related_name="facts")
    fact = models.CharField(max_length=64)
    given = models.CharField(max_length=20, help_text="whole, in_part or withheld.")
    reason = models.CharField(max_length=40, blank=True, help_text="A code of reasons.")
    taken_out = models.JSONField(default=list, help_text="The words that are taken out.")
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        db_table = "copied_fact"
        constraints = [models.UniqueConstraint(fields=["copy", "fact"], name="copied_fact_once")]
