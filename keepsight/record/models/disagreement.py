"""Disagreements as pages list them: worked out anew from the facts whenever a fact is added."""

from django.db import models

from keepsight.record.models.agency import Agency
from keepsight.record.models.person import Child


class Disagreement(models.Model):
    """One disagreement, or a chair's challenge: who has to answer it, at which stage, by when.

    `disagreement` is the id of its fact. `settled_on` is empty while it is open. An `answered_on`
    without `settled_on`: there is an answer, and who disagrees has not said that it settles it.
    """

    disagreement = models.CharField(primary_key=True, max_length=64)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="disagreements")
    concern = models.CharField(max_length=64, blank=True, help_text="The concern, if it names one.")
    organisation = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        related_name="disagreements",
        help_text="The organisation that disagrees, where it is known.",
    )
    agency = models.CharField(max_length=40, help_text="The agency that disagrees, a code.")
    said_by = models.TextField()
    reasons = models.TextField()
    is_challenge = models.BooleanField(help_text="Whether a chair challenges delay or drift.")
    raised_on = models.DateField()
    stage = models.CharField(max_length=40, help_text="A code of stages.")
    stage_since_on = models.DateField()
    owner = models.TextField(blank=True, help_text="Who has to answer it.")
    due_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answered_by = models.TextField(blank=True)
    outcome = models.CharField(max_length=40, blank=True, help_text="A code of outcomes.")
    settled_on = models.DateField(null=True)

    class Meta:
        db_table = "disagreement"
        indexes = [models.Index(fields=["settled_on", "due_on"], name="disagreement_open")]
