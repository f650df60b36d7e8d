"""What is printed: the three chronologies, the plan, and the copy for who asks what is held."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from pypdf import PdfReader

from keepsight.casework import projection
from keepsight.record.models import CopiedFact, SubjectCopy
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import words
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN, TODAY, SmallAuthority, fact

REQUEST = {
    "asked_by": "Maya’s father, Ed Marsh",
    "asked_on_day": "20",
    "asked_on_month": "3",
    "asked_on_year": "2025",
}


def read_pdf(client: Client, path: str) -> tuple[PdfReader, str]:
    """The paper at this address, and its text in one line."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(answer.content))
    text = " ".join(each.extract_text() for each in reader.pages)
    return reader, " ".join(text.split())


def begin(client: Client) -> str:
    """A copy is asked for; gives its address."""
    return client.post(f"/children/{MAYA}/copies", REQUEST)["Location"]


@pytest.mark.parametrize("view", ["full", "significant", "court"])
def test_a_paper_is_tagged_titled_and_in_english(sign_in: SignIn, view: str) -> None:
    reader, text = read_pdf(
        sign_in("social_worker"), f"/children/{MAYA}/print/chronology.pdf?view={view}"
    )

    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert "Maya Marsh" in reader.metadata.title
    assert "Printed by Sara Lund, Social worker" in text
    assert "secret game" in text


def test_the_full_chronology_holds_what_the_short_ones_leave_out(sign_in: SignIn) -> None:
    worker = sign_in("social_worker")
    _, full = read_pdf(worker, f"/children/{MAYA}/print/chronology.pdf?view=full")
    _, court = read_pdf(worker, f"/children/{MAYA}/print/chronology.pdf?view=court")

    assert "24 March 2025" in full  # a visit, which is not significant
    assert "24 March 2025" not in court
    assert "1 2 June 2019" in court  # numbered, oldest first


def test_of_a_family_the_chronology_for_court_says_whose_each_event_is(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    with reading_as_system("a brother has a concern too"), transaction.atomic():
        new = fact("concern", LEO, "2025-03-20", agency="nursery", harms=("neglect", "physical"))
        projection.add([new], by=None, at=datetime(2025, 3, 30, tzinfo=UTC))
    address = f"/children/{MAYA}/print/chronology.pdf?view=court"
    _, text = read_pdf(sign_in("social_worker"), f"{address}&family=yes")

    assert "1 2 June 2019 Birth Maya Marsh" in text
    assert "20 January 2022 Birth Leo Marsh" in text
    assert "Leo Marsh: Neglect and physical abuse: raised by Nursery or childminder" in text
    assert "Maya Marsh: Sexual abuse: raised by Bluebell Nursery" in text
    _, own = read_pdf(sign_in("social_worker"), address)
    assert "Neglect and physical abuse" not in own


def test_what_is_open_is_said_first(sign_in: SignIn) -> None:
    _, text = read_pdf(sign_in("social_worker"), f"/children/{MAYA}/print/chronology.pdf")

    assert text.index("Concerns that nobody has answered") < text.index("What happened")
    assert "raised by Bluebell Nursery on 13 May 2024, open for 322 days" in text


def test_a_plan_says_which_concern_nothing_is_for(sign_in: SignIn) -> None:
    _, text = read_pdf(sign_in("social_worker"), f"/children/{MAYA}/print/plan.pdf")

    assert "Nothing in the plan is for this." in text
    assert "Sexual" in text


def test_printing_is_in_the_audit_and_the_name_of_the_file_tells_nothing(sign_in: SignIn) -> None:
    worker = sign_in("social_worker")
    answer = worker.get(f"/children/{MAYA}/print/chronology.pdf?view=court")

    assert "aya" not in answer["Content-Disposition"]
    exported = [each for each in the_audit() if each.what == "export_child" and each.was_allowed]
    assert [(each.child, each.note) for each in exported] == [(MAYA, "Chronology for court as PDF")]


def test_a_view_that_there_is_not_is_not_found(sign_in: SignIn) -> None:
    answer = sign_in("social_worker").get(f"/children/{MAYA}/print/chronology.pdf?view=nice")

    assert answer.status_code == 404


def test_a_copy_is_not_given_before_what_names_others_is_looked_at(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    worker = sign_in("social_worker")
    with reading_as_system("a brother is named"):
        fact = authority.fact_about(MAYA, "concern")
    address = begin(worker)
    page = words(worker.get(address).content.decode())

    assert "Due 20 April 2025" in page
    copied = SubjectCopy
    with reading_as_system("tests look"):
        copy = copied.objects.get()
    answer = worker.post(
        f"{address}/entries/{fact}", {"given": "in_part", "taken_out": "no such words"}
    )
    assert "Choose why it is not given" in words(answer.content.decode())
    answer = worker.post(
        f"{address}/entries/{fact}",
        {"given": "in_part", "taken_out": "no such words", "reason": "third_party"},
    )
    assert "does not stand in this entry" in words(answer.content.decode())
    answer = worker.post(
        f"{address}/entries/{fact}",
        {"given": "in_part", "taken_out": "AN ADULT at home", "reason": "third_party"},
    )
    assert answer.status_code == 302

    _, text = read_pdf(worker, f"{address}/copy.pdf")
    assert "draft" in text
    assert "secret game with [taken out]" in text
    assert "adult at home" not in text
    assert "It is about somebody else" in text
    assert copy.child_id == MAYA


def test_a_given_copy_stays_as_it_was(sign_in: SignIn, authority: SmallAuthority) -> None:
    worker = sign_in("social_worker")
    fact = authority.fact_about(MAYA, "concern")
    address = begin(worker)
    worker.post(f"{address}/entries/{fact}", {"given": "withheld", "reason": "crime"})
    given = worker.post(address, follow=True)
    assert "stays as it is" in words(given.content.decode())

    assert worker.get(f"{address}/entries/{fact}").status_code == 404
    _, text = read_pdf(worker, f"{address}/copy.pdf")
    assert "secret game" not in text
    assert "DRAFT" not in text
    with reading_as_system("tests try"), pytest.raises(DatabaseError), transaction.atomic():
        CopiedFact.objects.update(given="whole")


def test_the_database_shows_copies_to_who_may_see_the_child(
    sign_in: SignIn, authority: SmallAuthority
) -> None:
    worker = sign_in("social_worker")
    begin(worker)

    for who, seen in (
        (authority.people["social_worker"], 1),
        (authority.stranger, 0),
        (authority.people["referrer"], 0),
    ):
        with reading_as(who, on=TODAY):
            assert SubjectCopy.objects.count() == seen


def test_another_teams_copy_is_not_found(sign_in: SignIn) -> None:
    address = begin(sign_in("social_worker"))

    assert sign_in("stranger").get(address).status_code == 404
    assert sign_in("stranger").get(f"{address}/copy.pdf").status_code == 404
    assert sign_in("stranger").post(address).status_code == 404
    assert MAYAS_CONCERN not in address
