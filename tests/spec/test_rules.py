"""Every rule's worked cases, as the rule's own table tells them; and what every rule must have."""

from pathlib import Path

import pytest

from keepsight import rules
from keepsight.facts.thread import threads
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.timescale import Timescale
from keepsight.rules.case import SORTS, Case
from keepsight.rules.history import history_of
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.lasting import Lasting
from keepsight.rules.shapes.overdue import Overdue
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.watch import cannot_tell, findings_of
from tests.spec.test_concern_threads import SEEMS_AN_END
from tests.unit.a_fact import a_concern, a_fact, day

CASES = [(rule, case) for rule in RULES.values() for case in rule.cases.each]
ANSWERED_FOR = (
    "P01 P02 P03 P04 P05 P06 P07 P08 P09 P10 P11 P12 P13 P14 P15 P16 P17 P18 P19 P20 "
    "P21 P22 P23 P24 P25 P26 P27 P28 P29 P30 P31 P32 P33 P34 P35 P36 P37 P38 P39 P40 "
    "P41 P42 P43 P44 P45 P46 P47 P48 P49"
)
KEEPS_IN_SIGHT = (
    "category_changed_while_unanswered",
    "concern_outlives_closure",
    "inconclusive_medical_not_followed_up",
    "police_decision_is_no_answer",
)


@pytest.mark.parametrize(
    ("rule", "case"), CASES, ids=[f"{rule.code}: {case.story}" for rule, case in CASES]
)
def test_worked_case(rule: Rule, case: Case) -> None:
    found = rule.shape.evaluate(case.history)

    assert tuple((each.raised_on, each.cleared_on) for each in found) == case.expected


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_says_all_that_a_reader_asks(rule: Rule) -> None:
    assert {case.sort for case in rule.cases.each} == set(SORTS)
    assert all((case.sort == "quiet") <= (case.expected == ()) for case in rule.cases.each)
    assert any(case.expected for case in rule.cases.each if case.sort == "raised")
    assert all(code in PATTERNS for code in rule.patterns)
    assert rule.sentence.endswith(".")
    assert rule.clears.endswith(".")
    assert rule.source.guidance.title
    assert rule.needs
    assert all(each.value_in_words and each.standing_in_words for each in rule.parameters)


ONLY_LOOKED_AT = {
    "not_seen_by_anybody": "the visits that are due sooner have rules of their own",
    "not_seen_by_social_worker": "the visits that are due sooner have rules of their own",
    "plan_too_long": "a long plan is a prompt to look, and nothing is owed by a day",
}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_that_waits_for_something_by_a_day_says_what_there_is_to_do(rule: Rule) -> None:
    waits = isinstance(rule.shape, Deadline | Rhythm | Overdue | Lasting)

    assert bool(rule.step) == (
        (waits and rule.code not in ONLY_LOOKED_AT) or rule.code == "not_seen_alone"
    )
    assert not rule.step.endswith(".")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_nobody_has_seen_in_its_source_is_not_called_published(rule: Rule) -> None:
    clocks = [each for each in rule.parameters if isinstance(each.value, Timescale)]
    unseen = [each for each in clocks if not each.value.editions[-1].verified]

    assert all(each.standing in ("from_memory", "local") for each in unseen)
    assert not unseen or rule.standing != "published"


def test_each_file_with_a_rule_is_in_the_rulebook_under_its_name() -> None:
    folder = Path(rules.__file__).parent
    files = {f.stem for f in folder.glob("*.py") if "\nrule = Rule(" in f.read_text("utf-8")}

    assert files == set(RULES)
    assert all(rule.code == code for code, rule in RULES.items())


def test_the_patterns_of_published_reviews_that_are_watched_for() -> None:
    assert {code for rule in RULES.values() for code in rule.patterns} == set(ANSWERED_FOR.split())


@pytest.mark.parametrize(("kind", "values"), SEEMS_AN_END)
def test_what_seems_an_end_is_seen_by_a_rule(kind: str, values: dict) -> None:
    concern = a_concern("2024-01-08")
    event = a_fact(kind, "2024-02-01", **values)
    (thread,) = threads([concern, event])
    assert thread.left_open_by == (event,)

    found = findings_of(
        history_of("child-1", [concern, event]), rules=[RULES[code] for code in KEEPS_IN_SIGHT]
    )

    assert found
    for each in found:
        assert each.concern == concern.fact_id
        assert {concern.fact_id, event.fact_id} <= set(each.facts)
        assert each.cleared_on is None
    if kind != "medical":
        assert {each.raised_on for each in found} == {day("2024-02-01")}


def test_a_source_without_visits_cannot_tell_whether_visits_are_late() -> None:
    plan = a_fact("plan_started", "2024-01-08", categories=("neglect",))
    supplied = frozenset({"plan_started", "core_group"})
    everything = history_of("child-1", [plan])
    told = history_of("child-1", [plan], supplied=supplied)

    silent = {each.rule: each.missing for each in cannot_tell(supplied)}

    assert silent["child_protection_visit_late"] == ("visit",)
    assert "first_core_group_late" not in silent
    assert {each.rule for each in findings_of(told)} == {"first_core_group_late"}
    assert "child_protection_visit_late" in {each.rule for each in findings_of(everything)}
    assert cannot_tell(None) == []
