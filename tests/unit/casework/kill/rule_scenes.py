"""Scenes about the rules: an authority's own number, and a lesson that becomes a rule."""

from functools import partial

from keepsight.casework import rule_number
from keepsight.casework.lesson import lesson, offer, set_aside, trying
from keepsight.record.models import LessonVersion
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.casework.kill.killed import Deed
from tests.unit.casework.kill.scene import BEFORE, NOW, read_by, scene
from tests.web.small_authority import TODAY, SmallAuthority, write_a_lesson

WHY = "The review of last year asks for it."


@scene("rule_number.py: set_number")
def setting_a_number(here: SmallAuthority) -> Deed:
    by = here.people["director"]
    number = {"rule": "injuries_not_put_together", "name": "Injuries", "amount": 2}
    return read_by(by, partial(rule_number.set_number, **number, reasons=WHY, by=by, at=NOW))


@scene("lesson/lesson.py: draft")
def drafting_a_lesson(here: SmallAuthority) -> Deed:
    by = here.people["manager"]
    said = {"title": "Left at that", "sentence": "A medical was left at that."}
    return read_by(by, partial(lesson.draft, **said, by=by, at=NOW))


@scene("lesson/lesson.py: change")
def changing_a_lesson(here: SmallAuthority) -> Deed:
    by, code = here.people["manager"], write_a_lesson(here)
    what = {"sentence": "A medical was left at that, and nobody looked again."}
    return read_by(by, partial(lesson.change, lesson=code, what=what, by=by, at=NOW))


@scene("lesson/offer.py: offer")
def asking_a_director_to_publish_a_lesson(here: SmallAuthority) -> Deed:
    by, code = here.people["manager"], write_a_lesson(here)
    return read_by(by, partial(offer.offer, lesson=code, by=by, at=NOW))


@scene("lesson/lesson.py: publish")
def publishing_a_lesson(here: SmallAuthority) -> Deed:
    by, code = here.people["director"], write_a_lesson(here)
    return read_by(by, partial(lesson.publish, lesson=code, reasons=WHY, by=by, at=NOW))


@scene("lesson/lesson.py: withdraw")
def withdrawing_a_lesson(here: SmallAuthority) -> Deed:
    by, code = here.people["director"], write_a_lesson(here)
    with reading_as(by, on=TODAY):
        lesson.publish(lesson=code, reasons=WHY, by=by, at=BEFORE)
    return read_by(by, partial(lesson.withdraw, lesson=code, reasons=WHY, by=by, at=NOW))


def _example(here: SmallAuthority, code: str) -> dict[str, object]:
    with reading_as(here.people["manager"], on=TODAY):
        said = trying.said_of(code, by=here.people["manager"])
    first = trying.parts(said)[0].name
    return {"story": "once", "days": {first: (TODAY,)}}


@scene("lesson/set_aside.py: tell")
def telling_of_a_lesson_that_cannot_be_read(here: SmallAuthority) -> Deed:
    by, code = here.people["director"], write_a_lesson(here)
    with reading_as(by, on=TODAY):
        lesson.publish(lesson=code, reasons=WHY, by=by, at=BEFORE)
    with reading_as_system("the scene puts an older edition's words into the record"):
        last = LessonVersion.objects.filter(lesson=code).latest("number")
        LessonVersion.objects.create(
            lesson=code,
            number=last.number + 1,
            standing="published",
            said=last.said | {"sort": "by_moonlight"},
            title=last.title,
            at=BEFORE,
            by=by,
        )
    return partial(set_aside.tell, at=NOW)


@scene("lesson/trying.py: keep")
def keeping_an_example(here: SmallAuthority) -> Deed:
    by, code = here.people["manager"], write_a_lesson(here)
    given = _example(here, code)
    return read_by(by, partial(trying.keep, lesson=code, **given, by=by, at=NOW))


@scene("lesson/trying.py: remove")
def removing_an_example(here: SmallAuthority) -> Deed:
    by, code = here.people["manager"], write_a_lesson(here)
    given = _example(here, code)
    with reading_as(by, on=TODAY):
        trying.keep(lesson=code, **given, by=by, at=BEFORE)  # type: ignore[arg-type]
    return read_by(by, partial(trying.remove, lesson=code, number=1, by=by, at=NOW))
