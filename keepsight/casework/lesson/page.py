"""Lessons as pages show them: the list, and one with what it says, in words and as chosen, what is
still to be said, and its versions."""

from dataclasses import dataclass
from datetime import datetime

from keepsight.casework import access, audit
from keepsight.casework.lesson.in_force import is_readable, why_not
from keepsight.casework.lesson.lesson import NoSuchLesson
from keepsight.casework.lesson.set_aside import said_in
from keepsight.casework.lesson.step import Answer, answer, steps
from keepsight.casework.rule_number import has_own_number
from keepsight.record.models import LessonVersion, User
from keepsight.rules.lesson import words
from keepsight.rules.lesson.lesson import Example, Lesson, wanting
from keepsight.rules.lesson.trying import changed

Standing = str
"""draft, published or withdrawn."""


@dataclass(frozen=True)
class LessonLine:
    """A lesson in the list: how it stands, whether a newer draft or every child is waited for, and
    whether it is set aside because it cannot be read any more."""

    code: str
    title: str
    sentence: str
    standing: Standing
    has_draft: bool
    waits: bool
    is_set_aside: bool
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
    what is still to be said there; `changed` the examples that it does not fit any more;
    `has_own_number`: on the page of the rule another number was set than it names."""

    line: LessonLine
    said: Lesson
    raised: str
    cleared: str
    answers: tuple[Answer, ...]
    wanting: tuple[tuple[str, str], ...]
    changed: tuple[Example, ...]
    has_own_number: bool
    versions: tuple[VersionLine, ...]

    @property
    def can_be_published(self) -> bool:
        """Whether nothing is missing, and it is not published just so; one that was withdrawn can
        be taken up again."""
        return not self.wanting and not self.changed and self.is_not_published

    @property
    def decided(self) -> tuple[VersionLine, ...]:
        """The versions that were published or withdrawn, latest first."""
        return tuple(each for each in self.versions if each.standing != "draft")

    @property
    def is_not_published(self) -> bool:
        """Whether the latest version is a draft, or withdrawn."""
        return self.versions[0].standing != "published"


def lessons(*, by: User) -> tuple[LessonLine, ...]:
    """Every lesson, by name. Raises access.Refused."""
    access.require(by, "write_lesson")
    audit.saw(by=by, what="write_lesson")
    found: dict[str, list[LessonVersion]] = {}
    for each in LessonVersion.objects.select_related("by").order_by("lesson", "number"):
        found.setdefault(each.lesson, []).append(each)
    return tuple(sorted((_line(each) for each in found.values()), key=lambda e: e.title.lower()))


def lesson_page(code: str, *, by: User) -> LessonPage:
    """One lesson. Raises access.Refused, NoSuchLesson, or CannotRead."""
    access.require(by, "write_lesson")
    rows = list(LessonVersion.objects.filter(lesson=code).select_related("by").order_by("number"))
    if not rows:
        raise NoSuchLesson(code)
    audit.saw(by=by, what="write_lesson", note=code)
    said = said_in(rows[-1])
    missing = tuple(wanting(said))
    return LessonPage(
        line=_line(rows),
        said=said,
        raised="" if missing else words.raised(said),
        cleared="" if missing else words.cleared(said),
        answers=tuple(answer(said, step) for step in steps(said)),
        wanting=missing,
        changed=() if missing else changed(said),
        has_own_number=has_own_number(code),
        versions=tuple(_version(each) for each in reversed(rows)),
    )


@dataclass(frozen=True)
class SetAsidePage:
    """A lesson of which the latest version cannot be read: what stands in the list, its source as
    far as that can be read, and its versions."""

    line: LessonLine
    source: str
    why: str
    versions: tuple[VersionLine, ...]


def set_aside_page(code: str, *, by: User) -> SetAsidePage:
    """A lesson that cannot be read, as far as it can. Raises access.Refused, or NoSuchLesson."""
    access.require(by, "write_lesson")
    rows = list(LessonVersion.objects.filter(lesson=code).select_related("by").order_by("number"))
    if not rows:
        raise NoSuchLesson(code)
    said = rows[-1].said
    source = said.get("source") if isinstance(said, dict) else None
    return SetAsidePage(
        line=_line(rows),
        source=str(source.get("title", "")) if isinstance(source, dict) else "",
        why=why_not(said),
        versions=tuple(_version(each) for each in reversed(rows)),
    )


def lesson_line(code: str, *, by: User) -> LessonLine:
    """How a lesson stands, whether it can be read or not. Raises access.Refused, NoSuchLesson."""
    return set_aside_page(code, by=by).line


def said_of(code: str, *, by: User) -> Lesson:
    """What the latest version says, for a step of the form. Raises access.Refused, NoSuchLesson, or
    CannotRead."""
    access.require(by, "write_lesson")
    row = LessonVersion.objects.filter(lesson=code).order_by("-number").first()
    if row is None:
        raise NoSuchLesson(code)
    return said_in(row)


def _line(rows: list[LessonVersion]) -> LessonLine:
    latest = rows[-1]
    stands = next((each for each in reversed(rows) if each.standing != "draft"), latest)
    said = latest.said if isinstance(latest.said, dict) else {}
    return LessonLine(
        code=latest.lesson,
        title=latest.title,
        sentence=str(said.get("sentence", "")),
        standing=stands.standing,
        has_draft=latest.standing == "draft" and stands is not latest,
        waits=not stands.is_heeded,
        is_set_aside=stands.standing == "published" and not is_readable(stands),
        at=latest.at,
        by=latest.by.signature,
    )


def _version(row: LessonVersion) -> VersionLine:
    return VersionLine(
        row.number, row.standing, row.at, row.by.signature, row.reasons, not row.is_heeded
    )
