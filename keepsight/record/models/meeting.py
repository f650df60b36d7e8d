"""The working paper of a meeting, from its being arranged to its being concluded: whom it is about,
who was asked and came, and what is to become of each concern. What it decides is kept as facts."""

from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models

from keepsight.record.models.agency import User
from keepsight.record.models.person import Child


def new_meeting_id() -> str:
    """An identifier, which is also the `event` of the facts that the meeting ends in."""
    return uuid4().hex


class Meeting(models.Model):
    """A conference, core group or other meeting about one child or several of one family."""

    meeting = models.CharField(primary_key=True, max_length=32, default=new_meeting_id)
    kind = models.CharField(max_length=40, help_text="A code of meetings that are arranged.")
    held_on = models.DateField()
    starts_at = models.TimeField(null=True)
    place = models.TextField(blank=True, help_text="A room, or how to join online.")
    purpose = models.TextField(blank=True)
    chair = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    arranged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField()
    not_quorate_because = models.TextField(
        blank=True, help_text="Why it went ahead with too few agencies."
    )
    said = models.TextField(blank=True, help_text="What was talked through, in words.")
    next_on = models.DateField(null=True)
    concluded_at = models.DateTimeField(null=True)
    concluded_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    cancelled_because = models.TextField(blank=True)
    decisions_sent_on = models.DateField(null=True)
    minutes_sent_on = models.DateField(null=True)

    class Meta:
        db_table = "meeting"
        indexes = [models.Index(fields=["held_on"], name="meeting_day")]

    @property
    def is_running(self) -> bool:
        """Whether it is neither concluded nor cancelled."""
        return self.concluded_at is None and self.cancelled_at is None


class MeetingChild(models.Model):
    """One of the children a meeting is about, what it decides about them, and what they wish."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="children")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="meetings")
    wishes = models.TextField(blank=True, help_text="What the child wishes, in the child's words.")
    wishes_known = models.CharField(
        max_length=40, blank=True, help_text="A code: how the child's views came to the meeting."
    )
    decision = models.CharField(max_length=40, blank=True, help_text="A code of decisions.")
    categories = ArrayField(models.TextField(), default=list)
    plan_end = models.CharField(max_length=40, blank=True)
    reasons = models.TextField(blank=True)

    class Meta:
        db_table = "meeting_child"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "child"], name="meeting_child_once")
        ]


class Invitation(models.Model):
    """Somebody who belongs at a meeting: somebody who signs in, or anybody by name; or who was left
    out, and why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="invitations")
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=40, help_text="A code of the list of agencies.")
    organisation = models.CharField(max_length=200, blank=True)
    part = models.CharField(max_length=40, help_text="A code of parts in a meeting.")
    left_out_because = models.TextField(blank=True)
    reply = models.CharField(max_length=40, blank=True, help_text="A code of replies.")
    reply_words = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)
    report_due_on = models.DateField(null=True)
    report_handed_in_at = models.DateTimeField(null=True)
    was_present = models.BooleanField(null=True)
    views = models.TextField(blank=True, help_text="What they said, or had told for them.")

    class Meta:
        db_table = "meeting_invitation"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="meeting_invited_once")
        ]

    @property
    def is_invited(self) -> bool:
        """Whether they were asked to come."""
        return not self.left_out_because


class MeetingReport(models.Model):
    """What somebody is writing for a meeting, until it is handed in. Only they read it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="reports")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.JSONField(default=dict, help_text="About all the children, and about each.")
    saved_at = models.DateTimeField()

    class Meta:
        db_table = "meeting_report"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="meeting_report_once")
        ]


class AgendaOutcome(models.Model):
    """What is to become of one concern on a meeting's agenda, until the meeting is concluded."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="outcomes")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    concern = models.CharField(max_length=64)
    outcome = models.CharField(max_length=40, help_text="A code of outcomes of a concern.")
    reasons = models.TextField(blank=True)
    action = models.TextField(blank=True)
    owner = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    owner_named = models.CharField(max_length=200, blank=True)
    due_on = models.DateField(null=True)
    test_of_success = models.TextField(blank=True)
    contingency = models.TextField(blank=True)
    answerer = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    asked_to_agree = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    not_agreed_because = models.TextField(blank=True)
    chosen_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        db_table = "meeting_outcome"
        constraints = [
            models.UniqueConstraint(fields=["meeting", "concern"], name="meeting_outcome_once")
        ]


class MeetingMove(models.Model):
    """A meeting was put off, or brought forward: from when to when, who said so and why."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="moves")
    from_on = models.DateField()
    to_on = models.DateField()
    reasons = models.TextField()
    moved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()

    class Meta:
        db_table = "meeting_move"


class MeetingDissent(models.Model):
    """Somebody at the meeting does not agree, and why; a fact once the meeting is concluded."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="dissent")
    said_by = models.CharField(max_length=300)
    reasons = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        db_table = "meeting_dissent"
