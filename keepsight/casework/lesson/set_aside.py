"""A lesson that this version of Keepsight cannot read any more, after an update: it is named and
set aside, the directors and its author are told once, and nothing else stops for it."""

from datetime import datetime

from keepsight.casework import notice
from keepsight.casework.action import action
from keepsight.casework.lesson import in_force
from keepsight.record.models import LessonVersion, Notice, User
from keepsight.record.reader import reading_as_system
from keepsight.rules.lesson.lesson import Lesson, lesson_from

WHAT = "lesson_set_aside"


class CannotRead(Exception):
    """What a version of a lesson says cannot be read any more; `why` in words."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def said_in(row: LessonVersion) -> Lesson:
    """What a version says. Raises CannotRead."""
    if why := in_force.why_not(row.said):
        raise CannotRead(why)
    return lesson_from(row.said)


def tell(*, at: datetime) -> tuple[in_force.SetAside, ...]:
    """Tell the directors, and whoever published it, of each lesson that is set aside, once. Gives
    every lesson that is, told now or before. Call when Keepsight starts."""
    with reading_as_system("whether every lesson can still be read"):
        aside = in_force.set_aside()
        new = [each for each in aside if not _is_told(each)]
    for each in new:
        with action("set_lesson_aside", by=None, at=at) as doing:
            people = User.objects.filter(role="director") | User.objects.filter(pk=each.by)
            words = f"{each.title}. It says nothing new until it is written anew."
            notice.tell(doing, to=people, what=WHAT, child=None, about=each.lesson, words=words)
            doing.note = f"{each.lesson}: {each.why}"[:200]
    return aside


def _is_told(aside: in_force.SetAside) -> bool:
    told = Notice.objects.filter(what=WHAT, about=aside.lesson, told_at__gt=aside.at)
    return told.exists()
