"""A worker records one visit to a brother and a sister on a phone; and somebody new to the case
looks at the family and at what is due in care."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.fits import fits

Check = Callable[[Page], None]
PHONE = 360


def maya_has_a_family_and_comes_into_care() -> None:
    """A mother, a grandmother, the mother's partner, and an interim care order."""
    from datetime import date

    from django.db import transaction

    from keepsight.casework import projection
    from keepsight.record.models import Address, Person, Relationship
    from keepsight.record.reader import reading_as_system
    from tests.web.small_authority import LEO, MAYA, fact

    with reading_as_system("the journey begins with this"), transaction.atomic():
        people = (("anna", "Anna Marsh"), ("ray", "Ray Holt"), ("elsie", "Elsie Bowe"))
        for person, name in people:
            Person.objects.create(person_id=person, name=name, name_key=name.lower())
        for child in (MAYA, LEO):
            Relationship.objects.create(child_id=child, relative_id="anna", relation="mother")
        for person, relation in (("ray", "parents_partner"), ("elsie", "grandparent")):
            Relationship.objects.create(child_id=MAYA, relative_id=person, relation=relation)
        for person in ("anna", "person-maya"):
            home = "4 Mill Lane\nFellby"
            Address.objects.create(person_id=person, address=home, from_on=date(2023, 1, 1))
        care = [
            fact("adult_risk_known", MAYA, "2024-06-10", adult="ray", adult_risk="violence"),
            fact("proceedings_issued", MAYA, "2025-02-17"),
            fact("order_made", MAYA, "2025-02-20", order_kind="interim_care_order"),
            fact("looked_after_began", MAYA, "2025-02-20", legal_status="order"),
            fact("placement", MAYA, "2025-02-20", placement="foster_care", carer="the Hills"),
        ]
        projection.add(care, by=None, at=datetime(2025, 3, 30, tzinfo=UTC))


@pytest.mark.parametrize("javascript", [True, False])
def test_a_visit_to_two_children_is_recorded_on_a_phone(
    javascript: bool, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given a worker at the door of a family of two
    page = visit("sara", javascript=javascript, width=PHONE)
    page.goto("/children/maya/visit")
    expect(page.get_by_text("last seen on a visit on 24 March 2025, alone")).to_be_visible()
    expect(page.get_by_label("Under the child protection plan")).to_be_checked()
    expect(page.get_by_label("When was it?")).to_have_value("today")
    fits(page)
    if javascript:
        usable_by_everyone(page)

    # When she was let in to the one and not to the other, and says so once
    page.get_by_label("Seen, and alone").first.check()
    page.get_by_label("What did Maya Marsh say?").fill("Ray shouted again.")
    page.get_by_label("Sexual abuse").check()
    page.get_by_text("Leo Marsh, 3 years: was part of it too").click()
    page.locator("[name=seen-1][value=refused]").check()
    page.get_by_role("button", name="Save").click()

    # Then what is missing is asked for, and what was typed is still there
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Say why Leo Marsh was not seen properly")
    expect(page.get_by_label("What did Maya Marsh say?")).to_have_value("Ray shouted again.")
    fits(page)
    if javascript:
        usable_by_everyone(page)
    page.get_by_label("If Leo Marsh was not seen").fill("His mother said that he slept.")
    page.get_by_role("button", name="Save").click()
    expect(alert).to_contain_text("Say what happens next: a child was not seen")
    page.get_by_label("What happens next?").fill("Go again tomorrow at four.")
    page.get_by_role("button", name="Save").click()

    # and each child has what is so of that child; what is next is told.
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Visit, 31 March 2025, is recorded for Maya Marsh and Leo Marsh.")
    expect(said).to_contain_text("Next: Go again tomorrow at four.")
    expect(page.locator(".entry", has_text="Ray shouted again.").first).to_be_visible()
    page.goto("/children/leo")
    expect(page.locator(".entry", has_text="His mother said that he slept.")).to_be_visible()
    expect(page.get_by_text("Ray shouted again.")).to_have_count(0)


@pytest.mark.parametrize("width", [1200, PHONE])
def test_somebody_new_sees_the_family_and_says_who_is_whose_partner(
    width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given a family of which the record knows the people, and not how all of them are related
    maya_has_a_family_and_comes_into_care()
    page = visit("sara", width=width)
    page.goto("/children/maya")
    page.get_by_role("link", name="Family", exact=True).first.click()
    picture = page.get_by_alt_text("Picture of the family of Maya Marsh")
    expect(picture).to_be_visible()
    assert picture.evaluate("each => each.naturalWidth") > 300
    expect(page.get_by_text("Not recorded: whose partner")).to_have_count(0)
    expect(page.locator(".adult").first).to_contain_text("Ray Holt")
    expect(page.locator(".adult").first).to_contain_text("Violence, 10 June 2024.")
    usable_by_everyone(page)

    # When she adds the father, who is new to the record
    page.get_by_role("button", name="Add somebody to the family").click()
    usable_by_everyone(page)
    page.get_by_label("Full name").fill("Joe Reed")
    page.get_by_label("What are they to Maya Marsh?").select_option("Father")
    page.get_by_role("button", name="Save").click()

    # Then he stands in the family, and what has become unsure is said, not guessed
    row = page.get_by_role("row", name="Joe Reed")
    expect(row).to_contain_text("Father")
    expect(page.get_by_text("whose partner Ray Holt is")).to_be_visible()

    # and the household of a day is who lived there then.
    page.get_by_text("Choose another day").click()
    for box, value in (("Day", "1"), ("Month", "6"), ("Year", "2024")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_role("button", name="Show that day").click()
    expect(page.get_by_role("heading", name="Household on 1 June 2024")).to_be_visible()
    expect(page.get_by_text("Anna Marsh, mother at the same address")).to_be_visible()
    usable_by_everyone(page)


@pytest.mark.parametrize("width", [1200, PHONE])
def test_what_is_due_in_care_is_said_with_its_source_and_done_from_there(
    width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given a child who came into care under an interim order, with a concern that is still open
    maya_has_a_family_and_comes_into_care()
    page = visit("sara", width=width)
    page.goto("/children/maya")
    page.get_by_role("link", name="Legal and care").click()
    expect(page.get_by_text("Interim care order since 20 February 2025")).to_be_visible()
    expect(page.get_by_text("Coming into care, an order or a review ends none")).to_be_visible()
    review = page.locator(".entry", has_text="First looked-after review")
    expect(review).to_contain_text("By 20 March 2025: 20 working days")
    expect(review).to_contain_text("regulation 33(1)")
    usable_by_everyone(page)

    # When the review is recorded from there
    review.get_by_role("link", name="Record that it was done").click()
    usable_by_everyone(page)
    page.get_by_label("When was it?").fill("today")
    page.get_by_label("Was there and spoke").check()
    page.get_by_role("button", name="Save").click()

    # Then the next is counted from the day on which it was held, and the concern is still open.
    expect(page.get_by_role("alert")).to_contain_text("Looked-after review, 31 March 2025")
    second = page.locator(".entry", has_text="Second looked-after review")
    expect(second).to_contain_text("By 30 June 2025")
    expect(page.get_by_text("1 open concern.")).to_be_visible()
    usable_by_everyone(page)
