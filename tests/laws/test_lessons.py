"""Whatever lesson the form can make: its two faces agree, every engine reads its SQL, and it reads
back from JSON as the same rule."""

import json
from collections.abc import Iterable

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from keepsight.facts.fact import Fact
from keepsight.rules.history import history_of
from keepsight.rules.lesson.lesson import SORTS, Lesson, lesson_from
from keepsight.rules.lesson.making import rule_of
from keepsight.rules.rule import Rule
from keepsight.rules.run import findings_in_duckdb
from keepsight.rules.watch import findings_of
from tests.laws.lessons import a_lesson
from tests.laws.small_lives import a_family, seeded
from tests.laws.test_two_faces import DIALECTS, kinds_of, siblings

Found = list[tuple[object, ...]]


def rules_of(lessons: Iterable[Lesson]) -> list[Rule]:
    return [rule_of(each, code=f"lesson_{n}") for n, each in enumerate(lessons)]


def in_python(known: dict[str, list[Fact]], rules: list[Rule]) -> Found:
    return sorted(
        (f.rule, f.child, f.concern or "", f.raised_on, str(f.cleared_on), f.facts[0])
        for name, facts in known.items()
        for child in (f"{name}-a", f"{name}-b")
        for f in findings_of(
            history_of(child, facts, siblings=(f"{name}-a", f"{name}-b")), rules=rules
        )
    )


def in_duckdb(known: dict[str, list[Fact]], rules: list[Rule]) -> Found:
    facts = [f for own in known.values() for f in own]
    return sorted(
        (f.rule, f.child, f.concern or "", f.raised_on, str(f.cleared_on), f.facts[0])
        for f in findings_in_duckdb(facts, siblings=siblings(known), rules=rules)
    )


@pytest.mark.parametrize("throw", range(4))
def test_the_two_faces_of_any_lesson_agree(throw: int) -> None:
    random = seeded(100 + throw)
    lessons = [a_lesson(random, sort=each) for each in SORTS for _ in range(8)]
    rules = rules_of(lessons)
    known = {
        f"f{n}": a_family(random, f"f{n}", kinds=kinds_of(rules[n % len(rules)]))
        for n in range(400)
    }

    found = in_python(known, rules)

    assert in_duckdb(known, rules) == found
    spoke = {lessons[int(str(each[0]).removeprefix("lesson_"))].sort for each in found}
    assert spoke == set(SORTS), "a lesson of every sort was tried in earnest"


@settings(max_examples=100, deadline=None)
@given(st.randoms(use_true_random=False))
def test_a_lesson_reads_back_from_json_as_the_same_rule(random) -> None:
    lesson = a_lesson(random)
    kept = json.loads(json.dumps(lesson.model_dump(mode="json")))

    again = lesson_from(kept)

    assert again == lesson
    # Selections are compared by identity, so the rules are by all that they say.
    assert repr(rule_of(again, code="lesson_a")) == repr(rule_of(lesson, code="lesson_a"))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_sql_of_a_lesson_is_read_by_every_engine(dialect: str) -> None:
    random = seeded(7)
    for rule in rules_of(a_lesson(random) for _ in range(20)):
        parsed = sqlglot.parse_one(rule.shape.sql(), read=dialect)
        assert not list(parsed.find_all(sqlglot.exp.Anonymous)), rule.note
