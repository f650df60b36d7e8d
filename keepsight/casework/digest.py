"""The letter of a day: how much is overdue, due and unread, for whoever wants to hear once a day.
It names nobody."""

from datetime import date, datetime

from keepsight.casework import access, caseload, inbox, letter
from keepsight.casework.action import action, day_of
from keepsight.casework.ask import asks_of
from keepsight.casework.due import DAYS_AHEAD
from keepsight.casework.letter import Counts
from keepsight.record.models import Letter, LetterChoice, User
from keepsight.record.reader import reading_as, reading_as_system


def write_daily_letters(*, at: datetime) -> int:
    """Write the letter of this day to everybody who wants one and has something to hear of; gives
    how many were written. A second time on one day writes none."""
    on = day_of(at)
    written = 0
    for user in _who_wants_one(on=on):
        found = counts(user, on=on)
        if found.is_nothing:
            continue
        with action("write_daily_letter", by=None, at=at) as doing:
            letter.write_daily(user.pk, found, for_on=on, written_at=at)
            doing.note = f"to {user.username}"
        written += 1
    return written


def counts(user: User, *, on: date) -> Counts:
    """How much is overdue, due in the next four weeks and unread for somebody."""
    with reading_as(user, on=on):
        unread = inbox.unread_count(user)
        if access.may(user, "see_work"):
            own = caseload.totals(user, on=on)
            return Counts(own.overdue, own.due, unread)
        days = [(each.due_on - on).days for each in asks_of(user, on=on) if each.due_on]
    return Counts(
        sum(each < 0 for each in days), sum(0 <= each <= DAYS_AHEAD for each in days), unread
    )


def _who_wants_one(*, on: date) -> list[User]:
    with reading_as_system("who wants a letter once a day"):
        has_one = Letter.objects.filter(for_on=on).values("to")
        wanted = LetterChoice.objects.filter(how="daily", user__is_active=True)
        rows = wanted.exclude(user__in=has_one).select_related("user__team", "user__agency")
        return [each.user for each in rows.order_by("user")]
