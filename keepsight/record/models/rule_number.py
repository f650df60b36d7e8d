"""An authority's own numbers in rules: from which day each holds, who set it and why."""

from django.db import models

from keepsight.record.models.agency import User


class RuleNumber(models.Model):
    """One number was set. What was set before stays: the latest of a rule's number holds, for a
    clock from its day on."""

    rule = models.CharField(max_length=100, help_text="The code of the rule.")
    name = models.CharField(max_length=100, help_text="Which of its numbers.")
    value = models.CharField(
        max_length=60,
        blank=True,
        help_text='"4" or "10 working_days"; empty for the number that the rule came with.',
    )
    from_on = models.DateField(help_text="For a clock: the first start that it governs.")
    reasons = models.TextField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    is_heeded = models.BooleanField(
        default=True, help_text="No, while it waits until every child is looked at."
    )

    class Meta:
        db_table = "rule_number"
        ordering = ("pk",)
