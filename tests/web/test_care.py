"""The page of legal status and care: what stands, what is due and overdue, what none of it ends,
and how each step is recorded from it."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from keepsight.casework import projection
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.reader import reading_as_system
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import LEO, MAYA, SmallAuthority, fact


def add(*facts: Fact) -> None:
    at = datetime(2025, 3, 30, 12, tzinfo=UTC)
    with reading_as_system("tests add a history of care"), transaction.atomic():
        projection.add(facts, by=None, at=at)


def last(child: str, kind: str) -> Fact:
    with reading_as_system("tests look at what was saved"):
        return [each for each in current(ledger.facts_of(child)) if each.kind == kind][-1]


@pytest.fixture
def maya_in_care(authority: SmallAuthority) -> None:
    add(
        fact("proceedings_issued", MAYA, "2025-02-17"),
        fact("order_made", MAYA, "2025-02-20", order_kind="interim_care_order"),
        fact("looked_after_began", MAYA, "2025-02-20", legal_status="order"),
        fact("placement", MAYA, "2025-02-20", placement="foster_care", carer="Mr and Mrs Hill"),
    )


@pytest.mark.usefixtures("maya_in_care")
def test_the_page_says_what_stands_and_what_is_due(sign_in: SignIn) -> None:
    said = read(sign_in("social_worker"), "/children/maya/care")
    assert "Interim care order since 20 February 2025" in said
    assert "Foster care, Mr and Mrs Hill since 20 February 2025" in said
    assert "First looked-after review By 20 March 2025: 20 working days from" in said
    assert "The court’s final decision By 17 August 2025" in said
    assert "Overdue" not in said
    assert "Cannot tell" in said
    add(fact("looked_after_review", LEO, "2025-01-20"))
    assert "Overdue" in read(sign_in("social_worker"), "/children/maya/care")
    assert "regulation 33(1)" in said
    assert "1 open concern. Coming into care, an order or a review ends none of them:" in said


@pytest.mark.usefixtures("maya_in_care")
def test_a_step_is_recorded_from_the_page_and_leads_back_to_it(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    page = client.get("/children/maya/care").content.decode()
    there = "/children/maya/record/looked_after_review?then=care"
    assert there in page
    sent = {"happened": "today", "took_part": "spoke", "reference": "r"}
    answer = client.post(there, sent)
    assert (answer.status_code, answer["Location"]) == (302, "/children/maya/care")
    assert vars(last(MAYA, "looked_after_review"))["took_part"] == "spoke"
    said = read(client, "/children/maya/care")
    assert "Looked-after review, 31 March 2025, is recorded." in said
    assert "Second looked-after review By 30 June 2025" in said


@pytest.mark.usefixtures("maya_in_care")
def test_an_order_that_ends_is_filled_in_already(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    there = "/children/maya/record/order_ended?then=care&amp;order_kind=interim_care_order"
    assert there in client.get("/children/maya/care").content.decode()
    form = client.get(there.replace("&amp;", "&")).content.decode()
    assert '<option value="interim_care_order" selected>' in form or (
        'value="interim_care_order" checked' in form
    )


@pytest.mark.usefixtures("maya_in_care")
def test_the_picture_says_the_same_in_words(sign_in: SignIn) -> None:
    picture = sign_in("social_worker").get("/children/maya/care/picture.svg").content.decode()
    assert 'role="img"' in picture
    assert "Orders: Interim care order from 20 February 2025." in picture
    assert "Placements: Foster care, Mr and Mrs Hill from 20 February 2025." in picture


def test_a_return_home_brings_up_what_was_answered(sign_in: SignIn) -> None:
    add(
        fact("looked_after_began", LEO, "2024-09-20", legal_status="accommodated"),
        fact("looked_after_ended", LEO, "2025-03-01", care_ended="returned_home"),
    )
    client = sign_in("social_worker")
    said = read(client, "/children/leo/care")
    assert "Leo Marsh went home on 1 March 2025. Look again at what was answered" in said
    assert "/concerns/leo-first/reopen" in client.get("/children/leo/care").content.decode()
    # A chair challenges, and may open it again too; who only reads is shown no way to.
    director = sign_in("director").get("/children/leo/care").content.decode()
    assert "/concerns/leo-first/reopen" not in director
    assert "Record what happened" not in words(director)


def test_a_child_who_was_never_in_care(sign_in: SignIn) -> None:
    said = read(sign_in("social_worker"), "/children/maya/care")
    assert (
        "Maya Marsh is not in care, and no order, police protection or proceedings stand." in said
    )
    assert "What is due" not in said
    assert "Placement ended" not in said


def test_police_protection_is_counted_in_hours(sign_in: SignIn) -> None:
    client = sign_in("social_worker")
    sent = {
        "happened": "yesterday",
        "began_at_day": "30",
        "began_at_month": "3",
        "began_at_year": "2025",
        "began_at_time": "22:15",
        "officer": "PC 1234 Ann Lee",
        "who_was_told": "The duty social worker, at 23:00.",
        "reference": "p",
    }
    client.post("/children/maya/record/police_protection?then=care", sent)
    said = read(client, "/children/maya/care")
    assert "Police protection ends By 2 April 2025 at 10:15pm: 72 hours" in said
    assert "Police protection ended" in said


@pytest.mark.usefixtures("maya_in_care")
def test_the_number_of_queries_does_not_grow(
    sign_in: SignIn, django_assert_max_num_queries
) -> None:
    add(*(fact("visit", MAYA, f"2025-03-{day:02}", seen="seen") for day in range(1, 24)))
    client = sign_in("social_worker")
    client.get("/children/maya/care")
    with django_assert_max_num_queries(40):
        client.get("/children/maya/care")
