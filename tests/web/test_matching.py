"""Records that may be of one child: found, looked at side by side, joined by a person, parted."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from keepsight.casework import matching, projection
from keepsight.casework.child_record import begin, put_in_sight
from keepsight.record.models import Child, ConcernThread, Involvement, PossibleMatch, Restriction
from keepsight.record.reader import reading_as_system
from tests.web.page import read, words
from tests.web.small_authority import MAYA, TODAY, TOM, SmallAuthority, fact

SECOND = "maia"
WHY = "The nursery gave the same address and the same mother."
AT = datetime(2025, 3, 31, 8, tzinfo=UTC)


@pytest.fixture
def second(authority: SmallAuthority) -> str:
    """A second record of Maya, under another spelling, with a concern of the school."""
    with reading_as_system("tests begin a second record"):
        begin("Maia Marsh", born_on=date(2019, 6, 2), child_id=SECOND)
        raised = fact(
            "concern", SECOND, "2025-03-28", fact_id="maia-first", harms=("physical",),
            agency="school", detail="A burn on the hand.",
        )  # fmt: skip
        projection.add(
            [raised], by=None, at=AT, organisations={raised.fact_id: authority.school.agency_id}
        )
        put_in_sight([SECOND], on=TODAY)
        matching.match_all(at=AT)
    return SECOND


@pytest.fixture
def door(sign_in) -> Client:
    return sign_in("front_door")


def join(client: Client, kept: str = MAYA) -> str:
    """The two are joined; gives the words of the page that follows."""
    sent = {"kept": kept, "reasons": WHY}
    answer = client.post(f"/matching/{MAYA}/{SECOND}/same", sent, follow=True)
    return words(answer.content.decode())


def test_what_was_found_waits_for_a_person(door: Client, second: str) -> None:
    page = read(door, "/matching")

    assert "1 pair to look at" in page
    assert "Maya Marsh and Maia Marsh" in page
    assert "Very likely the same" in page
    assert "Agrees:" in page
    assert "%" not in page


def test_a_new_child_at_the_front_door_is_compared_at_once(door: Client, sign_in) -> None:
    from tests.web.test_front_door import referred

    referred(sign_in, name="Maia Marsh")

    page = door.get("/front-door").content.decode()
    assert "Compare with Maya Marsh" in words(page)


def test_side_by_side_stands_what_is_needed_to_tell(door: Client, second: str) -> None:
    page = read(door, f"/matching/{SECOND}/{MAYA}")

    assert page.index("Maya Marsh Born 2 June 2019") < page.index("Maia Marsh Born 2 June 2019")
    assert "Works with the child Sara Lund" in page or "Fell Team" in page
    assert "A burn on the hand" not in page


def test_joined_by_a_person_they_are_one_child(door: Client, sign_in, second: str) -> None:
    assert "Both records are read as one" in join(door)

    manager = sign_in("manager")
    page = read(manager, f"/children/{MAYA}")
    assert "A burn on the hand." in page
    with reading_as_system("test"):
        assert ConcernThread.objects.get(pk="maia-first").child_id == MAYA
    assert "No two records wait" in read(door, "/matching")
    assert read(manager, "/concerns/maia-first")


def test_the_address_of_the_second_leads_to_the_kept_one(
    door: Client, sign_in, second: str
) -> None:
    join(door)

    answer = sign_in("manager").get(f"/children/{SECOND}?as_known_on=2025-03-01")
    assert answer["Location"] == f"/children/{MAYA}?as_known_on=2025-03-01"
    assert sign_in("chair").get(f"/children/{SECOND}").status_code == 302
    assert sign_in("stranger").get(f"/children/{SECOND}").status_code == 404


def test_what_was_being_written_for_the_second_is_kept_for_the_one(
    door: Client, sign_in, second: str
) -> None:
    join(door)

    sent = {
        "happened_on": "31 March 2025",
        "happened": "31 March 2025",
        "detail": "Maya told me more.",
        "children": [SECOND],
    }
    answer = sign_in("manager").post(f"/children/{SECOND}/record/note", sent)
    assert answer.status_code in (200, 302)
    if answer.status_code == 200:
        assert "Maya told me more." in answer.content.decode()


def test_the_school_still_sees_its_concern(door: Client, sign_in, second: str) -> None:
    join(door)

    page = read(sign_in("school"), "/concerns/maia-first")
    assert "A burn on the hand." in page
    assert "secret game" not in page


def test_the_other_is_kept_where_that_is_chosen(door: Client, sign_in, second: str) -> None:
    join(door, kept=SECOND)

    assert "secret game" in read(sign_in("manager"), f"/children/{SECOND}")
    answer = sign_in("manager").get(f"/children/{MAYA}")
    assert answer["Location"] == f"/children/{SECOND}"


def test_parted_again_both_stand_as_before(door: Client, sign_in, second: str) -> None:
    join(door)
    manager = sign_in("manager")
    assert WHY in read(manager, f"/children/{MAYA}/records")

    there = f"/children/{MAYA}/records/{SECOND}/part"
    assert "Say how you know" in manager.post(there, {}).content.decode()
    answer = manager.post(there, {"reasons": "They are cousins."}, follow=True)
    assert "stand as two records again" in words(answer.content.decode())

    assert "A burn on the hand." not in read(manager, f"/children/{MAYA}")
    with reading_as_system("test"):
        assert ConcernThread.objects.get(pk="maia-first").child_id == SECOND
        assert Child.objects.filter(pk=SECOND).exists()
        assert Involvement.objects.filter(child=SECOND, as_what="front door").exists()
    assert "Parted again" in read(manager, f"/children/{MAYA}/records")
    assert "They are cousins." in read(door, f"/matching/{MAYA}/{SECOND}")


def test_what_was_written_meanwhile_is_listed_for_a_decision(
    door: Client, sign_in, second: str
) -> None:
    join(door)
    with reading_as_system("test"):
        visit = fact("visit", MAYA, "2025-03-31", visit="child_protection", seen="seen")
        projection.add([visit], by=None, at=AT)
    manager = sign_in("manager")
    manager.post(f"/children/{MAYA}/records/{SECOND}/part", {"reasons": "Cousins."})

    page = read(manager, f"/children/{MAYA}/records")
    assert "Somebody has to say of each whether it is about Maia Marsh" in page
    assert "31 March 2025: Visit" in page


def test_two_children_are_not_suggested_again(door: Client, second: str) -> None:
    sent = {"reasons": "Cousins, with different mothers."}
    door.post(f"/matching/{MAYA}/{SECOND}/different", sent)

    assert "No two records wait" in read(door, "/matching")
    with reading_as_system("test"):
        matching.match_all(at=AT)
        assert PossibleMatch.objects.get().decided == "not_the_same"
    assert "Fay Dorn, Social worker found that they are two" in read(
        door, f"/matching/{MAYA}/{SECOND}"
    )


def test_what_is_missing_is_said_and_what_was_typed_is_kept(door: Client, second: str) -> None:
    page = door.post(f"/matching/{MAYA}/{SECOND}/same", {"reasons": "Half a reason"})

    assert "Choose under which name both are kept" in page.content.decode()
    assert "Half a reason" in page.content.decode()


def test_a_record_that_is_kept_from_the_front_door_is_not_suggested(
    door: Client, second: str, authority: SmallAuthority
) -> None:
    with reading_as_system("test"):
        Restriction.objects.create(
            child_id=MAYA,
            restricted_at=AT,
            restricted_by=authority.people["manager"],
            reasons="A colleague’s child",
        )

    assert "No two records wait" in read(door, "/matching")
    assert door.get(f"/matching/{MAYA}/{SECOND}").status_code == 404


def test_brothers_and_sisters_are_not_suggested(authority: SmallAuthority) -> None:
    with reading_as_system("test"):
        matching.match_all(at=AT)
        pairs = {(each.one_id, each.other_id) for each in PossibleMatch.objects.all()}
    assert ("leo", "maya") not in pairs
    assert TOM not in {each for pair in pairs for each in pair}


def test_the_queries_do_not_grow_with_the_pairs(
    door: Client, second: str, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(40) as few:
        door.get("/matching")
    limit = len(few)
    with reading_as_system("test"):
        for number in range(5):
            begin(f"Maia Marsh {number}", born_on=date(2019, 6, 2))
        assert matching.match_all(at=AT) > 5
    with django_assert_max_num_queries(limit):
        door.get("/matching")
