"""Only an answer ends a concern: each thing that has been taken for an end is tried."""

import pytest

from keepsight.facts.chronology import current
from keepsight.facts.thread import meetings_while_open, threads
from tests.unit.a_fact import a_concern, a_fact, an_answer, day

SEEMS_AN_END = [
    ("medical", {"medical_finding": "inconclusive", "harms": ["sexual"]}),
    ("medical", {"medical_finding": "no_findings"}),
    ("referral_decision", {"decision": "no_further_action"}),
    ("referral_decision", {"decision": "judged_malicious"}),
    ("category_changed", {"from_categories": ["sexual"], "to_categories": ["neglect"]}),
    ("plan_ended", {}),
    ("case_closed", {}),
    ("case_stepped_down", {}),
    ("police_outcome", {"police_outcome": "no_further_action"}),
    ("section_47_ended", {"section_47_outcome": "not_substantiated"}),
    ("assessment_completed", {"assessment_outcome": "no_further_action"}),
    ("strategy_discussion", {"strategy_decision": "no_further_action"}),
    ("retraction", {}),
]


@pytest.mark.parametrize(("kind", "values"), SEEMS_AN_END)
def test_it_leaves_the_concern_open_and_is_seen_to_do_so(kind: str, values: dict) -> None:
    concern = a_concern("2024-01-08")
    event = a_fact(kind, "2024-02-01", **values)

    (thread,) = threads([concern, event])

    assert thread.is_open
    assert thread.is_open_on(day("2030-01-01"))
    assert thread.left_open_by == (event,)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("medical", {"medical_finding": "supports_abuse"}),
        ("referral_decision", {"decision": "assessment"}),
        ("category_changed", {"from_categories": ["neglect"], "to_categories": ["physical"]}),
        ("medical", {"medical_finding": "inconclusive", "harms": ["physical"]}),
        ("section_47_ended", {"section_47_outcome": "conference"}),
    ],
)
def test_what_does_not_look_like_an_end_is_not_listed_as_one(kind: str, values: dict) -> None:
    (thread,) = threads([a_concern("2024-01-08"), a_fact(kind, "2024-02-01", **values)])

    assert thread.left_open_by == ()


def test_an_answer_ends_it_from_that_day() -> None:
    concern = a_concern("2024-01-08")

    (thread,) = threads([concern, an_answer("2024-03-01", concern.fact_id)])

    assert thread.answered_on == day("2024-03-01")
    assert thread.is_open_on(day("2024-02-29"))
    assert not thread.is_open_on(day("2024-03-01"))


def test_an_answer_to_another_concern_leaves_this_one_open() -> None:
    first = a_concern("2024-01-08")
    second = a_concern("2024-01-09", harms=("neglect",))

    found = threads([first, second, an_answer("2024-03-01", second.fact_id)])

    assert [thread.is_open for thread in found] == [True, False]


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("reopening", {"why": "new_fact"}),
        ("disagreement", {"reasons": "The nursery saw it again."}),
        ("household_changed", {"household_change": "returned_home"}),
        ("concern", {"harms": ["sexual"]}),
    ],
)
def test_it_opens_again(kind: str, values: dict) -> None:
    concern = a_concern("2024-01-08")
    answer = an_answer("2024-03-01", concern.fact_id)
    again = a_fact(kind, "2024-04-01", concerns=[concern.fact_id], **values)

    (thread,) = threads([concern, answer, again])

    assert thread.is_open
    assert not thread.is_open_on(day("2024-03-15"))
    assert thread.is_open_on(day("2024-04-01"))


def test_a_move_to_another_address_does_not_open_an_answered_concern() -> None:
    concern = a_concern("2024-01-08")
    moved = a_fact(
        "household_changed",
        "2024-04-01",
        household_change="moved",
        concerns=[concern.fact_id],
    )

    (thread,) = threads([concern, an_answer("2024-03-01", concern.fact_id), moved])

    assert not thread.is_open


def test_a_concern_entered_in_error_still_waits_for_its_answer() -> None:
    concern = a_concern("2024-01-08")
    error = a_fact(
        "entered_in_error", "2024-01-09", corrects=concern.fact_id, reasons="Wrong child."
    )

    (thread,) = threads([concern, error])

    assert thread.is_open


def test_a_corrected_concern_keeps_its_thread_and_shows_the_corrected_words() -> None:
    concern = a_concern("2024-01-08", detail="Bruise on the left arm")
    corrected = a_concern(
        "2024-01-08",
        detail="Bruise on the right arm",
        concerns=[concern.fact_id],
        corrects=concern.fact_id,
        known="2024-01-10",
    )

    (thread,) = threads([concern, corrected])

    assert thread.concern == concern.fact_id
    assert thread.opening.detail == "Bruise on the right arm"


def test_a_concern_cannot_be_corrected_onto_another_thread() -> None:
    first = a_concern("2024-01-08")
    second = a_concern("2024-01-09")
    onto = a_concern(
        "2024-01-09", concerns=[first.fact_id], corrects=second.fact_id, known="2024-01-11"
    )

    assert {thread.concern for thread in threads([first, second, onto])} == {
        first.fact_id,
        second.fact_id,
    }


def test_a_concern_added_to_a_thread_adds_its_harm() -> None:
    first = a_concern("2024-01-08")
    more = a_concern("2024-02-01", harms=("physical",), concerns=[first.fact_id])

    (thread,) = threads([first, more])

    assert thread.harms == ("physical", "sexual")
    assert thread.opened_on == day("2024-01-08")


def test_meetings_while_open_are_counted_once_for_several_children() -> None:
    concern = a_concern("2024-01-08")
    before = a_fact("core_group", "2024-01-02")
    mine = a_fact("conference", "2024-02-01", conference="initial", event="ic-1")
    siblings = a_fact("conference", "2024-02-01", conference="initial", event="ic-1", child="c-2")
    later = a_fact("core_group", "2024-02-12", child="c-2")
    after = a_fact("core_group", "2024-05-12")
    answer = an_answer("2024-05-01", concern.fact_id)
    family = [concern, before, mine, siblings, later, after, answer]

    (thread,) = threads(family)

    found = meetings_while_open(thread, family)

    assert [each.happened_on for each in found] == [mine.happened_on, later.happened_on]


def test_a_note_that_is_given_a_kind_becomes_a_concern() -> None:
    note = a_fact("note", "2024-01-08", detail="Bruise on the cheek, said to be a door")
    concern = a_concern(
        "2024-01-08", harms=("physical",), corrects=note.fact_id, known="2024-02-01"
    )

    assert current([note, concern]) == [concern]
    assert [thread.concern for thread in threads([note, concern])] == [concern.fact_id]


def test_nothing_but_a_note_changes_its_kind() -> None:
    visit = a_fact("visit", "2024-01-08", seen="refused")
    other = a_fact("note", "2024-01-08", corrects=visit.fact_id, known="2024-02-01")

    assert current([visit, other]) == [visit, other]
