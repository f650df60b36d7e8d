"""Concern threads as pages list them: worked out anew from the facts whenever a fact is added."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models

from keepsight.record.models.agency import Agency
from keepsight.record.models.person import Child


class ConcernThread(models.Model):
    """One concern about one child: who raised it, and the answer that stands, if any.

    `concern` is the id of the fact that opened it. `answered_on` is empty while it is open.
    """

    concern = models.CharField(primary_key=True, max_length=64)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="concern_threads")
    harms = ArrayField(models.TextField())
    sign = models.CharField(max_length=60)
    opened_on = models.DateField()
    opened_by = models.TextField(help_text="Who recorded the concern that opened it.")
    agency = models.CharField(max_length=40, help_text="The agency that opened it, a code.")
    organisation = models.ForeignKey(
        Agency,
        on_delete=models.PROTECT,
        null=True,
        related_name="concern_threads",
        help_text="The organisation that opened it, where it is known.",
    )
    summary = models.TextField(blank=True)
    facts_count = models.PositiveIntegerField(help_text="How many facts are about it.")
    last_happened_on = models.DateField(help_text="The day of the latest fact about it.")
    open_since_on = models.DateField(help_text="The day it last opened: first time or again.")
    answered_on = models.DateField(null=True)
    answer = models.CharField(max_length=40, blank=True, help_text="A code of answers.")
    answered_by = models.TextField(blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        db_table = "concern_thread"
        indexes = [
            models.Index(fields=["answered_on", "opened_on"], name="concern_waiting"),
            models.Index(fields=["open_since_on", "concern"], name="concern_longest"),
            GinIndex(SearchVector("summary", config="simple"), name="concern_words"),
        ]
