"""Telling us without an account: three short steps, a reference, and adding more."""

import re

import pytest
from django.test import Client

from keepsight.casework.public_contact import SENT_AT_MOST
from keepsight.record.models import ConcernThread, PublicContact, Referral
from keepsight.record.reader import reading_as_system
from tests.web.page import read, words
from tests.web.small_authority import SmallAuthority

WHO = {"name": "", "age": "about 3", "whereabouts": "The flat above the bakery, Fell Road"}
WHAT = {
    "danger": "no",
    "detail": "He stood at the window and cried all evening.",
    "happened": "yesterday",
    "harms": ["neglect"],
}
YOU = {"reporter": "public", "name": "", "reached_by": ""}


@pytest.fixture
def neighbour(authority: SmallAuthority) -> Client:
    return Client()


def to_the_last_step(client: Client, who: dict = WHO, what: dict = WHAT) -> None:
    assert client.post("/worried", who)["Location"] == "/worried/what"
    assert client.post("/worried/what", what)["Location"] == "/worried/you"


def reference_of(client: Client) -> str:
    return re.search(r"KS(-[0-9A-Z]{4}){3}", read(client, "/worried/done"))[0]


def told(client: Client, you: dict = YOU) -> str:
    """The three steps; gives the reference."""
    to_the_last_step(client)
    assert client.post("/worried/you", you)["Location"] == "/worried/done"
    return reference_of(client)


def test_it_says_first_to_call_999(neighbour: Client) -> None:
    page = read(neighbour, "/worried")

    assert page.index("call 999 first") < page.index("Which child is it about?")


def test_it_comes_to_the_front_door_like_an_agencys(neighbour: Client, sign_in) -> None:
    told(neighbour)

    page = read(sign_in("front_door"), "/front-door")
    assert "Name not known (The flat above the bakery, Fell Road)" in page
    assert "He stood at the window" in page
    assert "From a neighbour or member of the public, without an account" in page
    with reading_as_system("test"):
        assert ConcernThread.objects.filter(agency="public", answered_on=None).count() == 1


def test_going_back_and_errors_lose_nothing(neighbour: Client) -> None:
    to_the_last_step(neighbour)

    wrong = words(neighbour.post("/worried/you", {"name": "Mrs Ash"}).content.decode())
    assert "Say who you are, or that you would rather not" in wrong
    assert "He stood at the window" in wrong
    assert "Fell Road" in neighbour.get("/worried").content.decode()
    assert "Mrs Ash" in neighbour.get("/worried/you").content.decode()


def test_a_name_or_a_place_is_needed(neighbour: Client) -> None:
    answer = neighbour.post("/worried", {"age": "about 3"})

    assert "or where the child can be found" in answer.content.decode()


def test_what_a_program_fills_in_is_told_to_a_person(neighbour: Client) -> None:
    to_the_last_step(neighbour)

    answer = neighbour.post("/worried/you", YOU | {"website": "http://example.org"})
    assert "Leave the box empty" in answer.content.decode()
    with reading_as_system("test"):
        assert not PublicContact.objects.exists()
    assert neighbour.post("/worried/you", YOU)["Location"] == "/worried/done"


def test_pressed_twice_it_is_sent_once(neighbour: Client) -> None:
    reference = told(neighbour)

    assert neighbour.post("/worried/you", YOU)["Location"] == "/worried/done"
    assert reference_of(neighbour) == reference
    with reading_as_system("test"):
        assert PublicContact.objects.count() == 1


def test_too_much_from_one_place_is_refused_and_not_lost(neighbour: Client) -> None:
    for _ in range(SENT_AT_MOST):
        told(neighbour)
    to_the_last_step(neighbour)

    page = words(neighbour.post("/worried/you", YOU).content.decode())
    assert "Too much was sent from this connection" in page
    assert "He stood at the window" in page


def test_with_the_reference_one_sees_that_it_came_and_adds_to_it(
    neighbour: Client, sign_in
) -> None:
    reference, later = told(neighbour), Client()

    page = words(later.post("/worried/more", {"reference": reference.lower()}).content.decode())
    assert "Received 31 March 2025" in page
    assert "Decided Not yet" in page
    assert "window" not in page
    sent = {"reference": reference, "detail": "The police were there today."}
    page = words(later.post("/worried/more", sent).content.decode())
    assert "We have what you added" in page

    with reading_as_system("test"):
        assert Referral.objects.filter(summary="The police were there today.").count() == 1
        assert ConcernThread.objects.get(agency="public").facts_count == 4
    assert "The police were there today." in read(sign_in("front_door"), "/front-door")


def test_what_was_decided_is_not_shown(neighbour: Client, sign_in) -> None:
    reference, door = told(neighbour), sign_in("front_door")
    with reading_as_system("test"):
        referral = Referral.objects.get(agency="public").pk
    door.get(f"/referrals/{referral}/decide")
    door.post(
        f"/referrals/{referral}/decide",
        {"decision": "assessment", "reasons": "Known to us."},
    )

    page = words(neighbour.post("/worried/more", {"reference": reference}).content.decode())
    assert "Decided 31 March 2025" in page
    assert "assessment" not in page.lower()
    assert "Known to us" not in page


@pytest.mark.parametrize("typed", ["KS-AAAA-AAAA-AAAA", "nonsense", "‮\x00", "9" * 59])
def test_a_wrong_reference_says_so_and_keeps_what_was_typed(neighbour: Client, typed: str) -> None:
    sent = {"reference": typed, "detail": "He is outside again."}
    page = neighbour.post("/worried/more", sent).content.decode()

    assert "no such reference" in page or "not allowed" in page
    assert "He is outside again." in page


def test_a_birthday_finds_the_child_who_is_known(neighbour: Client) -> None:
    to_the_last_step(neighbour, who={"name": "Tom Frost", "age": "9/9/2015"})
    neighbour.post("/worried/you", YOU)

    with reading_as_system("test"):
        assert PublicContact.objects.get().child_id == "tom"
