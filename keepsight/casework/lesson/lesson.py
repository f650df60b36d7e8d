"""What is done with a lesson: it is drafted, changed, published as a rule, and withdrawn. Nothing
is overwritten, and whoever publishes or withdraws says why.

A manager or a director writes; a director publishes, who answers for what every team is shown.
"""

from datetime import datetime
from typing import Any

from keepsight.casework import access, projection
from keepsight.casework.action import Action, action
from keepsight.casework.lesson.name import begun_just_so, require_own_name, wait_for_names
from keepsight.casework.lesson.set_aside import said_in
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.record.models import LessonVersion, User
from keepsight.rules.lesson.lesson import Lesson, contradictions, lesson_from, wanting
from keepsight.rules.lesson.making import code_for
from keepsight.rules.lesson.trying import changed


class NoSuchLesson(LookupError):
    """There is no lesson of that code."""


def draft(*, title: str, sentence: str, by: User, at: datetime) -> str:
    """Begin a lesson; gives its code, which it keeps. Begun twice in the same words by the same
    person, it is one. Raises access.Refused, or NotRight."""
    access.require(by, "write_lesson")
    if not title.strip():
        raise wrong("title", "Give the lesson a name.")
    said = _said({"title": title, "sentence": sentence})
    with action("write_lesson", by=by, at=at) as doing:
        wait_for_names()
        if there := begun_just_so(*_kept(said), by=by):
            doing.note = f"{there}: begun already"
            return there
        require_own_name(said.title)
        code = _free(code_for(title))
        _add(doing, by, code, _kept(said), "draft")
    return code


def change(*, lesson: str, what: dict[str, Any], by: User, at: datetime) -> bool:
    """Say some things of a lesson anew: `what` are fields of `rules.lesson` with plain values.
    Gives whether that changed anything. What is published stays until the draft is published too.

    Raises access.Refused, NoSuchLesson, or NotRight: a published lesson keeps its name.
    """
    access.require(by, "write_lesson")
    with action("write_lesson", by=by, at=at) as doing:
        versions = _held(lesson)
        before = said_in(versions[-1])
        after = _said({**before.model_dump(mode="json"), **what})
        if after == before:
            doing.note = f"{lesson}: nothing new"
            return False
        if after.title != before.title:
            if any(e.standing != "draft" for e in versions):
                raise wrong("title", "A lesson that was published keeps its name.")
            wait_for_names()
            require_own_name(after.title, lesson=lesson)
        if faults := [Wrong(*each) for each in contradictions(after) if each[0] in what]:
            raise NotRight(*faults)
        _add(doing, by, lesson, _kept(after), "draft", number=versions[-1].number + 1)
    return True


def publish(*, lesson: str, reasons: str, by: User, at: datetime) -> bool:
    """Make a lesson a rule that runs on every child. Gives whether it runs at once: in a large
    record it waits until every child is looked at (`keepsight look-again`, decision 8).

    Raises access.Refused, NoSuchLesson, or NotRight for one that is not finished, that does not
    say of its examples what its author agreed to, or without reasons.
    """
    access.require(by, "publish_lesson")
    with action("publish_lesson", by=by, at=at) as doing:
        latest = to_be_published(lesson)
        said = said_in(latest)
        wait_for_names()
        require_own_name(said.title, lesson=lesson)
        if faults := [*faults_of(said), *_without(reasons)]:
            raise NotRight(*faults)
        return _stand(doing, by, latest, "published", reasons)


def withdraw(*, lesson: str, reasons: str, by: User, at: datetime) -> bool:
    """End a lesson: as a rule its findings go, as a draft it is put aside. It can be taken up
    again. Gives whether that holds at once. Raises access.Refused, NoSuchLesson, or NotRight."""
    access.require(by, "publish_lesson")
    with action("publish_lesson", by=by, at=at) as doing:
        latest = _held(lesson)[-1]
        if latest.standing == "withdrawn":
            raise wrong("", "This lesson is withdrawn already.")
        if faults := _without(reasons):
            raise NotRight(*faults)
        # What cannot be read any more can still be withdrawn: it is kept as it was.
        return _stand(doing, by, latest, "withdrawn", reasons)


def _stand(doing: Action, by: User, latest: LessonVersion, standing: str, why: str) -> bool:
    ran = LessonVersion.objects.filter(lesson=latest.lesson, standing="published").exists()
    waits = (ran or standing == "published") and projection.are_too_many()
    _add(
        doing,
        by,
        latest.lesson,
        (latest.title, latest.said),
        standing,
        number=latest.number + 1,
        reasons=why.strip(),
        is_heeded=not waits,
    )
    if not waits:
        projection.refresh_rule(latest.lesson)
    return not waits


def to_be_published(code: str) -> LessonVersion:
    """The latest version of a lesson, kept from others until the transaction ends. Raises
    NoSuchLesson, or NotRight where it is published as it is."""
    latest = _held(code)[-1]
    if latest.standing == "published":
        raise wrong("", "This lesson is published as it is.")
    return latest


def faults_of(said: Lesson) -> list[Wrong]:
    """What keeps a lesson from being published: what is missing, or cannot hold together."""
    found = [Wrong("", words) for _, words in (*wanting(said), *contradictions(said))]
    if not found:
        found += [
            Wrong("", f"The rule does not say any more what was agreed of “{each.story}”.")
            for each in changed(said)
        ]
    return found


def _without(reasons: str) -> list[Wrong]:
    return [] if reasons.strip() else [Wrong("reasons", "Say why, for whoever reads it later.")]


def _said(values: dict[str, Any]) -> Lesson:
    try:
        return lesson_from(values)
    except ValueError as error:
        field, _, message = str(error).partition(": ")
        raise wrong(field.split(".")[0], message.removeprefix("Value error, ")) from error


def _kept(said: Lesson) -> tuple[str, dict[str, Any]]:
    """The name, and what was said, as a version keeps them."""
    return said.title, said.model_dump(mode="json")


def _held(code: str) -> list[LessonVersion]:
    """Every version of a lesson, oldest first, kept from others until the transaction ends."""
    rows = list(LessonVersion.objects.select_for_update().filter(lesson=code).order_by("number"))
    if not rows:
        raise NoSuchLesson(code)
    return rows


def _free(code: str) -> str:
    """This code, or with a number after it where there is a lesson of it already."""
    taken = set(LessonVersion.objects.filter(lesson__startswith=code).values_list("lesson"))
    named = (code, *(f"{code}_{n}" for n in range(2, len(taken) + 3)))
    return next(each for each in named if (each,) not in taken)


def _add(
    doing: Action,
    by: User,
    code: str,
    kept: tuple[str, Any],
    standing: str,
    *,
    number: int = 1,
    reasons: str = "",
    is_heeded: bool = True,
) -> None:
    LessonVersion.objects.create(
        lesson=code,
        number=number,
        standing=standing,
        title=kept[0],
        said=kept[1],
        reasons=reasons,
        at=doing.at,
        by=by,
        is_heeded=is_heeded,
    )
    doing.note = f"{code}, version {number}: {standing}"
