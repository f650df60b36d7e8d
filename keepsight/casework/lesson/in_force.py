"""The published lessons as rules: made from what was said, by the same machinery as every rule."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from keepsight.practice.working_day import LONDON
from keepsight.record.models import LessonVersion
from keepsight.rules.lesson.lesson import lesson_from
from keepsight.rules.lesson.making import PREFIX, rule_of
from keepsight.rules.rule import Rule


@dataclass(frozen=True)
class Published:
    """A lesson in force as a rule, since when it has stood as it is, which version it is, and what
    it says as plain values."""

    rule: Rule
    since: datetime
    version: int
    said: Mapping[str, Any]


_CANNOT = (ValueError, LookupError, TypeError, AttributeError)
"""What reading a lesson that an older version kept may raise. It must stop nobody who saves."""
_titles: dict[str, str] = {}
"""What each lesson is called. A lesson that was published keeps its name."""


def published() -> tuple[Published, ...]:
    """The lessons that run, as published last and heeded. One question to the database.

    One that this version of Keepsight cannot read any more is not among them: see `set_aside`.
    """
    rows = [each for each in _latest(is_heeded=True) if each.standing == "published"]
    found = [(_rule(each), each) for each in rows]
    return tuple(
        Published(rule, row.at, row.pk, row.said) for rule, row in found if rule is not None
    )


@dataclass(frozen=True)
class SetAside:
    """A published lesson that this version of Keepsight cannot read any more, with `why` in words.
    It says nothing new; what it had found stays as it stood, until it is written anew or
    withdrawn. `sentence` and `source` as far as they can still be read."""

    lesson: str
    title: str
    sentence: str
    source: str
    why: str
    at: datetime
    by: int


def set_aside() -> tuple[SetAside, ...]:
    """The published lessons that cannot be read. One question to the database."""
    rows = [each for each in _latest(is_heeded=True) if each.standing == "published"]
    return tuple(_aside(each) for each in rows if _rule(each) is None)


def set_aside_called(code: str) -> SetAside | None:
    """The lesson of that code, if it is set aside."""
    return next((each for each in set_aside() if each.lesson == code), None)


def is_readable(row: LessonVersion) -> bool:
    """Whether this version of Keepsight can make a rule of a published version of a lesson."""
    return _rule(row) is not None


def why_not(said: object) -> str:
    """Why a lesson cannot be read, in words; empty where it can."""
    try:
        lesson_from(said if isinstance(said, dict) else {})
    except _CANNOT as error:
        return str(error)
    return ""


def is_lesson(code: str) -> bool:
    """Whether a rule of this code was written down by people, and stands in no file."""
    return code.startswith(PREFIX)


def lesson_called(code: str) -> Rule | None:
    """The rule of a lesson as it was last published, withdrawn or not; None where there is none."""
    rows = LessonVersion.objects.filter(lesson=code, standing="published")
    row = rows.order_by("-number").first()
    return _rule(row) if row else None


def published_on(code: str) -> date | None:
    """The day on which a lesson was first published; None where it never was."""
    rows = LessonVersion.objects.filter(lesson=code, standing="published")
    first = rows.order_by("number").first()
    return first.at.astimezone(LONDON).date() if first else None


def title_of(code: str) -> str:
    """What people call the lesson; its code where there is none."""
    if code not in _titles:
        row = LessonVersion.objects.filter(lesson=code).exclude(standing="draft").first()
        if row is None:
            return code
        _titles[code] = row.title
    return _titles[code]


def heed_all() -> None:
    """Let every publication and withdrawal hold that waited until every child is looked at. Call
    as the system."""
    LessonVersion.objects.filter(is_heeded=False).update(is_heeded=True)


def waiting() -> Mapping[str, str]:
    """The lessons that wait until every child is looked at: published or withdrawn, by code."""
    return {each.lesson: each.standing for each in _latest() if not each.is_heeded}


def _latest(**wanted: bool) -> Iterable[LessonVersion]:
    """The latest of each lesson that is not a draft, in the order of their codes."""
    rows = LessonVersion.objects.filter(**wanted).exclude(standing="draft")
    return rows.order_by("lesson", "-number").distinct("lesson")


def _rule(row: LessonVersion) -> Rule | None:
    return _made(row.lesson, json.dumps(row.said, sort_keys=True))


@lru_cache(maxsize=500)
def _made(code: str, said: str) -> Rule | None:
    """Made once of the same words, for every fact that is added asks for every rule."""
    try:
        return rule_of(lesson_from(json.loads(said)), code=code)
    except _CANNOT:
        return None


def _aside(row: LessonVersion) -> SetAside:
    said = row.said if isinstance(row.said, dict) else {}
    source = said.get("source")
    return SetAside(
        lesson=row.lesson,
        title=row.title,
        sentence=str(said.get("sentence", "")),
        source=str(source.get("title", "")) if isinstance(source, dict) else "",
        why=why_not(row.said),
        at=row.at,
        by=row.by_id,
    )
