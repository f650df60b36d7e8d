"""E-mail that says that there is something new, and nothing else: no name, no reason, no child. A
letter is written in the transaction of what it tells of, and sent afterwards by `keepsight post`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from keepsight.record.models import Letter, LetterChoice


@dataclass(frozen=True)
class Counts:
    """How much there is for somebody on a day."""

    overdue: int
    due: int
    unread: int

    @property
    def is_nothing(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.overdue or self.due or self.unread)


def write(to: Iterable[int], *, told_at: datetime) -> None:
    """Write a letter to each of these people, by number, who wants to hear at once and has none
    waiting. Call inside an action."""
    wanted = LetterChoice.objects.filter(user__in=list(to), how="at_once", user__is_active=True)
    Letter.objects.bulk_create(
        [
            Letter(letter=uuid4().hex, to_id=user, written_at=told_at, not_before=told_at)
            for user in wanted.values_list("user_id", flat=True)
        ],
        ignore_conflicts=True,
    )


def write_daily(to: int, counts: Counts, *, for_on: date, written_at: datetime) -> None:
    """Write somebody's letter of a day, unless it is there already. Call inside an action."""
    row = Letter(
        letter=uuid4().hex,
        to_id=to,
        for_on=for_on,
        written_at=written_at,
        not_before=written_at,
        overdue=counts.overdue,
        due=counts.due,
        unread=counts.unread,
    )
    Letter.objects.bulk_create([row], ignore_conflicts=True)
