"""A worker records one visit for a brother and sister, and puts right what was written."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

WORKER = "sara"
Check = Callable[[Page], None]


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
    for _ in range(5):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("[name=seen-1][value=alone]")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("I like the new room.")
    usable_by_everyone(page)
    page.get_by_role("button", name="Save").focus()
    page.keyboard.press("Enter")

    # Then it stands in both records
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Visit, 30 March 2025, is recorded for Maya Marsh and Leo Marsh.")
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
    usable_by_everyone(page)
    page.get_by_role("button", name="Save the correction").click()

    # Then the chronology says the new, and keeps the old.
    expect(page.get_by_role("alert")).to_contain_text("Visit, 24 March 2025, is corrected.")
    line = page.locator(".entry", has_text="On the doorstep only")
    expect(line.get_by_text("Corrected on 31 March 2025")).to_be_visible()
    line.get_by_text("What was written first").click()
    expect(line.get_by_text("Written on 24 March 2025 at 12:00pm")).to_be_visible()
    usable_by_everyone(page)

    # and what should never have been there can be taken out, with the reason.
    page.get_by_role("link", name="Correct this (visit, 24 March 2025)").click()
    page.get_by_role("link", name="It should never have been in the record").click()
    usable_by_everyone(page)
    page.get_by_label("Why should it never").fill("It was another child.")
    page.get_by_role("button", name="Take it out").click()
    expect(page.get_by_role("alert")).to_contain_text("taken out as entered in error")
    expect(page.locator(".entry", has_text="On the doorstep only")).to_have_count(0)
