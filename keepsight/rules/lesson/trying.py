"""A lesson tried on one of its examples: what the rule would say, for its author to judge."""

from datetime import date

from keepsight.rules.lesson.lesson import Example, Lesson
from keepsight.rules.lesson.making import PREFIX, rule_of

Days = tuple[tuple[date, date | None], ...]


class NoExample(ValueError):
    """The example is about something that cannot have happened so."""


def says(lesson: Lesson, example: Example) -> Days:
    """The days on which the rule is raised and cleared in the example. Raises Unfinished, and
    NoExample where a fact of it cannot be."""
    alone = lesson.model_copy(update={"examples": (example,)})
    rule = rule_of(alone, code=f"{PREFIX}tried")
    try:
        (case,) = rule.cases.each
    except ValueError as error:
        raise NoExample("A fact of this example cannot be as the lesson asks for it") from error
    found = rule.shape.evaluate(case.history)
    return tuple((each.raised_on, each.cleared_on) for each in found)


def changed(lesson: Lesson) -> tuple[Example, ...]:
    """The examples of which the rule does not say any more what their author agreed to."""
    return tuple(each for each in lesson.examples if not _still_says(lesson, each))


def _still_says(lesson: Lesson, example: Example) -> bool:
    try:
        return says(lesson, example) == example.found
    except NoExample:
        return False
