"""Agencies, their teams and the people who use Keepsight, and who is involved with which child."""

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from keepsight.record.models.person import Child


class Agency(models.Model):
    """One organisation that sees children: this nursery, that hospital."""

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=40, help_text="A code of the list of agencies.")

    class Meta:
        db_table = "agency"

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """A team within an agency."""

    name = models.CharField(max_length=200, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    is_front_door = models.BooleanField(
        default=False, help_text="Decides what is done about what comes in."
    )

    class Meta:
        db_table = "team"

    def __str__(self) -> str:
        return self.name


class _UsersWithTheirTeams(BaseUserManager["User"]):
    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().select_related("team")


class User(AbstractBaseUser):
    """Somebody who signs in. The role says what they may do, involvement with whom."""

    username = models.CharField(max_length=150, unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=40, help_text="A role of the access rules.")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="users")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="users")
    is_active = models.BooleanField(default=True)
    left_on = models.DateField(null=True, help_text="The day they left, if they have.")

    USERNAME_FIELD = "username"

    objects = _UsersWithTheirTeams()

    class Meta:
        db_table = "keepsight_user"

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session is bound to: it ends with another password, and with another role."""
        bound_to = f"{self.password} {self.role}"
        made = salted_hmac("keepsight.session", bound_to, secret=secret, algorithm="sha256")
        return made.hexdigest()

    @property
    def signature(self) -> str:
        """How a fact names the person who recorded it."""
        return f"{self.name}, {self.job_title}" if self.job_title else self.name


class Involvement(models.Model):
    """A user or a team works with a child, from one day up to, not including, another."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="involvements")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="involvements")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="involvements")
    as_what = models.CharField(max_length=40, help_text="allocated, chair, or another part.")
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        db_table = "involvement"
        indexes = [
            models.Index(fields=["user", "from_on"], name="involvement_user"),
            models.Index(fields=["team", "from_on"], name="involvement_team"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(user__isnull=False) | models.Q(team__isnull=False),
                name="involvement_of_somebody",
            ),
        ]
