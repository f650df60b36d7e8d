"""The examples of a lesson: what its parts are, what the rule says of one, and keeping those that
their author agrees with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework.lesson import lesson as casework
from keepsight.casework.lesson.page import said_of
from keepsight.casework.not_right import wrong
from keepsight.record.models import User
from keepsight.rules.lesson import example, trying
from keepsight.rules.lesson.lesson import Example, Lesson

MOST_EXAMPLES = 20
Days = Mapping[str, tuple[date, ...]]
Found = tuple[tuple[date, date | None], ...]


@dataclass(frozen=True)
class PartOffered:
    """Something that may happen on days in an example: its name, and in words."""

    name: str
    title: str


def parts(said: Lesson) -> tuple[PartOffered, ...]:
    """What an example of a lesson may give days for."""
    return tuple(
        PartOffered(each.name, each.title[:1].upper() + each.title[1:])
        for each in example.parts(said)
    )


def says(*, lesson: str, story: str, days: Days, by: User) -> Found:
    """What the rule says of the example: the days raised and cleared. Raises access.Refused,
    NoSuchLesson, or NotRight."""
    return _found(said_of(lesson, by=by), _example(story, days))


def keep(*, lesson: str, story: str, days: Days, by: User, at: datetime) -> None:
    """Keep an example with what the rule says of it now, for its author agrees. Raises
    access.Refused, NoSuchLesson, or NotRight."""
    said = said_of(lesson, by=by)
    if len(said.examples) >= MOST_EXAMPLES:
        raise wrong("", f"A lesson has {MOST_EXAMPLES} examples at most.")
    new = _example(story, days)
    new = new.model_copy(update={"found": _found(said, new)})
    _write(lesson, (*said.examples, new), by=by, at=at)


def remove(*, lesson: str, number: int, by: User, at: datetime) -> None:
    """Take out the example of that number, counted from 1; nothing where there is none."""
    said = said_of(lesson, by=by)
    rest = tuple(e for n, e in enumerate(said.examples, start=1) if n != number)
    _write(lesson, rest, by=by, at=at)


def _write(lesson: str, examples: tuple[Example, ...], *, by: User, at: datetime) -> None:
    what = {"examples": [each.model_dump(mode="json") for each in examples]}
    casework.change(lesson=lesson, what=what, by=by, at=at)


def _example(story: str, days: Days) -> Example:
    return Example(story=story, days=tuple(days.items()))


def _found(said: Lesson, new: Example) -> Found:
    if not new.days:
        raise wrong("", "Say on which days something happens.")
    try:
        return trying.says(said, new)
    except trying.NoExample as error:
        raise wrong("", f"{error}.") from error
