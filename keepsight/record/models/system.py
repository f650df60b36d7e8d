"""Systems of agencies that connect to Keepsight: their tokens, what was sent by them once, and the
events that they asked to be sent."""

from django.db import models

from keepsight.record.models.agency import User


class System(models.Model):
    """A system of an agency, such as a school's records. It acts as `user`, who has no password."""

    user = models.OneToOneField(
        User, on_delete=models.PROTECT, primary_key=True, related_name="system"
    )
    taken_on_at = models.DateTimeField()
    taken_on_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "system"


class SystemToken(models.Model):
    """What a system shows to be let in. Only a digest is kept; `hint` is how the token begins.

    `counted_from` and `counted` say how often it was used in the minute that began then.
    """

    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    last_used_at = models.DateTimeField(null=True)
    counted_from = models.DateTimeField(null=True)
    counted = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "system_token"


class SentOnce(models.Model):
    """Something that a system sent under a key of its own, and the answer it got, so that sending
    it again does nothing a second time. The answer holds identifiers only."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "sent_once"
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="sent_once_key")]


class Subscription(models.Model):
    """Where a system wants to be sent what it is told. The secret that signs it is made anew from
    `salt` and the server's own secret, and is kept nowhere."""

    subscription = models.CharField(primary_key=True, max_length=32)
    system = models.ForeignKey(System, on_delete=models.PROTECT, related_name="subscriptions")
    address = models.CharField(max_length=500)
    salt = models.CharField(max_length=32)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "subscription"


class Delivery(models.Model):
    """One event to one address, until it is taken or given up. It names no child.

    `what` is a code of the list of notices, or of asks; `number` that of the notice or ask.
    """

    event = models.CharField(primary_key=True, max_length=32)
    subscription = models.ForeignKey(
        Subscription, on_delete=models.PROTECT, related_name="deliveries"
    )
    sort = models.CharField(max_length=10, help_text="notice or ask.")
    what = models.CharField(max_length=60)
    about = models.CharField(max_length=64)
    number = models.BigIntegerField()
    happened_at = models.DateTimeField()
    not_before = models.DateTimeField(help_text="When it is tried, or tried again.")
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "delivery"
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(sent_at=None, given_up_at=None),
                name="delivery_waiting",
            ),
        ]
