"""A chair changes the category of a plan while a concern is open; a worker records one visit for a
brother and sister, and puts right what was written."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

CHAIR, WORKER = "cath", "sara"
Check = Callable[[Page], None]


def the_plan_is_for_sexual_abuse_again() -> None:
    """The last conference put the category back to what the open concern is about."""
    from django.db import transaction

    from keepsight.casework import projection
    from keepsight.record.reader import reading_as_system
    from tests.web.small_authority import MAYA, fact

    with reading_as_system("the journey begins with this"), transaction.atomic():
        change = fact(
            "category_changed",
            MAYA,
            "2025-03-10",
            from_categories=("neglect",),
            to_categories=("sexual",),
        )
        projection.add([change], by=None, at=datetime(2025, 3, 30, tzinfo=UTC))


def fits(page: Page, width: int) -> None:
    """Nothing hangs over the side of the screen."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (True, 360), (False, 360)])
def test_a_chair_changes_the_category_while_a_concern_is_open(
    javascript: bool, width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given a plan for sexual abuse, and a concern about it that nobody has answered
    the_plan_is_for_sexual_abuse_again()
    page = visit(CHAIR, javascript=javascript, width=width)
    page.goto("/children/maya")
    finding = "Category changed while the first concern is unanswered"
    expect(page.get_by_role("link", name=finding)).to_have_count(0)

    # When the chair goes to change the category
    page.get_by_role("button", name="Record something").click()
    fits(page, width)
    if javascript:
        usable_by_everyone(page)
    page.get_by_role("link", name="Category changed").click()

    # Then the page says, before anything is saved, that this answers nothing
    expect(page.get_by_text("This answers no concern. This one stays open")).to_be_visible()
    expect(page.locator("main").get_by_role("link", name="Sexual abuse")).to_be_visible()
    expect(page.get_by_text("The plan is now for sexual abuse.")).to_be_visible()
    fits(page, width)
    if javascript:
        usable_by_everyone(page)

    # and a day that is forgotten is asked for, while the reasons are kept
    page.get_by_label("Neglect").check()
    page.get_by_label("Why, in words").fill("The home is what the conference spoke about.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Say when it was")
    expect(page.get_by_label("Why, in words")).to_have_value(
        "The home is what the conference spoke about."
    )
    fits(page, width)
    if javascript:
        usable_by_everyone(page)

    # and when it is saved, the concern is still there, and the finding stands that day.
    page.get_by_label("When was it?").fill("today")
    page.get_by_role("button", name="Save").click()
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Category changed, 31 March 2025, is recorded.")
    expect(said).to_contain_text("1 concern under the old category is still unanswered")
    expect(page.locator("main .lead").last).to_contain_text("1 open concern")
    fits(page, width)
    if javascript:
        usable_by_everyone(page)
    said.get_by_role("link", name=finding).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Category changed while")
    expect(page.locator("main")).to_contain_text("31 March 2025")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_worker_records_one_visit_for_a_brother_and_sister(
    width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given a worker back from a visit to Maya and Leo
    page = visit(WORKER, width=width)
    page.goto("/children/maya/record")

    # When she records it once, with the keyboard alone
    page.get_by_role("link", name="Visit", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.get_by_label("When was it?").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("yesterday")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Under the child protection plan")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Seen, and alone").first).to_be_checked()
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[name=seen-1][value=alone]")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("I like the new room.")
    fits(page, width)
    usable_by_everyone(page)
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")

    # Then it stands in both records
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Visit, 30 March 2025, is recorded for Maya Marsh and Leo Marsh.")
    fits(page, width)
    usable_by_everyone(page)
    page.goto("/children/leo")
    expect(page.get_by_text("“I like the new room.”")).to_be_visible()

    # and in the family's chronology it is one event.
    page.goto("/children/maya?family=on")
    expect(page.get_by_role("heading", name="Visit Leo Marsh and Maya Marsh")).to_have_count(1)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_worker_puts_right_what_was_written(
    width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given a visit in the record of which the worker wrote the wrong thing
    page = visit(WORKER, width=width)
    page.goto("/children/maya")

    # When she corrects it
    page.get_by_role("link", name="Correct this (visit, 24 March 2025)").click()
    expect(page.get_by_label("When was it?")).to_have_value("24 March 2025")
    expect(page.get_by_label("Seen", exact=True)).to_be_checked()
    page.get_by_label("On the doorstep only").check()
    fits(page, width)
    usable_by_everyone(page)
    page.get_by_role("button", name="Save the correction").click()

    # Then the chronology says the new, and keeps the old.
    expect(page.get_by_role("alert")).to_contain_text("Visit, 24 March 2025, is corrected.")
    line = page.locator(".entry", has_text="On the doorstep only")
    expect(line.get_by_text("Corrected on 31 March 2025")).to_be_visible()
    line.get_by_text("What was written first").click()
    expect(line.get_by_text("Written on 24 March 2025 at 12:00pm")).to_be_visible()
    fits(page, width)
    usable_by_everyone(page)

    # and what should never have been there can be taken out, with the reason.
    page.get_by_role("link", name="Correct this (visit, 24 March 2025)").click()
    page.get_by_role("link", name="It should never have been in the record").click()
    fits(page, width)
    usable_by_everyone(page)
    page.get_by_label("Why should it never").fill("It was another child.")
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_role("alert")).to_contain_text("taken out as entered in error")
    expect(page.locator(".entry", has_text="On the doorstep only")).to_have_count(0)
