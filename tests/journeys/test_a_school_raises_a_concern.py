"""A nursery raises a concern, learns what became of it, and disagrees."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

NURSERY, WORKER = "nina", "sara"


@pytest.mark.parametrize(
    ("javascript", "width"), [(True, 1280), (False, 1280), (True, 360), (False, 360)]
)
def test_a_nursery_raises_a_concern_in_three_steps(
    javascript: bool, width: int, visit: Visit, usable_by_everyone: Callable[[Page], None]
) -> None:
    # Given Nina of the nursery, on whatever computer there is
    page = visit(NURSERY, javascript=javascript, width=width)
    page.goto("/")
    page.get_by_role("button", name="Raise a concern").click()

    # When she says who it is about
    expect(page.get_by_role("heading", level=1)).to_contain_text("Who is it about?")
    fits(page, width)
    page.get_by_label("Child’s full name").fill("Maya Marsh")
    page.get_by_label("Day").fill("2")
    page.get_by_label("Month").fill("June")
    page.get_by_label("Year").fill("2019")
    if javascript:
        usable_by_everyone(page)
    page.get_by_role("button", name="Continue").click()

    # and what was seen, without saying when
    page.get_by_label("No, not as far as I know").check()
    page.get_by_label("What did you see or hear?").fill("Maya cried when asked to sit down.")
    page.get_by_label("What did the child say?").fill("It hurts to sit.")
    page.get_by_label("Sexual abuse").check()
    page.get_by_role("button", name="Continue").click()

    # Then she is told what is missing, and has lost nothing
    expect(page.get_by_role("alert")).to_contain_text("Say when it was")
    expect(page.get_by_label("What did the child say?")).to_have_value("It hurts to sit.")
    fits(page, width)
    if javascript:
        usable_by_everyone(page)
    page.get_by_label("When was it?").fill("late March 2025")
    page.get_by_role("button", name="Continue").click()

    # and she checks it, goes back once, and sends it
    expect(page.get_by_text("late March 2025")).to_be_visible()
    fits(page, width)
    if javascript:
        usable_by_everyone(page)
    page.get_by_role("link", name="Change who it is about").click()
    expect(page.get_by_label("Child’s full name")).to_have_value("Maya Marsh")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send this concern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your concern has been sent")
    expect(page.get_by_text("by Tuesday 1 April 2025")).to_be_visible()
    fits(page, width)
    if javascript:
        usable_by_everyone(page)

    # and finds it among her agency's concerns, with the child's words.
    page.get_by_role("button", name="Finish").click()
    expect(page.get_by_text("Maya cried when asked to sit down.")).to_be_visible()


def test_the_nursery_learns_the_answer_and_disagrees(
    visit: Visit, usable_by_everyone: Callable[[Page], None]
) -> None:
    # Given a concern of the nursery's that was answered
    nursery = visit(NURSERY)
    nursery.goto("/")
    nursery.get_by_role("link", name="Leo Marsh").click()
    expect(nursery.get_by_text("The boiler had failed")).to_be_visible()
    expect(nursery.get_by_text("Sara Lund, Social worker").first).to_be_visible()
    usable_by_everyone(nursery)

    # When Nina disagrees
    nursery.get_by_label("What do you disagree with, and why?").fill("He is hungry every day.")
    nursery.get_by_role("button", name="I disagree: open it again").click()

    # Then it is open again, for her
    expect(nursery.get_by_role("alert")).to_contain_text("Your disagreement is recorded")
    expect(nursery.get_by_text("Nobody has answered your concern yet")).to_be_visible()

    # and for the social worker, who reads why.
    worker = visit(WORKER)
    worker.goto("/children/leo")
    worker.get_by_role("link", name="Neglect").first.click()
    expect(worker.get_by_text("He is hungry every day.")).to_be_visible()


def fits(page: Page, width: int) -> None:
    """The page is no wider than the window."""
    # Without JavaScript nothing can be asked of the page itself, but the browser knows.
    sizes = page.locator("main").bounding_box()
    assert sizes is not None
    assert sizes["x"] >= 0
    assert sizes["x"] + sizes["width"] <= width
