"""What stands in My work: a step by its day before it is late, overdue once the day has passed, and
whatever waits for nothing apart from both."""

from datetime import timedelta
from typing import Any

import pytest

from keepsight.casework import ask, caseload
from keepsight.casework.action import action
from keepsight.casework.due import DueLine
from keepsight.facts.fact import KINDS, Fact
from keepsight.record import ledger
from keepsight.record.models import User
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.a_fact import a_concern, a_fact, day
from tests.unit.record.a_record import NOON, Place, a_child, a_place, siblings, written

CARE = ("looked_after_began", {"legal_status": "order"})
ASKED = {"owner": "A worker", "due_on": "2024-06-20"}
PLAN = ("plan_started", {"categories": ("neglect",)})
WAITS: list[tuple[str, tuple[tuple[str, dict[str, Any]], ...], str, str]] = [
    ("care_plan_late", (CARE,), "Write the care plan", "2024-06-17"),
    ("education_plan_late", (CARE,), "Write the personal education plan", "2024-06-17"),
    ("young_health_assessment_late", (CARE,), "Have the child’s health assessed", "2024-07-01"),
    ("looked_after_review_late", (CARE,), "Hold the looked-after review", "2024-07-01"),
    ("looked_after_visit_late", (CARE,), "Visit the child in care", "2024-07-15"),
    (
        "police_protection_too_long",
        (("police_protection", {}),),
        "Decide what follows police protection",
        "2024-06-06",
    ),
    (
        "emergency_order_lapsed",
        (("order_made", {"order_kind": "emergency_protection_order"}),),
        "Decide what follows the emergency protection order",
        "2024-06-11",
    ),
    (
        "new_placement_not_visited",
        (CARE, ("placement", {"placement": "foster_care", "carer": "the Hills"})),
        "See the child in the new placement",
        "2024-06-10",
    ),
    (
        "placed_for_now_not_visited",
        (CARE, ("placement", {"placement": "with_parent", "carer": "the mother"})),
        "See the child who is placed for now",
        "2024-06-10",
    ),
    (
        "return_interview_late",
        (("missing_returned", {}),),
        "Have the return interview",
        "2024-06-06",
    ),
    ("supervision_late", (PLAN,), "Go through the case in supervision", "2024-08-03"),
    ("review_conference_late", (PLAN,), "Hold the review conference", "2024-09-03"),
    ("first_core_group_late", (PLAN,), "Hold the first core group", "2024-06-17"),
    (
        "plan_action_overdue",
        (PLAN, ("plan_action_set", {"action": "A key safe", **ASKED})),
        "Do what the plan asks, or say what happens instead",
        "2024-06-20",
    ),
]
BEGAN = "2024-06-03"


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child(user=place.social_worker)
    with reading_as_system("test"):
        ledger.note_kinds(KINDS, is_heeded=True)
    return place


def own(user: User, on: str) -> tuple[DueLine, ...]:
    """What is due and overdue about the one family of this worker."""
    with reading_as(user, on=day(on)):
        (family,) = caseload.caseload(by=user, on=day(on)).families
    return family.due


def of(facts: tuple[tuple[str, dict[str, Any]], ...]) -> list[Fact]:
    return [a_fact(kind, BEGAN, **given) for kind, given in facts]


@pytest.mark.parametrize(("rule", "facts", "words", "due"), WAITS, ids=[each[0] for each in WAITS])
def test_a_step_is_seen_before_its_day_and_is_overdue_after_it(
    place: Place, rule: str, facts: tuple[tuple[str, dict[str, Any]], ...], words: str, due: str
) -> None:
    written(of(facts))
    last = day(due)

    (before,) = [e for e in own(place.social_worker, str(last)) if e.words == words]
    assert (before.due_on, before.is_overdue, before.days) == (last, False, 0)
    (after,) = [
        e for e in own(place.social_worker, str(last + timedelta(days=1))) if e.words == words
    ]
    assert (after.due_on, after.is_overdue, after.days) == (last, True, 1)
    assert after.finding_id


def test_it_comes_in_sight_four_weeks_before(place: Place) -> None:
    written(of((PLAN,)))
    words = "Hold the review conference"

    assert words not in [e.words for e in own(place.social_worker, "2024-08-06")]
    assert words in [e.words for e in own(place.social_worker, "2024-08-07")]


def test_what_waits_for_nothing_is_looked_at_and_never_overdue(place: Place) -> None:
    written(
        [
            a_fact("plan_started", "2022-01-10", categories=("neglect",)),
            *(a_fact("visit", f"2024-05-{n:02}", seen="seen", seen_alone=True) for n in (2, 9, 16)),
        ]
    )
    user, on = place.social_worker, day("2024-06-03")
    with reading_as(user, on=on):
        (family,) = caseload.caseload(by=user, on=on).families

    looked_at = [line.rule for matter in family.matters for line in matter.lines]
    assert "plan_too_long" in looked_at
    assert "supervision_late" not in looked_at


def test_what_was_raised_at_once_says_no_day_that_it_never_had(place: Place) -> None:
    concern = a_concern("2024-05-01", fact_id="first")
    medical = {"medical_finding": "inconclusive", "concerns": ("first",), "opinion": "first"}
    written(
        [
            concern,
            a_fact("medical", "2024-05-02", **medical),
            a_fact(
                "police_outcome",
                "2024-05-03",
                police_outcome="no_further_action",
                concerns=("first",),
            ),
        ]
    )

    (found,) = [e for e in own(place.social_worker, "2024-05-10") if "medical" in e.words]
    assert found.is_overdue
    assert found.due_on is None
    assert (found.since_on, found.days) == (day("2024-05-03"), 7)


def test_brothers_and_sisters_are_named_once_each_and_several_of_one_child_are_counted(
    place: Place,
) -> None:
    written(
        [
            *of((PLAN,)),
            a_fact("plan_action_set", BEGAN, action="A key safe", **ASKED),
            a_fact("plan_action_set", BEGAN, action="A fire guard", **ASKED),
        ]
    )

    (found,) = [
        e for e in own(place.social_worker, "2024-06-18") if e.words.startswith("Do what the plan")
    ]
    assert [each.child for each in found.about] == ["child-1"]
    assert found.times == 2


def test_what_the_worker_is_asked_to_do_is_not_said_again_by_a_rule(place: Place) -> None:
    step = a_fact("plan_action_set", BEGAN, action="A key safe", **ASKED)
    written([*of((PLAN,)), step])
    with action("test", by=place.manager, at=NOON) as doing:
        asked = {"kind": "plan_action", "about": step.fact_id, "due_on": day("2024-06-20")}
        ask.ask(doing, child="child-1", of=place.social_worker, **asked)

    about_it = [e for e in own(place.social_worker, "2024-06-21") if e.due_on == day("2024-06-20")]
    assert [e.asked.about for e in about_it if e.asked] == [step.fact_id]
    assert len(about_it) == 1


def test_what_the_worker_is_asked_for_brothers_and_sisters_at_once_is_not_said_again_of_any(
    place: Place,
) -> None:
    a_child("child-2", user=place.social_worker)
    siblings("child-1", "child-2")
    steps = [
        a_fact("plan_action_set", BEGAN, child=each, event="both", action="A key safe", **ASKED)
        for each in ("child-1", "child-2")
    ]
    other = a_fact("plan_action_set", BEGAN, child="child-2", action="A fire guard", **ASKED)
    plan = a_fact(*PLAN[:1], BEGAN, child="child-2", **PLAN[1])
    written([*of((PLAN,)), plan, *steps, other])
    with action("test", by=place.manager, at=NOON) as doing:
        asked = {"kind": "plan_action", "about": steps[0].fact_id, "due_on": day("2024-06-20")}
        ask.ask(doing, child="child-1", of=place.social_worker, **asked)

    about_it = [e for e in own(place.social_worker, "2024-06-21") if e.due_on == day("2024-06-20")]
    by_rule = [e for e in about_it if not e.asked]
    # The fire guard is another's, about one of them alone, and still stands.
    assert [[who.child for who in e.about] for e in by_rule] == [["child-2"]]
    assert [e.times for e in by_rule] == [1]
    assert len(about_it) == 2
