"""Lessons that people wrote down as rules: each version as it was said, by whom, when and why."""

from django.db import models

from keepsight.record.models.agency import User


class LessonVersion(models.Model):
    """One version of a lesson. Nothing is overwritten: to change, publish or withdraw a lesson adds
    the next. `lesson` is its code; `said` what was chosen, as `rules.lesson` reads it."""

    lesson = models.CharField(max_length=60)
    number = models.PositiveIntegerField(help_text="1 for the first of a lesson.")
    standing = models.CharField(max_length=10, help_text="draft, published or withdrawn.")
    said = models.JSONField()
    title = models.CharField(max_length=100)
    reasons = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_heeded = models.BooleanField(
        default=True, help_text="No, while it waits until every child is looked at."
    )

    class Meta:
        db_table = "lesson_version"
        ordering = ("lesson", "number")
        constraints = [
            models.UniqueConstraint(fields=["lesson", "number"], name="lesson_version_once")
        ]
