"""What somebody has been asked to do: one person, team or agency, until it is done."""

from django.db import models

from keepsight.record.models.agency import Agency, Team, User
from keepsight.record.models.person import Child


class Ask(models.Model):
    """Something asked of one person, one team or one agency. It stays until it is done.

    `kind` is a code of the list of asks; `about` the identifier of what it is about: a fact, a
    meeting, a concern.
    """

    kind = models.CharField(max_length=60)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="asks")
    about = models.CharField(max_length=64)
    of = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="asks")
    of_team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="asks")
    of_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="asks")
    words = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(blank=True)

    class Meta:
        db_table = "ask"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(of__isnull=False)
                | models.Q(of_team__isnull=False)
                | models.Q(of_agency__isnull=False),
                name="ask_of_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["of", "due_on"], condition=models.Q(done_at=None), name="ask_open_of"
            ),
            models.Index(
                fields=["of_team", "due_on"],
                condition=models.Q(done_at=None),
                name="ask_open_of_team",
            ),
            models.Index(
                fields=["of_agency", "due_on"],
                condition=models.Q(done_at=None),
                name="ask_open_of_agency",
            ),
            models.Index(fields=["about", "kind"], name="ask_about"),
        ]
