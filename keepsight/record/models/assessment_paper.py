"""What is being written of an assessment, before somebody agrees it and it becomes facts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from keepsight.record.models.agency import User


class AssessmentPaper(models.Model):
    """One saved version of an assessment that is being written. Each save is a row of its own, so
    that nobody's words are written over; the highest version is the one that stands.

    `assessment` is the event that its starts share, `children` whom it is about, `words` what was
    written, by the name of the field.
    """

    assessment = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    children = ArrayField(models.TextField())
    words = models.JSONField(default=dict)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        db_table = "assessment_paper"
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "version"], name="assessment_paper_version"
            ),
        ]
