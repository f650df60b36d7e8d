"""Asking the directors to publish a lesson: whoever writes one down may not make it a rule."""

from datetime import datetime

from keepsight.casework import access, notice
from keepsight.casework.action import action
from keepsight.casework.lesson.lesson import faults_of, to_be_published
from keepsight.casework.lesson.set_aside import said_in
from keepsight.casework.not_right import NotRight
from keepsight.record.models import Notice, User

WHAT = "lesson_offered"


def offer(*, lesson: str, by: User, at: datetime) -> bool:
    """Tell the directors that a lesson is written down whole and waits for one of them to publish
    it. Gives whether they are told now: of a lesson as it stands they are told once.

    Raises access.Refused, NoSuchLesson, or NotRight for one that is not finished or is published
    as it is.
    """
    access.require(by, "write_lesson")
    with action("write_lesson", by=by, at=at) as doing:
        latest = to_be_published(lesson)
        if faults := faults_of(said_in(latest)):
            raise NotRight(*faults)
        doing.note = f"{lesson}: the directors are asked to publish it"
        told = Notice.objects.filter(what=WHAT, about=lesson, told_at__gte=latest.at)
        if told.exists():
            return False
        directors = User.objects.filter(role="director")
        notice.tell(doing, to=directors, what=WHAT, child=None, about=lesson, words=latest.title)
    return True
