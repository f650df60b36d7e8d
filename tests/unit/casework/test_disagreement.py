"""Disagreeing: somebody must answer at each stage, by a day, until who disagrees says it is
settled."""

from datetime import date, timedelta

import pytest

from keepsight.casework import access, concern, disagreement, referral
from keepsight.casework.access import Refused
from keepsight.casework.child_record import NamedChild
from keepsight.casework.not_right import NotRight
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import (
    Ask,
    ConcernThread,
    Disagreement,
    Involvement,
    Notice,
    Restriction,
    User,
)
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.a_fact import a_concern, an_answer
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user, written

LATER = NOON + timedelta(hours=1)
NEXT_WEEK = NOON + timedelta(days=7)
WHY = "He still comes hungry, and nobody has been to the house."


@pytest.fixture
def place(db: None) -> Place:
    return a_place()


@pytest.fixture
def screener(place: Place) -> User:
    return a_user("social_worker", agency=place.council, team=place.front_door, name="screener")


@pytest.fixture
def leads_door(place: Place) -> User:
    return a_user("manager", agency=place.council, team=place.front_door, name="leads_door")


def decided(place: Place, screener: User) -> str:
    """A concern of the nursery that the front door closed yesterday; gives the concern."""
    yesterday = NOON - timedelta(days=3)
    raised = concern.raise_(
        child=NamedChild("Robin Vale", date(2020, 5, 1)),
        harms=["neglect"],
        detail="Hungry again",
        by=place.referrer,
        at=yesterday,
    )
    with reading_as_system("test"):
        Involvement.objects.create(
            child_id=raised.child, team=place.team, as_what="team", from_on=yesterday.date()
        )
        came = next(f for f in ledger.facts_of(raised.child) if f.kind == "referral")
    referral.decide(
        referral=came.fact_id,
        decision="no_further_action",
        reasons="A friend brought lunch.",
        by=screener,
        at=yesterday,
    )
    return raised.fact_id


def disagreed(place: Place, screener: User) -> Fact:
    about = decided(place, screener)
    return disagreement.disagree(concern=about, reasons=WHY, by=place.referrer, at=NOON)


def row() -> Disagreement:
    with reading_as_system("test"):
        return Disagreement.objects.get()


def asked(kind: str = "answer_disagreement") -> list[tuple[str, date | None]]:
    """Who is asked now, and by when."""
    with reading_as_system("test"):
        open_ones = Ask.objects.filter(kind=kind, done_at=None).select_related("of")
        return [(each.of.username, each.due_on) for each in open_ones]


def test_whoever_decided_has_one_working_day_to_answer(place: Place, screener: User) -> None:
    said = disagreed(place, screener)

    assert asked() == [("screener", date(2024, 6, 4))]
    kept = row()
    assert (kept.stage, kept.owner, kept.due_on) == ("practitioner", "screener", date(2024, 6, 4))
    assert (kept.organisation_id, kept.settled_on) == (place.nursery.pk, None)
    assert vars(said)["about"]


def test_whoever_must_answer_sees_the_child_until_it_is_settled(
    place: Place, screener: User
) -> None:
    decided(place, screener)
    with reading_as_system("test"):
        child = ConcernThread.objects.get().child_id
    assert not access.may(screener, "see_child", child, on=TODAY)
    said = disagreement.disagree(concern=row_of_concern(), reasons=WHY, by=place.referrer, at=NOON)

    assert access.may(screener, "see_child", child, on=TODAY)
    disagreement.answer(
        disagreement=said.fact_id,
        outcome="decision_changed",
        reasons="We go there tomorrow.",
        by=screener,
        at=LATER,
    )
    disagreement.settled(
        disagreement=said.fact_id, reasons="They went.", by=place.referrer, at=NEXT_WEEK
    )
    assert not access.may(screener, "see_child", child, on=NEXT_WEEK.date())


def row_of_concern() -> str:
    with reading_as_system("test"):
        return ConcernThread.objects.get().concern


def test_an_answer_asks_who_disagrees_whether_that_settles_it(place: Place, screener: User) -> None:
    said = disagreed(place, screener)

    disagreement.answer(
        disagreement=said.fact_id,
        outcome="decision_stands",
        reasons="The nursery nurse saw food at home.",
        by=screener,
        at=LATER,
    )

    assert asked() == []
    assert asked("settle_disagreement") == [("referrer", None)]
    kept = row()
    assert (kept.answered_by, kept.outcome, kept.settled_on) == (
        "screener",
        "decision_stands",
        None,
    )
    with reading_as_system("test"):
        assert Notice.objects.filter(to=place.referrer, what="disagreement_answered").exists()


def test_only_who_disagrees_says_that_it_is_settled(place: Place, screener: User) -> None:
    said = disagreed(place, screener)
    other = a_user("referrer", agency=place.school, name="other")

    for user in (screener, place.manager, other, place.director):
        with pytest.raises(Refused):
            disagreement.settled(disagreement=said.fact_id, reasons="Done.", by=user, at=LATER)
    disagreement.settled(
        disagreement=said.fact_id, reasons="They went there.", by=place.referrer, at=LATER
    )

    assert row().settled_on == TODAY
    assert asked() == []
    with pytest.raises(NotRight, match="settled"):
        disagreement.climb(disagreement=said.fact_id, reasons="No.", by=place.referrer, at=LATER)


def test_it_climbs_to_the_manager_then_the_director_then_the_partnership(
    place: Place, screener: User, leads_door: User
) -> None:
    said = disagreed(place, screener)

    def climb(hours: int) -> None:
        at = NOON + timedelta(hours=hours)
        disagreement.climb(
            disagreement=said.fact_id, reasons="Nobody went.", by=place.referrer, at=at
        )

    climb(1)
    assert asked() == [("leads_door", date(2024, 6, 5))]
    climb(2)
    assert asked() == [("director", date(2024, 6, 10))]
    climb(3)
    assert asked() == [("director", None)]
    assert row().stage == "partnership"
    with pytest.raises(NotRight, match="no stage above"):
        climb(4)


def test_the_director_answers_at_their_stage(
    place: Place, screener: User, leads_door: User
) -> None:
    said = disagreed(place, screener)
    for hours in (1, 2):
        at = NOON + timedelta(hours=hours)
        disagreement.climb(disagreement=said.fact_id, reasons="No.", by=place.referrer, at=at)

    disagreement.answer(
        disagreement=said.fact_id,
        outcome="decision_changed",
        reasons="An assessment begins today.",
        by=place.director,
        at=NOON + timedelta(hours=3),
    )

    assert (row().answered_by, row().stage) == (place.director.signature, "senior")


def test_a_disagreement_opens_an_answered_concern_and_asks_who_answered(place: Place) -> None:
    a_child(team=place.team)
    written([a_concern("2024-05-01", fact_id="known")], organisation=place.nursery)
    with reading_as_system("test"):
        ledger_row = an_answer("2024-05-20", "known", fact_id="answered")
    written([ledger_row])

    disagreement.disagree(concern="known", reasons=WHY, by=place.referrer, at=NOON)

    with reading_as_system("test"):
        assert ConcernThread.objects.get().answered_on is None
    assert [each for each, _ in asked()] == ["manager"]


def test_a_chair_challenges_the_team_s_manager_in_one_step(place: Place) -> None:
    child = a_child(team=place.team)
    with reading_as_system("test"):
        Involvement.objects.create(
            child_id=child, user=place.chair, as_what="chair", from_on=date(2024, 1, 1)
        )

    said = disagreement.challenge(
        child=child, ground="delay", reasons="The core group is overdue.", by=place.chair, at=NOON
    )

    kept = row()
    assert (kept.is_challenge, kept.stage, kept.owner) == (True, "manager", place.manager.signature)
    assert asked() == [("manager", date(2024, 6, 5))]
    disagreement.settled(
        disagreement=said.fact_id, reasons="It was held.", by=place.chair, at=LATER
    )
    assert row().settled_on == TODAY


@pytest.mark.parametrize("role", ["referrer", "social_worker", "manager", "director"])
def test_only_a_chair_challenges(place: Place, role: str) -> None:
    child = a_child(team=place.team)

    with pytest.raises(Refused):
        disagreement.challenge(
            child=child, ground="delay", reasons="Late.", by=getattr(place, role), at=NOON
        )


def test_another_agency_does_not_learn_of_it(place: Place, screener: User) -> None:
    disagreed(place, screener)
    other = a_user("referrer", agency=place.school, name="other")

    for user, sees in ((place.referrer, 1), (other, 0), (place.manager, 1), (place.chair, 0)):
        with reading_as(user, on=TODAY):
            assert access.disagreements_of(user, on=TODAY).count() == sees
            assert Disagreement.objects.count() == sees


def test_of_a_restricted_child_whoever_is_named_answers(place: Place, screener: User) -> None:
    about = decided(place, screener)
    with reading_as_system("test"):
        child = ConcernThread.objects.get().child_id
        restriction = Restriction.objects.create(
            child_id=child, restricted_at=NOON, restricted_by=place.manager, reasons="Own child"
        )
        restriction.named.create(child_id=child, user=place.director, named_at=NOON)

    disagreement.disagree(concern=about, reasons=WHY, by=place.referrer, at=NOON)

    assert [each for each, _ in asked()] == ["director"]


@pytest.mark.parametrize("outcome", ["", "climbs", "nonsense"])
def test_an_answer_says_what_becomes_of_the_decision(
    place: Place, screener: User, outcome: str
) -> None:
    said = disagreed(place, screener)

    with pytest.raises(NotRight, match="Choose what you decide"):
        disagreement.answer(
            disagreement=said.fact_id, outcome=outcome, reasons="So.", by=screener, at=LATER
        )
