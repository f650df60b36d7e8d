"""A disagreement on its pages: who must answer, by when, taken higher, settled."""

from datetime import date, timedelta

import pytest
from django.test import Client

from keepsight.record.models import Ask, ConcernThread, Disagreement
from keepsight.record.reader import reading_as_system
from tests.web.page import read, words
from tests.web.small_authority import LEOS_CONCERN, MAYA, MAYAS_CONCERN, TODAY, SmallAuthority

WHY = "Leo came hungry again, and nobody asked us."


@pytest.fixture
def nursery(sign_in) -> Client:
    return sign_in("referrer")


def the_one() -> Disagreement:
    with reading_as_system("test"):
        return Disagreement.objects.get()


def disagree(client: Client, concern: str = LEOS_CONCERN) -> str:
    client.post(f"/concerns/{concern}/disagree", {"reasons": WHY})
    return f"/disagreements/{the_one().pk}"


def test_the_agency_sees_who_must_answer_and_by_when(nursery: Client) -> None:
    address = disagree(nursery)

    page = read(nursery, address)
    assert "Bluebell Nursery disagrees" in page
    assert "Mo Haddad, Team manager" in page or "Sara Lund, Social worker" in page
    assert "by the end of Tuesday 1 April 2025" in page
    assert WHY in page
    assert "Bluebell Nursery disagrees" in read(nursery, "/disagreements")


def test_it_is_answered_and_settled(nursery: Client, sign_in) -> None:
    address, manager = disagree(nursery), sign_in("manager")

    manager.post(f"{address}/answer", {"outcome": "decision_changed", "reasons": "We go today."})
    assert "whether that settles it is not said yet" in read(manager, "/disagreements")
    page = read(nursery, address)
    assert "We go today." in page
    assert "Does that settle it?" in page

    nursery.post(f"{address}/settled", {"reasons": "They went."})
    assert "Every disagreement is settled" in read(manager, "/disagreements")
    assert the_one().settled_on == TODAY
    with reading_as_system("test"):
        assert ConcernThread.objects.get(pk=LEOS_CONCERN).answered_on is None
        assert not Ask.objects.filter(done_at=None, kind__contains="disagreement").exists()


def test_what_waits_for_an_answer_stands_before_what_was_answered_long_ago(
    nursery: Client, sign_in
) -> None:
    answered, manager = disagree(nursery), sign_in("manager")
    manager.post(f"{answered}/answer", {"outcome": "decision_stands", "reasons": "We looked."})
    nursery.post(f"/concerns/{MAYAS_CONCERN}/disagree", {"reasons": "She has not been seen."})
    with reading_as_system("test"):
        Disagreement.objects.filter(concern=LEOS_CONCERN).update(due_on=TODAY - timedelta(90))

    page = read(manager, "/disagreements")
    assert page.index("She has not been seen.") < page.index(WHY)


def test_a_clock_that_ran_out_shows_who_is_next(nursery: Client, sign_in, settings) -> None:
    disagree(nursery)
    settings.TODAY = TODAY + timedelta(days=3)

    page = read(sign_in("manager"), "/disagreements")
    assert "No answer in time" in page
    assert "It can go higher: their manager" in page
    assert "1 without an answer in time" in page


def test_it_climbs_to_the_director(nursery: Client, sign_in, settings) -> None:
    address = disagree(nursery)
    for number in (1, 2):
        settings.TODAY = TODAY + timedelta(days=number)
        answer = nursery.post(f"{address}/higher", {"reasons": "Nobody has answered."})
        assert answer.status_code == 302

    row = the_one()
    assert (row.stage, row.owner, row.due_on) == (
        "senior",
        "Dan Priest, Director",
        date(2025, 4, 9),
    )
    director = sign_in("director")
    assert "Answer it" in read(director, address)
    director.post(f"{address}/answer", {"outcome": "decision_changed", "reasons": "Begin anew."})
    assert "Begin anew." in read(nursery, address)


def test_what_is_missing_is_said_and_what_was_typed_is_kept(nursery: Client, sign_in) -> None:
    address = disagree(nursery)

    page = sign_in("manager").post(f"{address}/answer", {"reasons": "Half an answer"})
    assert "Choose what you decide" in page.content.decode()
    assert "Half an answer" in page.content.decode()


def test_whoever_is_second_loses_nothing(nursery: Client, sign_in) -> None:
    address = disagree(nursery)
    given = {"outcome": "decision_stands", "reasons": "It was looked into."}
    sign_in("manager").post(f"{address}/answer", given)

    late = sign_in("social_worker").post(f"{address}/answer", given | {"reasons": "Second."})
    page = words(late.content.decode())
    assert "has answered meanwhile" in page
    assert "What you wrote was not saved" in page
    assert "Second." in page


@pytest.mark.parametrize("role", ["stranger", "school", "nobody"])
def test_who_has_no_part_in_it_does_not_see_it(nursery: Client, sign_in, role: str) -> None:
    address = disagree(nursery)

    assert sign_in(role).get(address).status_code in (302, 404)
    assert sign_in(role).post(f"{address}/settled", {"reasons": "x"}).status_code in (302, 404)
    assert the_one().settled_on is None


def test_who_disagrees_does_not_answer_themselves(nursery: Client) -> None:
    address = disagree(nursery)

    assert nursery.get(f"{address}/answer").status_code == 404
    assert "Answer it" not in read(nursery, address)


def test_a_chair_challenges_delay_in_one_step(sign_in, authority: SmallAuthority) -> None:
    chair = sign_in("chair")
    page = read(chair, f"/children/{MAYA}/challenge")
    assert "since" in page

    sent = {"ground": "drift", "about": "", "reasons": "Say what becomes of the first concern."}
    address = chair.post(f"/children/{MAYA}/challenge", sent)["Location"]
    story = read(chair, address)
    assert "A chair’s challenge" in story
    assert "Mo Haddad, Team manager" in story
    assert "Answer it" in read(sign_in("manager"), address)


def test_who_answers_a_challenge_is_asked_about_what_is_done(
    sign_in, authority: SmallAuthority, nursery: Client
) -> None:
    sent = {"ground": "delay", "reasons": "The assessment is to begin by Friday."}
    challenge = sign_in("chair").post(f"/children/{MAYA}/challenge", sent)["Location"]
    disagreement = f"/disagreements/{_other_than(challenge, nursery)}"
    manager = sign_in("manager")

    for answer in (
        manager.get(challenge),
        manager.post(f"{challenge}/answer", {"outcome": "decision_stands", "reasons": ""}),
    ):
        page = words(answer.content.decode())
        assert "What do you decide about it?" in page
        assert "Say why that is right for the child" in page
    assert "What becomes of the decision?" in read(manager, disagreement)


def _other_than(address: str, nursery: Client) -> str:
    """A disagreement of the nursery, beside the challenge at this address."""
    nursery.post(f"/concerns/{LEOS_CONCERN}/disagree", {"reasons": WHY})
    with reading_as_system("test"):
        others = Disagreement.objects.exclude(pk=address.rpartition("/")[2])
        return str(others.get().pk)


def test_a_challenge_may_name_a_finding_and_nothing_of_another_child(
    sign_in, authority: SmallAuthority
) -> None:
    chair = sign_in("chair")
    page = chair.get(f"/children/{MAYA}/challenge").content.decode()
    changed = authority.fact_about(MAYA, "category_changed")
    assert f'value="{changed}"' in page

    sent = {"ground": "drift", "about": "tom-first", "reasons": "So."}
    answer = chair.post(f"/children/{MAYA}/challenge", sent)
    assert "Select a valid choice" in answer.content.decode()


def test_the_queries_of_the_list_do_not_grow(
    sign_in, authority: SmallAuthority, django_assert_max_num_queries
) -> None:
    nursery, director = sign_in("referrer"), sign_in("director")
    nursery.post(f"/concerns/{LEOS_CONCERN}/disagree", {"reasons": WHY})
    with django_assert_max_num_queries(40) as few:
        director.get("/disagreements")
    limit = len(few)
    for _ in range(4):
        nursery.post(f"/concerns/{MAYAS_CONCERN}/disagree", {"reasons": WHY})
    with django_assert_max_num_queries(limit):
        director.get("/disagreements")
