"""Lessons as pages show them: the list, and one with what it says, in words and as chosen, what is
still to be said, and its versions."""

from dataclasses import dataclass
from datetime import datetime

from keepsight.casework import access, audit
from keepsight.casework.lesson.lesson import NoSuchLesson
from keepsight.casework.lesson.step import Answer, answer, steps
from keepsight.record.models import LessonVersion, User
from keepsight.rules.lesson import words
from keepsight.rules.lesson.lesson import Example, Lesson, lesson_from, wanting
from keepsight.rules.lesson.trying import changed

Standing = str
"""draft, published or withdrawn."""


@dataclass(frozen=True)
class LessonLine:
    """A lesson in the list: how it stands, whether a newer draft or every child is waited for."""

    code: str
    title: str
    sentence: str
    standing: Standing
    has_draft: bool
    waits: bool
    at: datetime
    by: str


@dataclass(frozen=True)
class VersionLine:
    """One version: who made it what, when and why."""

    number: int
    standing: Standing
    at: datetime
    by: str
    reasons: str
    waits: bool


@dataclass(frozen=True)
class LessonPage:
    """One lesson. `raised` and `cleared` are empty while it is unfinished; `wanting` are steps with
    what is still to be said there; `changed` the examples that it does not fit any more."""

    line: LessonLine
    said: Lesson
    raised: str
    cleared: str
    answers: tuple[Answer, ...]
    wanting: tuple[tuple[str, str], ...]
    changed: tuple[Example, ...]
    versions: tuple[VersionLine, ...]

    @property
    def can_be_published(self) -> bool:
        """Whether nothing is missing, and it is not published just so."""
        return not self.wanting and not self.changed and self.is_draft

    @property
    def decided(self) -> tuple[VersionLine, ...]:
        """The versions that were published or withdrawn, latest first."""
        return tuple(each for each in self.versions if each.standing != "draft")

    @property
    def is_draft(self) -> bool:
        """Whether the latest version is a draft."""
        return self.versions[0].standing == "draft"


def lessons(*, by: User) -> tuple[LessonLine, ...]:
    """Every lesson, by name. Raises access.Refused."""
    access.require(by, "write_lesson")
    audit.saw(by=by, what="write_lesson")
    found: dict[str, list[LessonVersion]] = {}
    for each in LessonVersion.objects.select_related("by").order_by("lesson", "number"):
        found.setdefault(each.lesson, []).append(each)
    return tuple(sorted((_line(each) for each in found.values()), key=lambda e: e.title.lower()))


def lesson_page(code: str, *, by: User) -> LessonPage:
    """One lesson. Raises access.Refused, or NoSuchLesson."""
    access.require(by, "write_lesson")
    rows = list(LessonVersion.objects.filter(lesson=code).select_related("by").order_by("number"))
    if not rows:
        raise NoSuchLesson(code)
    audit.saw(by=by, what="write_lesson", note=code)
    said = lesson_from(rows[-1].said)
    missing = tuple(wanting(said))
    return LessonPage(
        line=_line(rows),
        said=said,
        raised="" if missing else words.raised(said),
        cleared="" if missing else words.cleared(said),
        answers=tuple(answer(said, step) for step in steps(said)),
        wanting=missing,
        changed=() if missing else changed(said),
        versions=tuple(_version(each) for each in reversed(rows)),
    )


def said_of(code: str, *, by: User) -> Lesson:
    """What the latest version says, for a step of the form. Raises access.Refused, NoSuchLesson."""
    access.require(by, "write_lesson")
    row = LessonVersion.objects.filter(lesson=code).order_by("-number").first()
    if row is None:
        raise NoSuchLesson(code)
    return lesson_from(row.said)


def _line(rows: list[LessonVersion]) -> LessonLine:
    latest = rows[-1]
    stands = next((each for each in reversed(rows) if each.standing != "draft"), latest)
    said = latest.said
    return LessonLine(
        code=latest.lesson,
        title=latest.title,
        sentence=str(said.get("sentence", "")),
        standing=stands.standing,
        has_draft=latest.standing == "draft" and stands is not latest,
        waits=not stands.is_heeded,
        at=latest.at,
        by=latest.by.signature,
    )


def _version(row: LessonVersion) -> VersionLine:
    return VersionLine(
        row.number, row.standing, row.at, row.by.signature, row.reasons, not row.is_heeded
    )
