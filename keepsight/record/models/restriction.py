"""Records that only people named one by one may see, such as a colleague's own child."""

from django.db import models

from keepsight.record.models.agency import User
from keepsight.record.models.person import Child


class Restriction(models.Model):
    """A child's record is restricted, by whom, why and until when. One at a time for a child."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="restrictions")
    restricted_at = models.DateTimeField()
    restricted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_because = models.TextField(blank=True)

    class Meta:
        db_table = "restriction"
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=models.Q(lifted_at=None), name="restriction_once"
            )
        ]


class NamedPerson(models.Model):
    """Somebody who may see a restricted record: from when, and until when. `child` is that of the
    restriction."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="named")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="named_in")
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "named_person"
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "user"],
                condition=models.Q(ended_at=None),
                name="named_person_once",
            )
        ]
