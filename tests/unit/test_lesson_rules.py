"""What a lesson says in words, its worked cases, and what it may be about."""

from datetime import date

import pytest

from keepsight.facts.kind import KINDS
from keepsight.rules.lesson import words
from keepsight.rules.lesson.lesson import (
    BEARS,
    NEVER_MEANT,
    Example,
    Lesson,
    Meant,
    fields_of,
    lesson_from,
    wanting,
)
from keepsight.rules.lesson.making import Unfinished, code_for, rule_of
from keepsight.rules.lesson.trying import NoExample, changed, says
from keepsight.rules.rulebook import RULES

OF = sorted(set(KINDS) - NEVER_MEANT)


def a_lesson(**said: object) -> Lesson:
    values = {
        "title": "A lesson",
        "sentence": "Something went wrong.",
        "source": {"title": "A review"},
        "sort": "too_many",
        "times": 1,
        "of": [{"kind": "visit"}],
        "clears": [{"kind": "supervision"}],
    }
    return lesson_from({**values, **said})


@pytest.mark.parametrize("per_concern", [True, False])
@pytest.mark.parametrize("kind", [each for each in OF if each not in ("answer", "concern")])
def test_an_example_can_be_told_of_every_kind(kind: str, per_concern: bool) -> None:
    for bears in BEARS.get(kind, ("about", "any")):
        lesson = a_lesson(
            of=[{"kind": kind, "bears": bears if per_concern else "about"}],
            per_concern=per_concern,
        )
        days = (("concern", (date(2024, 1, 1),)), ("of-1", (date(2024, 2, 1),)))
        raised_on = date(2024, 2, 1)

        assert says(lesson, Example(story="once", days=days)) == ((raised_on, None),), bears


def test_every_answer_that_is_offered_is_taken_and_said_in_words() -> None:
    for kind in OF:
        for field in fields_of(kind):
            values = [True] if field.codes is None else list(field.codes)
            meant = Meant.model_validate(
                {"kind": kind, "holds": [{"field": field.name, "values": values}]}
            )
            said = words.phrase(meant)
            assert said.startswith(KINDS[kind].title[:1].lower()) or said[:2].isupper()
            for each in values:
                assert field.codes is None or field.codes.named(str(each))[1:] in said


def test_two_agencies_have_a_column_each() -> None:
    lesson = a_lesson(times=2, by_different_agencies=True)
    one = (("of-1", (date(2024, 2, 1), date(2024, 3, 1))),)
    both = (("of-1", (date(2024, 2, 1),)), ("other-1", (date(2024, 3, 1),)))

    assert says(lesson, Example(story="one agency", days=one)) == ()
    assert says(lesson, Example(story="two", days=both)) == ((date(2024, 3, 1), None),)


def test_an_example_that_cannot_be_is_told_so() -> None:
    lesson = a_lesson(
        of=[
            {
                "kind": "category_changed",
                "holds": [
                    {"field": "from_categories", "values": ["neglect"]},
                    {"field": "to_categories", "values": ["neglect"]},
                ],
            }
        ]
    )
    example = Example(story="never", days=(("of-1", (date(2024, 2, 1),)),))

    with pytest.raises(NoExample):
        says(lesson, example)
    assert changed(lesson.model_copy(update={"examples": (example,)})) == (example,)


@pytest.mark.parametrize(
    ("said", "raised", "cleared"),
    [
        (
            {"times": 3, "window": {"amount": 12, "unit": "months"}},
            "Raised when there has been “visit” 3 times within 12 months, and no “supervision” "
            "since.",
            "“Supervision”.",
        ),
        (
            {
                "sort": "not_done",
                "limit": {"amount": 1, "unit": "weeks"},
                "under": {"amount": 5, "unit": "years"},
                "during": "plan",
            },
            "Raised when “visit” is not followed by “supervision” within 1 week. Only for a child "
            "under 5 years on the day. Only what happened while a child protection plan is in "
            "force.",
            "“Supervision”.",
        ),
        (
            {
                "sort": "rhythm_lost",
                "first": {"amount": 10, "unit": "working_days"},
                "limit": {"amount": 6, "unit": "weeks"},
                "during": "care",
            },
            "Raised when there has been no “visit” within 10 working days of the day it began, or "
            "within 6 weeks of the one before. Only while the child is in care.",
            "“Visit”, or the end of care.",
        ),
        (
            {"sort": "left_open", "clears": []},
            "Raised when a concern is still open although there has been “visit”. Looked at for "
            "each open concern, by what is about it.",
            "An answer to the concern.",
        ),
    ],
)
def test_the_words_are_what_was_chosen(said: dict, raised: str, cleared: str) -> None:
    rule = rule_of(a_lesson(**said), code="lesson_a")

    assert rule.note == raised
    assert rule.clears == cleared


def test_what_there_is_to_do_is_said_as_a_worker_would_say_it() -> None:
    seen = {
        "kind": "visit",
        "holds": [
            {"field": "seen", "values": ["seen"]},
            {"field": "seen_alone", "values": [True]},
        ],
    }
    rhythm = a_lesson(
        sort="rhythm_lost",
        of=[seen, {"kind": "looked_after_review"}],
        first={"amount": 4, "unit": "weeks"},
        limit={"amount": 6, "unit": "weeks"},
        during="care",
    )

    assert rule_of(rhythm, code="lesson_a").step == (
        "Visit (seen; seen alone) or looked-after review, as our lesson asks"
    )
    alone = {"kind": "visit", "holds": [{"field": "seen_alone", "values": [False]}]}
    assert words.phrase(Meant.model_validate(alone)) == "visit (not seen alone)"


def test_nothing_but_a_code_of_its_own() -> None:
    for code in (*RULES, "a", "lesson_", "lesson_A", "lesson_a b", "Lesson_a"):
        with pytest.raises(ValueError, match="no code"):
            rule_of(a_lesson(), code=code)
    assert code_for("A medical, left at “that”!") == "lesson_a_medical_left_at_that"
    assert code_for("……") == "lesson_unnamed"
    assert len(code_for("x" * 200)) <= 50


def test_what_is_missing_is_said_for_each_step() -> None:
    empty = Lesson()

    assert [step for step, _ in wanting(empty)] == ["name", "name", "source", "sort"]
    with pytest.raises(Unfinished) as unfinished:
        rule_of(empty, code="lesson_a")
    assert "Choose what sort of lesson it is" in str(unfinished.value)


def test_an_authority_can_set_its_numbers_as_of_any_rule() -> None:
    rule = rule_of(a_lesson(times=3), code="lesson_a")

    assert [(each.name, each.value) for each in rule.parameters] == [("How many", 3)]
    assert rule.with_numbers({"How many": 2}).shape.counts[0].times == 2  # type: ignore[attr-defined]
    assert rule.shape.counts[0].times == 3  # type: ignore[attr-defined]


def test_words_that_would_break_the_table_of_cases_do_not() -> None:
    lesson = a_lesson()
    example = Example(
        story="a | b\nc", days=(("of-1", (date(2024, 2, 1),)),), found=((date(2024, 2, 1), None),)
    )

    (case,) = rule_of(
        lesson.model_copy(update={"examples": (example,)}), code="lesson_a"
    ).cases.each

    assert case.story == "a / b c"
