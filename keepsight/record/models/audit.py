"""The audit: who did, saw or was refused what, and when. Never changed."""

from django.db import models
from django.db.models.functions import Now

from keepsight.record.models.agency import User
from keepsight.record.models.break_glass import BreakGlass

SORTS = ("view", "search", "export", "action", "refusal")


class AuditEntry(models.Model):
    """One thing that somebody did, saw or was refused. The database refuses to change it.

    `child` and `concern` are what was asked for, whether or not there is such a one.
    """

    at = models.DateTimeField(db_default=Now(), help_text="By the clock of the database.")
    by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="audit")
    by_whom = models.TextField(help_text="The name then, or the command that was run.")
    role = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=80, help_text="The permission used or the action taken.")
    sort = models.CharField(
        max_length=10, db_default="", help_text="View, search, export, action or refusal."
    )
    was_allowed = models.BooleanField(default=True)
    child = models.CharField(max_length=64, blank=True)
    concern = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=list, help_text="The facts that were added.")
    note = models.TextField(blank=True)
    break_glass = models.ForeignKey(
        BreakGlass,
        on_delete=models.PROTECT,
        null=True,
        related_name="seen",
        help_text="The emergency opening by which it was seen or done.",
    )

    class Meta:
        db_table = "audit"
        indexes = [
            models.Index(fields=["at", "id"], name="audit_at"),
            models.Index(fields=["sort", "at"], name="audit_of_a_sort"),
            models.Index(fields=["child", "at"], name="audit_child"),
            models.Index(fields=["by", "at"], name="audit_by"),
            models.Index(fields=["at"], name="audit_sign_in", condition=models.Q(what="sign_in")),
        ]
