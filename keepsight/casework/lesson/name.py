"""What a lesson is called: no two lessons, and no lesson and a rule, have one name, or nobody could
tell whose finding stands on a child's page."""

from django.db import connection

from keepsight.casework.lesson import in_force
from keepsight.casework.not_right import wrong
from keepsight.casework.rules_in_force import rules_as_made
from keepsight.record.models import LessonVersion, User

_ONE_AFTER_ANOTHER = "SELECT pg_advisory_xact_lock(hashtextextended('keepsight lesson names', 0))"


def wait_for_names() -> None:
    """Name lessons one after another until the transaction ends: two people may give one name at
    the same moment, and somebody may press a button twice."""
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AFTER_ANOTHER)


def require_own_name(title: str, *, lesson: str = "") -> None:
    """Raises NotRight where another lesson or a rule has this name, large and small letters alike.
    One that was withdrawn, or is set aside and is written down anew, keeps nobody from it."""
    same = _alike(title)
    if any(_alike(each.title) == same for each in rules_as_made().values() if each.code != lesson):
        raise wrong("title", "A rule has this name already. Choose one that tells them apart.")
    aside = {each.lesson for each in in_force.set_aside()}
    for each in _latest():
        is_other = each.lesson != lesson and each.standing != "withdrawn"
        if is_other and each.lesson not in aside and _alike(each.title) == same:
            raise wrong(
                "title", "A lesson has this name already. Choose one that tells them apart."
            )


def begun_just_so(title: str, said: object, *, by: User) -> str | None:
    """The code of a lesson that this person began in just these words and has not gone on with:
    they pressed the button twice, or went back. None where there is none."""
    rows = (each for each in _latest() if each.number == 1 and each.by_id == by.pk)
    return next((e.lesson for e in rows if e.title == title and e.said == said), None)


def _latest() -> list[LessonVersion]:
    return list(LessonVersion.objects.order_by("lesson", "-number").distinct("lesson"))


def _alike(title: str) -> str:
    return " ".join(title.split()).casefold()
