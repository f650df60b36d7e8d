"""Somebody new to a case reads a child's page and looks at a past day; a worker answers a concern,
and their manager returns the answer and then agrees."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.fits import fits

WORKER, MANAGER, CHAIR, REFERRER = "sara", "mo", "cath", "nina"
Check = Callable[[Page], None]


@pytest.mark.parametrize("width", [1280, 360])
def test_somebody_new_to_the_case_sees_what_is_open(
    width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given a manager who has never seen Maya's record
    page = visit(MANAGER, width=width)

    # When they open it
    page.goto("/children/maya")

    # Then the first thing they read is what is open
    first = page.locator("main .lead")
    expect(first).to_contain_text("1 open concern that nobody has answered")
    expect(page.get_by_text("Did not answer it:")).to_be_visible()

    # and the picture is there, with the same as a table below it
    picture = page.get_by_role("img", name="Timeline from 13 May 2024")
    expect(picture).to_be_visible()
    assert picture.evaluate("img => img.complete && img.naturalWidth > 0")
    page.get_by_text("The timeline as a table").click()
    expect(page.get_by_role("cell", name="Initial conference")).to_be_visible()

    # and the page fits, and everyone can use it.
    usable_by_everyone(page)


def test_a_past_day_shows_what_was_known_then(visit: Visit, usable_by_everyone: Check) -> None:
    # Given Maya's page
    page = visit(CHAIR)
    page.goto("/children/maya")

    # When the chair asks for a day before the category was changed
    page.get_by_text("See the record as it was known on a past day").click()
    page.get_by_label("Which day?").fill("10 June 2024")
    page.get_by_role("button", name="Show that day").click()

    # Then the page says so, and knows nothing of what came later
    expect(page.get_by_text("This page shows a past day.")).to_be_visible()
    expect(page.get_by_text("Category changed")).to_have_count(0)
    expect(page.get_by_role("img", name="to 10 June 2024")).to_be_visible()
    usable_by_everyone(page)

    # and one link leads back to today.
    page.get_by_role("link", name="Back to today").click()
    expect(page.get_by_role("heading", name="Category changed")).to_be_visible()


def test_a_chronology_is_narrowed_and_widened(visit: Visit, usable_by_everyone: Check) -> None:
    # Given Maya's chronology
    page = visit(MANAGER)
    page.goto("/children/maya")
    page.get_by_text("Filter the chronology").click()

    # When the manager asks for the brother's too, and for one word
    page.get_by_label("Brothers and sisters too").check()
    page.get_by_label("Words").fill("hungry")
    page.get_by_role("button", name="Show", exact=True).click()

    # Then that one event is there, with whose it is
    expect(page.get_by_text("1 of 14 events")).to_be_visible()
    expect(page.get_by_role("heading", name="Concern Leo Marsh")).to_be_visible()
    usable_by_everyone(page)

    # and clearing the filters shows everything again.
    page.get_by_role("link", name="Clear the filters").click()
    expect(page.get_by_text("11 events, newest first")).to_be_visible()


@pytest.mark.parametrize(("javascript", "width"), [(True, 1200), (False, 360)])
def test_an_answer_is_proposed_returned_and_agreed_and_the_nursery_sees_it(
    javascript: bool, width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given Maya's concern, which a medical and a change of category did not answer
    page = visit(WORKER, javascript=javascript, width=width)

    def is_usable(page: Page) -> None:
        fits(page)
        if javascript:
            usable_by_everyone(page)

    page.goto("/concerns/maya-first")
    expect(page.get_by_text("Did not answer it")).to_have_count(2)
    is_usable(page)

    # When her worker answers it without saying what the answer rests on
    page.get_by_role("button", name="Answer this concern").click()
    is_usable(page)
    page.get_by_label("Substantiated and acted on").check()
    page.get_by_label("Why?", exact=True).fill("Maya said the same to two people.")
    page.get_by_role("button", name="Send this answer to be agreed").click()

    # Then nothing is saved and nothing is lost
    expect(page.get_by_role("alert")).to_contain_text("Choose the action")
    expect(page.get_by_label("Why?", exact=True)).to_have_value("Maya said the same to two people.")
    is_usable(page)

    # and with that said it waits for a second person, and the concern is as open as before.
    page.get_by_label("Visit, 24 March 2025").check()
    page.get_by_role("button", name="Send this answer to be agreed").click()
    expect(page.get_by_text("An answer waits for a second person")).to_be_visible()
    expect(page.locator("main .lead").last).to_contain_text("Nobody has answered this concern.")
    is_usable(page)

    # When the manager returns it, with the reason
    manager = visit(MANAGER, javascript=javascript, width=width)
    manager.goto("/concerns/maya-first")
    is_usable(manager)
    manager.get_by_label("I return it").check()
    manager.get_by_label("What is missing, or not right?").fill("Nobody has asked Leo.")
    manager.get_by_role("button", name="Save").click()
    expect(manager.get_by_role("alert")).to_contain_text("The answer is returned.")

    # and the worker answers anew, and the manager agrees
    page.goto("/concerns/maya-first/answer")
    page.get_by_label("Substantiated and acted on").check()
    page.get_by_label("Why?", exact=True).fill("Maya and Leo told the same, apart.")
    page.get_by_label("Visit, 24 March 2025").check()
    page.get_by_role("button", name="Send this answer to be agreed").click()
    manager.goto("/concerns/maya-first")
    manager.get_by_label("I agree: this answers the concern").check()
    manager.get_by_role("button", name="Save").click()

    # Then it is answered, in the worker's name and with the manager's.
    expect(manager.get_by_role("alert")).to_contain_text("The concern is answered.")
    expect(manager.locator("main .lead").last).to_contain_text("by Sara Lund, Social worker")
    is_usable(manager)

    # And the nursery, who raised it, reads the answer and the reasons.
    nursery = visit(REFERRER, javascript=javascript, width=width)
    nursery.goto("/concerns/maya-first")
    expect(
        nursery.locator("main").get_by_text("Maya and Leo told the same, apart.")
    ).to_be_visible()
    expect(nursery.get_by_text("Nobody has asked Leo.")).to_have_count(0)
    is_usable(nursery)


def test_a_chair_opens_an_answered_concern_again(visit: Visit, usable_by_everyone: Check) -> None:
    # Given Leo's concern, which was answered
    page = visit(CHAIR)
    page.goto("/concerns/leo-first")
    usable_by_everyone(page)

    # When the chair knows something new
    page.get_by_label("Something new was seen or heard").check()
    page.get_by_label("What happened, or what was not right?").fill("No food in the house today.")
    page.get_by_role("button", name="Open this concern again").click()

    # Then it is open, and the page shows what was answered for a time.
    expect(page.get_by_role("alert")).to_contain_text("The concern is open again.")
    expect(page.get_by_text("Answered for a time")).to_be_visible()
    expect(page.get_by_text("No food in the house today.")).to_be_visible()
