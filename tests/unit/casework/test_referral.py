"""Deciding about a referral: once, in one's own name, with reasons; and it ends no concern."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection

from keepsight.casework import concern, disagreement, referral
from keepsight.casework.access import Refused
from keepsight.casework.child_record import NamedChild
from keepsight.casework.not_right import NotRight
from keepsight.config import embedded
from keepsight.facts.fact import Fact
from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, Finding, Involvement, Referral, User
from keepsight.record.reader import reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_fact
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user, written

MORNING, EVENING = NOON - timedelta(hours=3), NOON + timedelta(hours=3)
ROBIN = NamedChild("Robin Vale", date(2020, 5, 1))


@pytest.fixture
def place(db: None) -> Place:
    return a_place()


@pytest.fixture
def screener(place: Place) -> User:
    return a_user("social_worker", agency=place.council, team=place.front_door, name="screener")


def came(by: User, child: str | NamedChild = ROBIN) -> Fact:
    """A concern that somebody raised; gives the referral that it is too."""
    raised = concern.raise_(
        child=child, harms=["neglect"], detail="Hungry again", by=by, at=MORNING
    )
    with reading_as_system("test"):
        return next(f for f in ledger.facts_of(raised.child) if f.kind == "referral")


def decided(fact: Fact, by: User, decision: str = "no_further_action", **more: object) -> Fact:
    given = {"reasons": "A friend had brought lunch", "by": by, "at": NOON} | more
    return referral.decide(referral=fact.fact_id, decision=decision, **given)


def row(fact: Fact) -> Referral:
    with reading_as_system("test"):
        return Referral.objects.get(pk=fact.fact_id)


def held(child: str, on: date) -> set[str]:
    """The teams that are involved with the child on that day."""
    with reading_as_system("test"):
        return {
            each.team.name
            for each in Involvement.objects.filter(child=child).select_related("team")
            if each.team and each.from_on <= on and (each.to_on is None or on < each.to_on)
        }


@pytest.mark.parametrize(
    ("decision", "given", "kept"),
    [
        ("assessment", {}, "not_stated"),
        ("assessment", {"strategy_considered": "not_needed"}, "not_needed"),
        ("strategy_discussion", {"strategy_considered": "not_considered"}, "yes"),
    ],
)
def test_a_decision_says_whether_a_strategy_discussion_was_considered(
    place: Place, screener: User, decision: str, given: dict[str, str], kept: str
) -> None:
    made = decided(came(place.referrer), screener, decision, **given)

    assert vars(made)["strategy_considered"] == kept


def test_whether_it_was_considered_is_a_code_of_the_list(place: Place, screener: User) -> None:
    fact = came(place.referrer)

    with pytest.raises(NotRight) as refused:
        decided(fact, screener, "assessment", strategy_considered="perhaps")

    assert list(refused.value.by_field) == ["strategy_considered"]
    assert not row(fact).decided


def test_a_decision_names_who_decided_why_and_about_what(place: Place, screener: User) -> None:
    fact = came(place.referrer)

    made = decided(fact, screener, referrer_told_on=TODAY)

    said = vars(made)
    assert (said["about"], said["decision"]) == (fact.fact_id, "no_further_action")
    assert said["decided_by"] == made.recorded_by == screener.signature
    assert (made.concerns, made.harms) == (fact.concerns, fact.harms)
    kept = row(fact)
    assert (kept.decided, kept.settled_on, kept.referrer_told_on) == (made.fact_id, TODAY, TODAY)
    entry = the_audit(what="decide_referral")[0]
    assert (entry.by, entry.child, entry.facts) == (screener, fact.child, [made.fact_id])


def test_what_was_due_is_done(place: Place, screener: User) -> None:
    fact = came(place.referrer)
    decided(fact, screener)

    with reading_as_system("test"):
        assert not Finding.objects.filter(rule="referral_decision_late").exists()


@pytest.mark.parametrize("decision", REFERRAL_DECISION)
def test_no_decision_ends_the_concern(place: Place, screener: User, decision: str) -> None:
    fact = came(place.referrer)

    decided(fact, screener, decision, evidence="The caller said so to the police")

    with reading_as_system("test"):
        assert ConcernThread.objects.get().answered_on is None


def test_the_front_door_keeps_a_child_until_the_end_of_the_day_of_the_decision(
    place: Place, screener: User
) -> None:
    a_child(team=place.team)
    fact = came(place.referrer)
    assert held("child-1", TODAY) == {"North 1", "Front door"}

    decided(fact, screener)

    assert held("child-1", TODAY) == {"North 1", "Front door"}
    assert held("child-1", TODAY + timedelta(days=1)) == {"North 1"}


def test_the_front_door_keeps_a_child_with_whom_nobody_else_works(
    place: Place, screener: User
) -> None:
    fact = came(place.referrer)
    decided(fact, screener)

    assert held(fact.child, TODAY + timedelta(days=400)) == {"Front door"}


def test_another_referral_that_waits_keeps_the_child_at_the_front_door(
    place: Place, screener: User
) -> None:
    a_child(team=place.team)
    school = a_user("referrer", agency=place.school, name="school")
    first = came(place.referrer)
    concern.raise_(child=ROBIN, harms=["physical"], detail="A bruise", by=school, at=MORNING)
    with reading_as_system("test"):
        second = [f for f in ledger.facts_of("child-1") if f.kind == "referral"][-1]

    decided(first, screener)
    assert "Front door" in held("child-1", TODAY + timedelta(days=9))
    decided(second, screener, at=EVENING)
    assert "Front door" not in held("child-1", TODAY + timedelta(days=9))
    # Somebody writes again on the same day.
    came(place.referrer)
    assert "Front door" in held("child-1", TODAY + timedelta(days=9))


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"reasons": "  "}, "reasons"),
        ({"decision": "wait_and_see"}, "decision"),
        ({"decision": "judged_malicious"}, "evidence"),
        ({"referrer_told_on": TODAY + timedelta(days=1)}, "referrer_told_on"),
        ({"referrer_told_on": TODAY - timedelta(days=1)}, "referrer_told_on"),
        ({"reasons": "zero \x00"}, ""),
    ],
)
def test_what_is_not_right_names_its_field_and_saves_nothing(
    place: Place, screener: User, given: dict, field: str
) -> None:
    fact = came(place.referrer)

    with pytest.raises(NotRight) as not_right:
        decided(fact, screener, **given)

    assert list(not_right.value.by_field) == [field]
    assert row(fact).settled_on is None


@pytest.mark.parametrize("role", ["referrer", "social_worker", "manager", "chair", "director"])
def test_nobody_else_decides(place: Place, role: str) -> None:
    a_child(team=place.team, user=place.chair)
    fact = came(place.referrer)

    with pytest.raises(Refused):
        decided(fact, place.people[role])

    assert row(fact).settled_on is None
    assert the_audit(what="decide_referral")[0].was_allowed is False


@pytest.mark.parametrize("unknown", ["no-such-referral", "\x00", "x" * 500])
def test_an_unknown_referral_is_refused_alike(screener: User, unknown: str) -> None:
    with pytest.raises(Refused):
        referral.decide(
            referral=unknown, decision="assessment", reasons="Because", by=screener, at=NOON
        )


def test_a_second_decision_is_told_of_the_first(place: Place, screener: User) -> None:
    a_child(team=place.team)
    fact = came(place.referrer)
    decided(fact, screener)

    with pytest.raises(NotRight, match=r"screener has decided .* 3 June 2024: no further action"):
        decided(fact, screener, "assessment", at=EVENING)

    assert row(fact).decision == "no_further_action"


def test_two_who_decide_at_once_leave_one_decision(own_database: embedded.Server) -> None:
    place = a_place()
    fact = came(place.referrer)
    both = [
        a_user("social_worker", agency=place.council, team=place.front_door, name=name)
        for name in ("one", "other")
    ]
    ready = threading.Barrier(2)
    came_of_it: list[str] = []

    def decide(by: User) -> None:
        ready.wait()
        try:
            decided(fact, by)
            came_of_it.append("decided")
        except NotRight as told:
            came_of_it.append("told" if "has decided about this" in str(told) else str(told))
        finally:
            connection.close()

    deciding = [threading.Thread(target=decide, args=(each,)) for each in both]
    for each in deciding:
        each.start()
    for each in deciding:
        each.join(timeout=60)

    assert sorted(came_of_it) == ["decided", "told"]
    with reading_as_system("test"):
        kinds = [each.kind for each in ledger.facts_of(fact.child)]
    assert kinds == ["concern", "referral", "referral_decision"]


def test_a_disagreement_is_about_the_decision_and_the_concern_stays_open(
    place: Place, screener: User
) -> None:
    fact = came(place.referrer)
    made = decided(fact, screener)

    said = disagreement.disagree(
        concern=fact.concerns[0], reasons="Hungry today too", by=place.referrer, at=EVENING
    )

    assert vars(said)["about"] == made.fact_id
    with reading_as_system("test"):
        assert ConcernThread.objects.get().answered_on is None


@pytest.mark.parametrize(
    ("kind", "more"),
    [
        ("assessment_started", {}),
        ("strategy_discussion", {"strategy_decision": "section_47"}),
        ("referral_decision", {"decision": "assessment"}),
    ],
)
def test_work_that_begins_settles_a_referral_too(place: Place, kind: str, more: dict) -> None:
    a_child(team=place.team)
    fact = came(place.referrer)
    written([a_fact(kind, "2024-06-04", **more)])

    assert row(fact).settled_on == date(2024, 6, 4)


def test_a_decision_taken_out_as_an_error_leaves_the_referral_waiting(
    place: Place, screener: User
) -> None:
    fact = came(place.referrer)
    made = decided(fact, screener)
    written(
        [
            a_fact(
                "entered_in_error",
                "2024-06-04",
                child=fact.child,
                corrects=made.fact_id,
                reasons="Another child's",
            )
        ]
    )

    assert (row(fact).settled_on, row(fact).decision) == (None, "")
