"""The page of a concern: everything said about it, what did not answer it, and what may be done
about it by whom."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keepsight.casework import projection
from keepsight.record import ledger
from keepsight.record.models import ConcernThread
from keepsight.record.reader import reading_as_system
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import (
    LEOS_CONCERN,
    MAYA,
    MAYAS_CONCERN,
    TOMS_CONCERN,
    SmallAuthority,
    fact,
)

COMPLETE = {
    "answer": "substantiated",
    "reasons": "Maya told the same to two people, and her drawings agree.",
    "said": [MAYAS_CONCERN],
    "rests_on": "Interim care order of 28 March 2025",
}
AGREES = {"second": "agree", "reasons": ""}


def sent(client: Client, concern: str, what: str, given: Mapping[str, object]) -> str:
    """What the page says after a form was sent."""
    answer = client.post(f"/concerns/{concern}/{what}", given, follow=True)
    assert answer.status_code == 200, answer.status_code
    return words(answer.content.decode())


def proposal() -> str:
    """The answer about Maya's concern that waits for a second person."""
    with reading_as_system("tests look for an answer that waits"):
        facts = ledger.facts_of(MAYA)
    return next(each.fact_id for each in facts if each.kind == "answer_proposed")


def agreeing() -> dict[str, str]:
    """What the second person sends to agree."""
    return {**AGREES, "proposal": proposal()}


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
    page = sent(client, MAYAS_CONCERN, "answer", COMPLETE)
    assert "waits for a second person to agree" in page
    assert "Nobody has answered this concern." in page
    assert stored(MAYAS_CONCERN).answered_on is None

    page = sent(sign_in("manager"), MAYAS_CONCERN, "agree", agreeing())
    assert "The concern is answered." in page
    assert "Substantiated and acted on, by Sara Lund, Social worker on 31 March 2025" in page
    assert COMPLETE["reasons"] in page
    assert stored(MAYAS_CONCERN).answer == "substantiated"


def test_one_person_answers_about_neglect(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    again = {"why": "new_fact", "detail": "He came hungry again this week."}
    sent(client, LEOS_CONCERN, "reopen", again)
    assert "Send this answer to be agreed" not in read(client, f"/concerns/{LEOS_CONCERN}/answer")
    given = {**COMPLETE, "said": [LEOS_CONCERN]}
    assert "The concern is answered." in sent(client, LEOS_CONCERN, "answer", given)


def test_a_returned_answer_leaves_it_open_with_the_reason(sign_in: SignIn) -> None:
    sent(sign_in("social_worker"), MAYAS_CONCERN, "answer", COMPLETE)
    manager = sign_in("manager")
    why = {"second": "give_back", "proposal": proposal()}
    assert "Say what is missing or not right" in sent(manager, MAYAS_CONCERN, "agree", why)
    page = sent(manager, MAYAS_CONCERN, "agree", {**why, "reasons": "Nobody has asked Leo."})
    assert "The answer is returned. The concern is open." in page
    assert "Nobody has asked Leo." in page
    assert stored(MAYAS_CONCERN).answered_on is None


def test_whoever_proposed_it_is_shown_no_way_to_agree(sign_in: SignIn) -> None:
    client = sign_in("manager")
    page = sent(client, MAYAS_CONCERN, "answer", COMPLETE)
    assert "You proposed it." in page
    assert "Do you agree?" not in page
    sent(client, MAYAS_CONCERN, "agree", agreeing())
    assert stored(MAYAS_CONCERN).answered_on is None


def test_what_came_after_the_answer_was_proposed_stops_it(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    sent(sign_in("social_worker"), MAYAS_CONCERN, "answer", COMPLETE)
    wait = agreeing()
    client = sign_in("referrer")
    sent(client, MAYAS_CONCERN, "disagree", {"reasons": "She has told us more."})
    page = sent(sign_in("manager"), MAYAS_CONCERN, "agree", wait)
    assert "came after this answer was proposed" in page
    assert stored(MAYAS_CONCERN).answered_on is None


def test_an_answer_begins_with_the_fact_that_led_to_it(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    medical = authority.fact_about(MAYA, "medical")
    client = sign_in("social_worker")
    page = client.get(f"/concerns/{MAYAS_CONCERN}/answer?rests_on={medical}").content.decode()
    (box,) = re.findall(rf'<input[^>]*value="{medical}"[^>]*>', page)
    assert "checked" in box


def test_whoever_raised_it_and_does_not_sign_in_is_told_and_that_is_kept(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    with reading_as_system("tests raise a concern"), transaction.atomic():
        raised = fact("concern", MAYA, "2025-03-01", agency="family", fact_id="gran",
                      harms=("neglect",), recorded_by="Her grandmother")  # fmt: skip
        projection.add([raised], by=None, at=datetime(2025, 3, 30, tzinfo=UTC))
    client = sign_in("social_worker")
    page = sent(client, "gran", "answer", {**COMPLETE, "said": ["gran"]})
    assert "Her grandmother does not use Keepsight." in page
    day = {"on_0": "", "on_day": "31", "on_month": "3", "on_year": "2025"}
    page = sent(client, "gran", "told", {"told": "Her grandmother", "told_how": "By letter", **day})
    assert "It is recorded that they were told." in page
    assert "does not use Keepsight" not in page


@pytest.mark.parametrize(
    ("missing", "message"),
    [
        ("answer", "Choose what the answer is"),
        ("reasons", "Say why"),
        ("said", "Choose the action, the assessment or the evidence"),
    ],
)
def test_an_answer_that_lacks_something_saves_nothing_and_keeps_what_was_typed(
    missing: str, message: str, sign_in: SignIn
) -> None:
    given = {**COMPLETE, missing: []}
    sent = sign_in("social_worker").post(f"/concerns/{MAYAS_CONCERN}/answer", given)
    page = words(sent.content.decode())
    assert "There is a problem" in page
    assert message in page
    assert str(COMPLETE["rests_on"]) in page
    assert stored(MAYAS_CONCERN).answered_on is None


def test_a_second_answer_is_refused_with_the_reason(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    client.post(f"/concerns/{MAYAS_CONCERN}/answer", COMPLETE)
    sign_in("manager").post(f"/concerns/{MAYAS_CONCERN}/agree", agreeing())
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


@pytest.mark.parametrize("role", ["manager", "referrer"])
def test_the_number_of_queries_does_not_grow_with_the_concern(
    role: str, sign_in: SignIn, django_assert_num_queries
) -> None:
    client = sign_in(role)
    client.get(f"/concerns/{MAYAS_CONCERN}")
    with CaptureQueriesContext(connection) as before:
        client.get(f"/concerns/{MAYAS_CONCERN}")
    queries = len(before)
    for _ in range(5):
        client.post(f"/concerns/{MAYAS_CONCERN}/disagree", {"reasons": "It takes too long."})
    # A message is waiting after each: let it be shown first.
    client.get(f"/concerns/{MAYAS_CONCERN}")
    with django_assert_num_queries(queries):
        client.get(f"/concerns/{MAYAS_CONCERN}")
    assert queries < 30
