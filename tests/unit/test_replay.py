"""A case played as it was known: lateness seen at the time, knowledge that came afterwards."""

from keepsight.rules.history import siblings_in
from keepsight.rules.replay import replay
from keepsight.rules.rulebook import RULES
from tests.unit.a_fact import a_concern, a_fact, day

LATE = [RULES["initial_conference_late"]]
BEGUN = a_fact("strategy_discussion", "2025-03-03", strategy_decision="section_47")
BRUISES = [RULES["injuries_not_put_together"]]


def dates(found: list) -> list[tuple]:
    return [(each.raised_on, each.cleared_on) for each in found]


def test_late_by_a_day_and_held_that_day() -> None:
    held = a_fact("conference", "2025-03-25", conference="initial")

    played = replay([BEGUN, held], until=day("2025-06-01"), rules=LATE)

    assert dates(played.findings) == [(day("2025-03-25"), day("2025-03-25"))]


def test_in_time_but_nobody_knew_until_later() -> None:
    held = a_fact("conference", "2025-03-24", conference="initial", known="2025-04-10")

    played = replay([BEGUN, held], until=day("2025-06-01"), rules=LATE)

    assert dates(played.findings) == [(day("2025-03-25"), day("2025-04-10"))]


def test_what_falls_due_after_the_end_is_not_shown() -> None:
    assert replay([BEGUN], until=day("2025-03-24"), rules=LATE).findings == []
    assert dates(replay([BEGUN], until=day("2025-03-25"), rules=LATE).findings) == [
        (day("2025-03-25"), None)
    ]


def test_an_injury_learned_of_late_goes_on_with_the_same_finding() -> None:
    seen = [
        a_concern(on, sign="bruise", harms=("physical",), agency=agency, known=known)
        for on, agency, known in (
            ("2024-01-08", "gp", "2024-01-08"),
            ("2024-02-05", "hospital", "2024-02-05"),
            ("2024-04-01", "school", "2024-04-01"),
            ("2024-01-22", "nursery", "2024-05-06"),
        )
    ]

    played = replay(seen, until=day("2024-12-01"), rules=BRUISES)

    assert dates(played.findings) == [(day("2024-04-01"), None)]
    assert played.findings[0].facts[0] == seen[1].fact_id


def test_the_concerns_nobody_answered_are_named() -> None:
    concern = a_concern("2024-01-08")

    played = replay([concern], until=day("2024-12-01"), supplied=frozenset({"concern"}))

    assert [each.concern for each in played.unanswered] == [concern.fact_id]
    assert {each.rule for each in played.cannot_tell} >= {"was_not_brought"}


def test_brothers_and_sisters_are_so_both_ways() -> None:
    relation = {"relative": "child-2", "relation": "brother_or_sister"}
    mother = {"relative": "adult-1", "relation": "mother"}

    found = siblings_in(
        [a_fact("relationship", "2024-01-08", **each) for each in (relation, mother)]
    )

    assert found == {"child-1": {"child-2"}, "child-2": {"child-1"}}


def test_a_sister_is_watched_from_the_day_something_is_known_of_her() -> None:
    begun = a_fact("section_47_begun", "2024-03-04")
    later = a_fact("note", "2024-06-03", child="child-2")
    sister = [RULES["sibling_not_considered"]]

    assert replay([begun, later], until=day("2024-06-02"), rules=sister).findings == []
    played = replay([begun, later], until=day("2024-06-03"), rules=sister)

    assert [(each.child, each.raised_on) for each in played.findings] == [
        ("child-2", day("2024-06-03"))
    ]
