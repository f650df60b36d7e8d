"""Answers that a second person agrees to, and who is told."""

from datetime import date, timedelta

import pytest

from keepsight.casework import answer, concern
from keepsight.casework.access import Refused
from keepsight.casework.not_right import NotRight
from keepsight.facts.fact import Fact
from keepsight.practice import countersignature
from keepsight.record import ledger
from keepsight.record.models import Ask, ConcernThread, Notice, User
from keepsight.record.reader import reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_fact
from tests.unit.record.a_record import NOON, Place, a_child, a_place, a_user, siblings, written

LATER, LATEST = NOON + timedelta(hours=1), NOON + timedelta(hours=2)
SEXUAL = "raised"


@pytest.fixture
def place(db: None) -> Place:
    """The council, with a child of whose sexual abuse the nursery is worried."""
    there = a_place()
    a_child(team=there.team)
    a_concern_of(there, SEXUAL, ("sexual",))
    return there


def a_concern_of(place: Place, fact_id: str, harms: tuple[str, ...], **more: object) -> Fact:
    given = {"fact_id": fact_id, "harms": harms, "agency": "nursery"} | more
    return written([a_fact("concern", "2024-05-13", **given)], organisation=place.nursery)[0]


def proposed(by: User, about: str = SEXUAL, **more: object) -> Fact:
    given = {
        "answer": "not_substantiated",
        "reasons": "Seen alone twice",
        "rests_on_facts": [about],
    } | more
    return concern.answer(concern=about, by=by, at=NOON, **given)


def stored(about: str = SEXUAL) -> ConcernThread:
    with reading_as_system("test"):
        return ConcernThread.objects.get(pk=about)


def asks(kind: str) -> list[tuple[str, bool]]:
    """Of whom this was asked, and whether it is open."""
    with reading_as_system("test"):
        rows = Ask.objects.filter(kind=kind).order_by("pk").select_related("of", "of_team")
        return [(str((e.of or e.of_team).name), e.done_at is None) for e in rows]


def test_what_asks_for_a_second_person_is_data_with_its_standing() -> None:
    asked = countersignature.asked_for(["neglect", "sexual"], on=date(2024, 6, 3))
    assert [(each.harm, each.basis) for each in asked] == [("sexual", "proposal")]
    assert countersignature.asked_for(["neglect", "emotional"], on=date(2024, 6, 3)) == ()


def test_an_answer_about_sexual_harm_waits_for_a_manager(place: Place) -> None:
    given = proposed(place.social_worker)

    assert given.kind == "answer_proposed"
    assert stored().answered_on is None
    assert asks("countersign_answer") == [("A manager", True)]


def test_one_person_is_enough_about_neglect(place: Place) -> None:
    a_concern_of(place, "other", ("neglect",))
    given = proposed(place.social_worker, "other")

    assert (given.kind, vars(given)["answered_by"]) == ("answer", "A social_worker")
    assert asks("countersign_answer") == []


def test_the_manager_agrees_and_it_is_answered_in_the_workers_name(place: Place) -> None:
    waiting = proposed(place.social_worker)

    given = answer.agree(concern=SEXUAL, proposal=waiting.fact_id, by=place.manager, at=LATER)

    own = vars(given)
    assert (own["answered_by"], own["countersigned_by"]) == ("A social_worker", "A manager")
    assert own["rests_on"] == "Concern, 13 May 2024"
    assert stored().answered_by == "A social_worker"
    assert asks("countersign_answer") == [("A manager", False)]
    assert the_audit(what="countersign_answer")[0].by == place.manager


def test_nobody_agrees_to_their_own(place: Place) -> None:
    waiting = proposed(place.manager)
    with pytest.raises(NotRight, match="Somebody else has to agree"):
        answer.agree(concern=SEXUAL, proposal=waiting.fact_id, by=place.manager, at=LATER)
    assert stored().answered_on is None


def test_two_workers_without_a_manager_are_not_enough(place: Place) -> None:
    other = a_user("social_worker", agency=place.council, team=place.team, name="Other worker")
    waiting = proposed(place.social_worker)
    with pytest.raises(NotRight, match="one of the two is a manager"):
        answer.agree(concern=SEXUAL, proposal=waiting.fact_id, by=other, at=LATER)


def test_a_managers_own_answer_goes_to_the_team_and_a_worker_may_agree(place: Place) -> None:
    waiting = proposed(place.manager)
    assert asks("countersign_answer") == [("A social_worker", True)]

    answer.agree(concern=SEXUAL, proposal=waiting.fact_id, by=place.social_worker, at=LATER)

    assert stored().answered_by == "A manager"


@pytest.mark.parametrize("role", ["referrer", "chair", "director"])
def test_who_answers_no_concern_agrees_to_none(place: Place, role: str) -> None:
    waiting = proposed(place.social_worker)
    with pytest.raises(Refused):
        answer.agree(concern=SEXUAL, proposal=waiting.fact_id, by=place.people[role], at=LATER)


def test_returned_with_reasons_it_stays_open_and_the_worker_is_told(place: Place) -> None:
    waiting = proposed(place.social_worker)

    answer.give_back(
        concern=SEXUAL,
        proposal=waiting.fact_id,
        reasons="Nobody has asked the brother.",
        by=place.manager,
        at=LATER,
    )

    assert stored().answered_on is None
    assert asks("countersign_answer") == [("A manager", False)]
    with reading_as_system("test"):
        told = Notice.objects.get(what="answer_returned")
    assert told.to == place.social_worker
    with pytest.raises(NotRight, match="waits for nobody"):
        answer.agree(concern=SEXUAL, proposal=waiting.fact_id, by=place.manager, at=LATEST)


def test_what_came_after_it_was_proposed_has_to_be_taken_in(place: Place) -> None:
    waiting = proposed(place.social_worker)
    concern.raise_(
        child="child-1",
        harms=["sexual"],
        detail="He said it again",
        adds_to=SEXUAL,
        by=place.referrer,
        at=LATER,
    )
    with pytest.raises(NotRight, match="came after this answer was proposed"):
        answer.agree(concern=SEXUAL, proposal=waiting.fact_id, by=place.manager, at=LATEST)
    assert stored().answered_on is None


def test_a_new_proposal_takes_the_place_of_the_one_that_waits(place: Place) -> None:
    first = proposed(place.social_worker)
    second = concern.answer(
        concern=SEXUAL,
        answer="substantiated",
        reasons="He told two people the same.",
        rests_on_facts=[SEXUAL],
        by=place.social_worker,
        at=LATER,
    )
    with pytest.raises(NotRight, match="waits for nobody"):
        answer.agree(concern=SEXUAL, proposal=first.fact_id, by=place.manager, at=LATEST)
    answer.agree(concern=SEXUAL, proposal=second.fact_id, by=place.manager, at=LATEST)
    assert stored().answer == "substantiated"


def test_every_harm_that_was_named_is_spoken_of(place: Place) -> None:
    a_concern_of(place, "two", ("emotional", "neglect"))
    with pytest.raises(NotRight) as found:
        proposed(place.social_worker, "two", harms=["neglect"])
    assert list(found.value.by_field) == ["harm_emotional"]

    given = proposed(place.social_worker, "two", harms=["emotional", "neglect"])
    assert given.harms == ("emotional", "neglect")


def test_what_it_rests_on_is_of_the_family_and_may_be_read(place: Place) -> None:
    a_concern_of(place, "other", ("neglect",))
    a_child("child-2", team=place.team, name="Al Vale")
    a_child("child-3", team=place.team, name="Not Related")
    siblings("child-1", "child-2")
    written([a_fact("visit", "2024-05-20", child=c, fact_id=f"v-{c}", visit="child_protection",
                    seen="seen") for c in ("child-2", "child-3")])  # fmt: skip

    with pytest.raises(NotRight, match="chronology of the child and the family"):
        proposed(place.social_worker, "other", rests_on_facts=["v-child-3"])
    given = proposed(place.social_worker, "other", rests_on_facts=["v-child-2"])
    assert vars(given)["rests_on"] == "Visit, 20 May 2024"


@pytest.mark.parametrize("kind", ["plan_ended", "case_closed", "referral_decision"])
def test_no_answer_rests_on_what_says_nothing_of_the_child(place: Place, kind: str) -> None:
    more = {"decision": "no_further_action"} if kind == "referral_decision" else {}
    written([a_fact(kind, "2024-05-20", fact_id="nothing", **more)])
    with pytest.raises(NotRight, match="does not say what happened to the child"):
        proposed(place.social_worker, rests_on_facts=[SEXUAL, "nothing"])


def test_the_agency_that_raised_it_is_told_the_answer(place: Place) -> None:
    a_concern_of(place, "other", ("neglect",))
    proposed(place.social_worker, "other")

    with reading_as_system("test"):
        told = Notice.objects.filter(what="concern_answered").values_list("to__name", flat=True)
        assert set(told) >= {"A referrer", "A manager"}
    assert asks("tell_referrer") == []


def test_where_nobody_of_it_signs_in_the_worker_is_asked_to_tell_them(place: Place) -> None:
    written([a_fact("concern", "2024-05-13", fact_id="gran", harms=("neglect",), agency="family")])
    given = proposed(place.social_worker, "gran")
    assert asks("tell_referrer") == [("A social_worker", True)]

    told = answer.tell_outcome(
        concern="gran",
        told="His grandmother",
        told_how="On the telephone",
        on=NOON.date(),
        by=place.social_worker,
        at=LATER,
    )

    assert vars(told)["about"] == given.fact_id
    assert asks("tell_referrer") == [("A social_worker", False)]


def test_an_open_concern_has_no_answer_to_tell(place: Place) -> None:
    with pytest.raises(NotRight, match="no answer to tell yet"):
        answer.tell_outcome(
            concern=SEXUAL,
            told="His grandmother",
            told_how="By letter",
            on=NOON.date(),
            by=place.social_worker,
            at=LATER,
        )
    with reading_as_system("test"):
        assert "outcome_told" not in {each.kind for each in ledger.facts_of("child-1")}
