"""The working papers of a caseload: handovers that wait to be taken over, by which way people want
to hear that there is something new, and the letters that say so."""

from django.db import models

from keepsight.record.models.agency import User
from keepsight.record.models.person import Child


class Handover(models.Model):
    """One child passes from one worker to another. Until `finished_at` both are responsible.

    `event` is the same for brothers and sisters handed over together, and the event of the facts
    that say so. `reasons` are the manager's, `words` those of the worker who gives the child up.
    """

    event = models.CharField(max_length=64)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="handovers")
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reasons = models.TextField()
    words = models.TextField(blank=True)
    words_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    words_at = models.DateTimeField(null=True)
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "handover"
        indexes = [models.Index(fields=["event"], name="handover_event")]
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=models.Q(finished_at=None),
                name="handover_one_at_a_time",
            ),
        ]


class LetterChoice(models.Model):
    """By which way somebody wants to hear by e-mail that there is something new."""

    user = models.OneToOneField(
        User, on_delete=models.PROTECT, primary_key=True, related_name="letter_choice"
    )
    how = models.CharField(max_length=20, help_text="A code of the ways to hear of something new.")
    address = models.EmailField(blank=True)
    chosen_at = models.DateTimeField()

    class Meta:
        db_table = "letter_choice"


class Letter(models.Model):
    """One e-mail to one person, until it is sent or given up. It says nothing of any child.

    `for_on` is the day of a daily letter, with how much there is of each in its counts; a letter
    about something new has no day. `failure` names the kind of error and nothing else.
    """

    letter = models.CharField(primary_key=True, max_length=32)
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="letters")
    for_on = models.DateField(null=True)
    overdue = models.PositiveIntegerField(default=0)
    due = models.PositiveIntegerField(default=0)
    unread = models.PositiveIntegerField(default=0)
    written_at = models.DateTimeField()
    not_before = models.DateTimeField(help_text="When it is tried, or tried again.")
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    failure = models.CharField(max_length=100, blank=True)

    class Meta:
        db_table = "letter"
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(sent_at=None, given_up_at=None),
                name="letter_waiting",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["to", "for_on"],
                condition=models.Q(for_on__isnull=False),
                name="letter_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["to"],
                condition=models.Q(for_on=None, sent_at=None, given_up_at=None),
                name="letter_one_waits",
            ),
        ]
