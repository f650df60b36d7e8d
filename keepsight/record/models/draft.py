"""What somebody has typed into a form and not saved yet. No part of the record: only they can read
it, and it is thrown away once the form is saved."""

from django.db import models

from keepsight.record.models.agency import User


class Draft(models.Model):
    """The fields of one form, as one person has typed them, right or wrong.

    `address` is where the form is sent to; `asked` what else the page was asked for. `begun_at` is
    when they began to write this time, `saved_at` when they last wrote.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    address = models.CharField(max_length=500)
    asked = models.CharField(max_length=500, blank=True)
    title = models.CharField(max_length=300, blank=True)
    values = models.JSONField(help_text="The name of each field, and a list of what it holds.")
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "draft"
        constraints = [
            models.UniqueConstraint(fields=["user", "address"], name="draft_one_a_form"),
        ]
        indexes = [models.Index(fields=["address", "saved_at"], name="draft_address")]
