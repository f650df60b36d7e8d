"""The page of a concern: everything said about it, what did not answer it, and what may be done
about it by whom."""

from collections.abc import Mapping

import pytest

from keepsight.record.models import ConcernThread
from keepsight.record.reader import reading_as_system
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import LEOS_CONCERN, MAYAS_CONCERN, TOMS_CONCERN

COMPLETE = {
    "answer": "substantiated",
    "reasons": "Maya told the same to two people, and her drawings agree.",
    "rests_on": "Interim care order of 28 March 2025",
    "countersigned_by": "Mo Haddad",
}


def stored(concern: str) -> ConcernThread:
    """The concern as it stands in the record."""
    with reading_as_system("tests look at a concern"):
        return ConcernThread.objects.get(pk=concern)


def test_everything_said_about_it_stands_in_order(sign_in: SignIn) -> None:
    page = read(sign_in("manager"), f"/concerns/{MAYAS_CONCERN}")
    said = page.split("Everything said about it")[1]
    days = ["13 May 2024", "14 May 2024", "15 May 2024", "17 May 2024", "25 November 2024"]
    assert sorted(days, key=said.index) == days
    assert "“It is a secret game.”" in said


def test_what_did_not_answer_it_is_named_with_the_reason(sign_in: SignIn) -> None:
    page = read(sign_in("manager"), f"/concerns/{MAYAS_CONCERN}")
    assert "Nobody has answered this concern." in page
    assert "Medical Did not answer it" in page
    assert "A medical that finds nothing, or nothing certain, does not say what happened." in page
    assert "The plan now names another harm. This one was not answered by that." in page


def test_an_answer_ends_it_and_the_page_says_who_gave_it(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    sent = client.post(f"/concerns/{MAYAS_CONCERN}/answer", COMPLETE, follow=True)
    page = words(sent.content.decode())
    assert "The concern is answered." in page
    assert "Substantiated and acted on, by Sara Lund, Social worker on 31 March 2025" in page
    assert COMPLETE["reasons"] in page
    assert stored(MAYAS_CONCERN).answer == "substantiated"


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("answer", "Choose what the answer is"),
        ("reasons", "Say why"),
        ("rests_on", "Name the action, the assessment or the evidence"),
    ],
)
def test_an_answer_that_lacks_something_saves_nothing_and_keeps_what_was_typed(
    missing: str, message: str, sign_in: SignIn
) -> None:
    given = {**COMPLETE, missing: ""}
    sent = sign_in("social_worker").post(f"/concerns/{MAYAS_CONCERN}/answer", given)
    page = words(sent.content.decode())
    assert "There is a problem" in page
    assert message in page
    kept = "countersigned_by"
    assert f'value="{COMPLETE[kept]}"' in sent.content.decode()
    assert stored(MAYAS_CONCERN).answered_on is None


def test_a_second_answer_is_refused_with_the_reason(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    client.post(f"/concerns/{MAYAS_CONCERN}/answer", COMPLETE)
    again = client.post(f"/concerns/{MAYAS_CONCERN}/answer", {**COMPLETE, "answer": "explained"})
    assert "has an answer already" in words(again.content.decode())
    assert stored(MAYAS_CONCERN).answer == "substantiated"


def test_an_answered_concern_can_be_opened_again(sign_in: SignIn) -> None:
    given = {"why": "new_fact", "detail": "He came hungry again this week."}
    sent = sign_in("chair").post(f"/concerns/{LEOS_CONCERN}/reopen", given, follow=True)
    page = words(sent.content.decode())
    assert "The concern is open again." in page
    assert "Answered for a time" in page
    assert stored(LEOS_CONCERN).answered_on is None


def test_the_referrer_sees_what_they_said_and_what_became_of_it(sign_in: SignIn) -> None:
    page = read(sign_in("referrer"), f"/concerns/{LEOS_CONCERN}")
    assert "Leo came hungry and in wet clothes on three mornings." in page
    assert "Not substantiated" in page
    assert "Sara Lund, Social worker" in page
    assert "The boiler had failed" in page


def test_the_referrer_sees_nothing_else_of_the_child(sign_in: SignIn) -> None:
    client = sign_in("referrer")
    markup = client.get(f"/concerns/{MAYAS_CONCERN}").content.decode()
    for hidden in ("Medical", "Inconclusive", "Category", "strategy", "Leo", "/children/"):
        assert hidden not in markup
    assert "Nobody has answered your concern yet" in words(markup)


def test_the_referrers_disagreement_opens_it_again(sign_in: SignIn) -> None:
    client = sign_in("referrer")
    address = f"/concerns/{LEOS_CONCERN}/disagree"
    sent = client.post(address, {"reasons": "He is hungry again."}, follow=True)
    page = words(sent.content.decode())
    assert "Your disagreement is recorded" in page
    assert "He is hungry again." in page
    assert stored(LEOS_CONCERN).answered_on is None


@pytest.mark.parametrize(
    ("role", "address", "given"),
    [
        ("referrer", f"/concerns/{MAYAS_CONCERN}/answer", COMPLETE),
        ("chair", f"/concerns/{MAYAS_CONCERN}/answer", COMPLETE),
        ("director", f"/concerns/{MAYAS_CONCERN}/answer", COMPLETE),
        ("stranger", f"/concerns/{MAYAS_CONCERN}/answer", COMPLETE),
        ("manager", f"/concerns/{TOMS_CONCERN}/answer", COMPLETE),
        ("referrer", f"/concerns/{TOMS_CONCERN}/disagree", {"reasons": "No."}),
    ],
)
def test_who_may_not_is_refused_and_nothing_is_added(
    role: str, address: str, given: Mapping[str, str], sign_in: SignIn
) -> None:
    concern = address.split("/")[2]
    before = stored(concern).facts_count
    assert sign_in(role).post(address, given).status_code == 404
    assert stored(concern).facts_count == before
    assert the_audit()[-1].was_allowed is False


def test_what_people_typed_is_shown_as_text_and_never_as_markup(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    given = {**COMPLETE, "reasons": "<script>alert('x')</script>"}
    client.post(f"/concerns/{MAYAS_CONCERN}/answer", given)
    markup = client.get(f"/concerns/{MAYAS_CONCERN}").content.decode()
    assert "<script>alert" not in markup
    assert "&lt;script&gt;alert" in markup


def test_reading_a_concern_is_written_down(sign_in: SignIn) -> None:
    sign_in("referrer").get(f"/concerns/{MAYAS_CONCERN}")
    entry = the_audit()[-1]
    assert (entry.what, entry.concern, entry.was_allowed) == ("see_concern", MAYAS_CONCERN, True)


@pytest.mark.parametrize(("role", "queries"), [("manager", 15), ("referrer", 12)])
def test_the_number_of_queries_does_not_grow_with_the_concern(
    role: str, queries: int, sign_in: SignIn, django_assert_num_queries
) -> None:
    client = sign_in(role)
    with django_assert_num_queries(queries):
        client.get(f"/concerns/{MAYAS_CONCERN}")
    for _ in range(5):
        client.post(f"/concerns/{MAYAS_CONCERN}/disagree", {"reasons": "It takes too long."})
    # A message is waiting after each: let it be shown first.
    client.get(f"/concerns/{MAYAS_CONCERN}")
    with django_assert_num_queries(queries):
        client.get(f"/concerns/{MAYAS_CONCERN}")
