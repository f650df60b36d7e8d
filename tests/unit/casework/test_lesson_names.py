"""What a lesson may be called, what cannot hold together in it, and how it is taken up again."""

from typing import Any

import pytest

from keepsight.casework.lesson import lesson, page, step
from keepsight.casework.not_right import NotRight
from keepsight.casework.rules_in_force import rules_in_force
from keepsight.record.models import LessonVersion
from keepsight.record.reader import reading_as, reading_as_system
from keepsight.rules.rulebook import RULES
from tests.unit.casework.test_lesson import MEDICAL, WHY, begun, place, published
from tests.unit.record.a_record import NOON, TODAY, Place

__all__ = ["place"]
pytestmark = pytest.mark.django_db
MANY = {
    "source": {"title": "Our audit of 2026"},
    "sort": "too_many",
    "of": [{"kind": "concern"}],
    "clears": [{"kind": "medical"}],
    "times": 3,
}


def draft(place: Place, title: str, *, sentence: str = "Said.", by: str = "manager") -> str:
    user = getattr(place, by)
    with reading_as(user, on=TODAY):
        return lesson.draft(title=title, sentence=sentence, by=user, at=NOON)


@pytest.mark.parametrize(
    "title", [RULES["initial_conference_late"].title, "left at  THAT", " Left at that "]
)
def test_no_lesson_has_the_name_of_a_rule_or_of_another_lesson(place: Place, title: str) -> None:
    begun(place)

    with pytest.raises(NotRight, match="has this name already"):
        draft(place, title)
    other = draft(place, "Something else")
    with pytest.raises(NotRight, match="has this name already"):
        lesson.change(lesson=other, what={"title": title}, by=place.manager, at=NOON)


def test_a_lesson_that_was_drafted_before_a_rule_had_its_name_is_not_published(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = begun(place)
    published(place, code)
    monkeypatch.setattr(lesson, "require_own_name", lambda *_, **__: None)
    other = draft(place, "Left at That")
    lesson.change(lesson=other, what=MEDICAL, by=place.manager, at=NOON)
    monkeypatch.undo()

    with pytest.raises(NotRight, match="has this name already"):
        published(place, other)
    assert other not in rules_in_force()


def test_a_name_is_free_again_once_its_lesson_was_withdrawn(place: Place) -> None:
    code = begun(place)
    with reading_as(place.director, on=TODAY):
        lesson.withdraw(lesson=code, reasons=WHY, by=place.director, at=NOON)

    assert draft(place, "Left at that") != code


def test_a_button_pressed_twice_begins_one_lesson(place: Place) -> None:
    first = draft(place, "Pressed twice")

    assert draft(place, "Pressed twice") == first
    with reading_as_system("test"):
        assert LessonVersion.objects.filter(lesson=first).count() == 1
    with pytest.raises(NotRight, match="has this name already"):
        draft(place, "Pressed twice", by="business_manager")
    with pytest.raises(NotRight, match="has this name already"):
        draft(place, "Pressed twice", sentence="In other words.")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"times": 1, "by_different_agencies": True}, "Two agencies cannot say one thing"),
        ({"times": 1, "window": {"amount": 3, "unit": "months"}}, "One alone is too many"),
        (
            {"under": {"amount": 5, "unit": "years"}, "at_least": {"amount": 60, "unit": "months"}},
            "No child is younger than 5 years and at least 60 months old",
        ),
    ],
)
def test_what_cannot_hold_together_is_refused(
    place: Place, what: dict[str, Any], said: str
) -> None:
    code = draft(place, "Three times")
    lesson.change(lesson=code, what=MANY, by=place.manager, at=NOON)

    with pytest.raises(NotRight, match=said):
        lesson.change(lesson=code, what=what, by=place.manager, at=NOON)


def test_ages_that_hold_together_are_taken(place: Place) -> None:
    code = draft(place, "Three times")
    ages = {"under": {"amount": 2, "unit": "years"}, "at_least": {"amount": 1, "unit": "months"}}

    assert lesson.change(lesson=code, what={**MANY, **ages}, by=place.manager, at=NOON)


def test_a_withdrawn_lesson_is_published_again_as_it_was(place: Place) -> None:
    code = begun(place)
    published(place, code)
    with reading_as(place.director, on=TODAY):
        lesson.withdraw(lesson=code, reasons=WHY, by=place.director, at=NOON)
        shown = page.lesson_page(code, by=place.director)
    assert shown.can_be_published

    assert published(place, code)
    assert code in rules_in_force()
    with reading_as(place.director, on=TODAY):
        assert not page.lesson_page(code, by=place.director).can_be_published


@pytest.mark.parametrize("per_concern", [True, False])
def test_what_clears_it_may_be_left_open_only_where_an_answer_does(
    place: Place, per_concern: bool
) -> None:
    code = draft(place, "Three times")
    given = {**MANY, "clears": [], "per_concern": per_concern}
    lesson.change(lesson=code, what=given, by=place.manager, at=NOON)
    said = page.said_of(code, by=place.manager)

    assert step.needs_kind(said, "clears") is not per_concern
    shown = step.answer(said, "clears").said
    assert shown == (("Only an answer to the concern",) if per_concern else ())
