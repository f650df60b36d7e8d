"""Raising a concern: three steps, nothing typed is lost, and it reaches the right child."""

import html
import re

import pytest
from django.test import Client

from keepsight.record import ledger
from keepsight.record.models import Child, ConcernThread, Draft
from keepsight.record.reader import reading_as_system
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import MAYA, TOM

WHO = {
    "name": "Maya Marsh",
    "born_on_day": "2",
    "born_on_month": "6",
    "born_on_year": "2019",
    "whereabouts": "Fell Primary School",
    "siblings": "Leo, about three",
}
WHAT = {
    "danger": "no",
    "detail": "Maya would not sit down and cried when asked to.",
    "child_words": "It hurts to sit.",
    "happened": "28 March 2025",
    "harms": ["sexual", "physical"],
    "sign": "fear_or_withdrawal",
}
EVERY_ROLE = ("referrer", "social_worker", "manager", "chair", "director", "stranger")


def go_through(client: Client, *, who: dict = WHO, what: dict = WHAT) -> str:
    """All three steps; gives the words of the confirmation."""
    assert client.post("/raise", who)["Location"] == "/raise/what"
    assert client.post("/raise/what", what)["Location"] == "/raise/check"
    sent = client.post("/raise/check", follow=True)
    return words(sent.content.decode())


def concerns_about(child: str) -> list[ConcernThread]:
    """The concerns about a child, oldest first."""
    with reading_as_system("tests look at concerns"):
        return list(ConcernThread.objects.filter(child=child).order_by("opened_on", "concern"))


@pytest.mark.parametrize("role", EVERY_ROLE)
def test_anybody_can_raise_a_concern_about_a_child_they_name(role: str, sign_in: SignIn) -> None:
    page = go_through(sign_in(role))
    assert "Your concern has been sent" in page
    works_with_maya = role in ("social_worker", "manager")
    assert ("The front door is not asked." in page) is works_with_maya
    promised = "by Tuesday 1 April 2025, which is one working day" in page
    assert promised is not works_with_maya
    newest = concerns_about(MAYA)[-1]
    assert newest.harms == ["physical", "sexual"]
    assert newest.concern[:8].upper() in page.replace(" ", "")


def test_what_was_typed_becomes_the_concern(sign_in: SignIn) -> None:
    go_through(sign_in("referrer"), what={**WHAT, "happened": "early March 2025", "danger": "yes"})
    with reading_as_system("tests look at a concern"):
        fact = ledger.fact(concerns_about(MAYA)[-1].concern)
    assert fact is not None
    said = fact.as_dict()
    assert said["child_words"] == "It hurts to sit."
    assert said["sign"] == "fear_or_withdrawal"
    assert (said["precision"], said["date_as_written"]) == ("about", "early March 2025")
    assert (said["happened_on"], said["latest_on"]) == ("2025-03-01", "2025-03-10")
    assert said["agency"] == "nursery"
    for words_given in ("in danger now", WHAT["detail"], "Fell Primary School", "Leo, about three"):
        assert words_given in said["detail"]


def test_a_child_whom_nobody_knew_gets_a_record(sign_in: SignIn) -> None:
    go_through(sign_in("referrer"), who={"name": "Ivy Stone"})
    with reading_as_system("tests look for a child"):
        assert Child.objects.filter(person__name="Ivy Stone").count() == 1


def test_the_same_name_with_another_birthday_is_another_child(sign_in: SignIn) -> None:
    before = len(concerns_about(MAYA))
    go_through(sign_in("referrer"), who={**WHO, "born_on_year": "2018"})
    assert len(concerns_about(MAYA)) == before


def test_the_referrer_does_not_learn_whether_the_child_is_known(sign_in: SignIn) -> None:
    known, unknown = (
        go_through(sign_in("referrer"), who={**WHO, "name": name})
        for name in ("Maya Marsh", "Ivy Stone")
    )
    receipt = "Your reference is "
    start = known.index(receipt) + len(receipt)
    assert known[:start] == unknown[:start]
    assert known[start + 9 :].replace("Maya Marsh", "x") == unknown[start + 9 :].replace(
        "Ivy Stone", "x"
    )


def test_the_referrer_is_shown_the_name_they_gave_and_not_the_records_own(
    sign_in: SignIn,
) -> None:
    client = sign_in("referrer")
    go_through(client, who={**WHO, "name": "MAYA marsh"})
    address = f"/concerns/{concerns_about(MAYA)[-1].concern}"
    assert "MAYA marsh: Physical abuse and sexual abuse" in read(client, "/")
    page = read(client, address)
    assert "MAYA marsh" in page
    assert "Maya Marsh" not in page
    assert "Named as: MAYA marsh" in read(sign_in("manager"), address)


def test_from_a_childs_page_the_child_need_not_be_typed(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    assert client.get(f"/raise?child={MAYA}")["Location"] == "/raise/what"
    assert 'value="Maya Marsh"' in client.get("/raise").content.decode()
    client.post("/raise/what", WHAT)
    client.post("/raise/check")
    assert len(concerns_about(MAYA)) == 2


def test_coming_back_from_the_childs_page_finds_what_was_typed(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    client.get(f"/raise?child={MAYA}")
    client.post("/raise/what", {**WHAT, "happened": ""})
    client.get(f"/raise?child={MAYA}")
    assert WHAT["detail"] in client.get("/raise/what").content.decode()


def test_another_name_is_another_child_wherever_it_was_begun(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    client.get(f"/raise?child={MAYA}")
    go_through(client, who={"name": "Ivy Stone"})
    assert len(concerns_about(MAYA)) == 1


def test_another_teams_child_cannot_be_looked_up_that_way(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    assert client.get(f"/raise?child={TOM}").status_code == 404
    assert "Tom" not in client.get("/raise").content.decode()


@pytest.mark.parametrize(
    ("step", "given", "message"),
    [
        ("/raise", {"name": " "}, "Enter the child’s name"),
        ("/raise", {**WHO, "name": "x" * 201}, "The name must be 200 letters or fewer"),
        ("/raise", {**WHO, "born_on_day": "31"}, "Enter a real date"),
        ("/raise", {**WHO, "born_on_day": ""}, "The date must have a day, a month and a year"),
        ("/raise", {**WHO, "born_on_year": "2026"}, "The date of birth must be in the past"),
        ("/raise/what", {**WHAT, "danger": ""}, "Say whether anyone is in danger now"),
        ("/raise/what", {**WHAT, "detail": ""}, "Say what you saw or heard"),
        ("/raise/what", {**WHAT, "harms": []}, "Choose what you are worried about"),
        ("/raise/what", {**WHAT, "happened": ""}, "Say when it was, even if you are not sure"),
        ("/raise/what", {**WHAT, "happened": "the other day"}, "Enter a date such as"),
        ("/raise/what", {**WHAT, "happened": "1 May 2025"}, "must be today or in the past"),
        ("/raise/what", {**WHAT, "harms": ["envy"]}, "Select a valid choice"),
    ],
)
def test_what_is_not_right_is_said_and_nothing_typed_is_lost(
    step: str, given: dict, message: str, sign_in: SignIn
) -> None:
    client = sign_in("referrer")
    client.post("/raise", WHO)
    sent = client.post(step, given)
    assert sent.status_code == 200
    assert message in words(sent.content.decode())
    # Somebody who comes back later finds what they had typed.
    later = client.get(step).content.decode()
    kept = given.get("siblings") or given.get("child_words")
    assert kept is None or kept in later


def test_going_back_shows_what_was_typed(sign_in: SignIn) -> None:
    client = sign_in("referrer")
    client.post("/raise", WHO)
    client.post("/raise/what", WHAT)
    assert "Fell Primary School" in client.get("/raise").content.decode()
    assert WHAT["detail"] in client.get("/raise/what").content.decode()
    check = read(client, "/raise/check")
    for shown in ("2 June 2019", "Leo, about three", "Sexual abuse and physical abuse", "28 March"):
        assert shown in check


def test_danger_now_is_answered_with_999(sign_in: SignIn) -> None:
    client = sign_in("referrer")
    client.post("/raise", WHO)
    client.post("/raise/what", {**WHAT, "danger": "yes"})
    assert "Call 999, then send this." in read(client, "/raise/check")


def test_pressing_send_twice_sends_once(sign_in: SignIn) -> None:
    client = sign_in("referrer")
    go_through(client)
    before = len(concerns_about(MAYA))
    again = client.post("/raise/check")
    assert again["Location"] == "/raise/done"
    assert len(concerns_about(MAYA)) == before


def test_once_sent_what_was_typed_is_gone(sign_in: SignIn) -> None:
    client = sign_in("referrer")
    go_through(client)
    assert "Maya" not in client.get("/raise").content.decode()
    assert client.get("/raise/check")["Location"] == "/raise"


def test_the_agency_sees_its_concern_in_its_list(sign_in: SignIn) -> None:
    client = sign_in("referrer")
    go_through(client)
    assert "Maya would not sit down" in read(client, "/")


def test_a_concern_begun_in_another_session_can_be_taken_up(sign_in: SignIn) -> None:
    first = sign_in("referrer")
    first.post("/raise", WHO)
    first.post("/raise/what", WHAT)

    later = sign_in("referrer")
    page = later.get("/raise").content.decode()
    assert "You began writing “A concern about Maya Marsh”" in words(page)
    assert later.get("/raise/check")["Location"] == "/raise"
    link = html.unescape(re.search(r'href="(/raise\?journey=[^"]+)"', page)[1])
    assert later.get(link)["Location"] == "/raise/check"
    assert WHAT["detail"] in read(later, "/raise/check")
    before = len(concerns_about(MAYA))
    later.post("/raise/check")
    assert len(concerns_about(MAYA)) == before + 1
    assert "You began writing" not in read(sign_in("referrer"), "/raise")


def test_beginning_about_another_child_loses_nothing(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    client.post("/raise", {"name": "Ivy Stone"})
    client.get(f"/raise?child={MAYA}")
    client.post("/raise/what", WHAT)
    assert "“A concern about Ivy Stone”" in read(client, "/raise")
    assert "“A concern about Maya Marsh”" not in read(client, "/raise")


def test_nobody_takes_up_what_somebody_else_began(sign_in: SignIn) -> None:
    sign_in("referrer").post("/raise", WHO)
    with reading_as_system("tests look at drafts"):
        (draft,) = Draft.objects.all()
    other = sign_in("manager")
    assert "Maya" not in other.get(draft.address).content.decode()
    assert other.get("/raise/what")["Location"] == "/raise"


def type_on(client: Client, detail: str) -> dict[str, str]:
    """What the page of the second step sends by itself; gives its hidden fields."""
    page = client.get("/raise/what").content.decode()
    hidden = dict(re.findall(r'name="(draft_proof|journey)" value="([^"]+)"', page))
    sent = {**hidden, "draft_address": "/raise/what", "detail": detail}
    assert client.post("/drafts/keep", sent).json()["kept_at"]
    return hidden


def test_what_was_being_typed_when_the_browser_closed_is_with_its_concern(sign_in: SignIn) -> None:
    first = sign_in("referrer")
    first.post("/raise", WHO)
    type_on(first, "Maya has no coat.")

    later = sign_in("referrer")
    page = later.get("/raise").content.decode()
    assert words(page).count("You began writing") == 1
    link = html.unescape(re.search(r'href="(/raise\?journey=[^"]+)"', page)[1])
    assert later.get(link, follow=True).redirect_chain[-1][0] == "/raise/what"
    assert "Maya has no coat." in later.get("/raise/what").content.decode()


def test_what_was_typed_about_one_child_never_comes_into_a_concern_about_another(
    sign_in: SignIn,
) -> None:
    first = sign_in("referrer")
    first.post("/raise", WHO)
    type_on(first, "Maya has no coat.")

    later = sign_in("referrer")
    later.post("/raise", {"name": "Ivy Stone"})
    assert "no coat" not in later.get("/raise/what?draft=use").content.decode()
    type_on(later, "Ivy is fine.")
    third = sign_in("referrer")
    links = re.findall(r'href="(/raise\?journey=[^"]+)"', third.get("/raise").content.decode())
    texts = [sign_in("referrer").get(html.unescape(each), follow=True) for each in links]
    found = {re.search(r"no coat|is fine", each.content.decode())[0] for each in texts}
    assert found == {"no coat", "is fine"}


def test_a_step_sent_after_the_session_ended_leads_back_to_its_concern(sign_in: SignIn) -> None:
    first = sign_in("referrer")
    first.post("/raise", WHO)
    hidden = type_on(first, "Maya")
    sent = Client().post("/raise/what", {**hidden, "detail": "Maya has no coat."})
    assert sent["Location"].startswith("/sign-in?next=/raise/what")

    later = sign_in("referrer")
    page = later.get("/raise/what?draft=use").content.decode()
    assert "step 2 of 3" in page
    assert "Maya has no coat." in page
