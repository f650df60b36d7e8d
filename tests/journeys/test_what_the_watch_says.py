"""A manager and a director read what the watch says, and whether it was better after a lesson."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.journeys.conftest import Visit

Check = Callable[[Page], None]
RULE = "category_changed_while_unanswered"


@pytest.mark.parametrize("who", ["dan", "mo"])
@pytest.mark.parametrize("width", [1280, 360])
def test_everyone_can_read_it(
    who: str, width: int, visit: "Visit", usable_by_everyone: Check
) -> None:
    # given somebody who answers for others
    page = visit(who, width=width)
    page.goto("/")
    # when they ask what the watch says
    page.get_by_role("link", name="What the watch says").click()
    # then there are pictures with their numbers beside them
    expect(page.get_by_role("heading", name="How it has gone")).to_be_visible()
    expect(page.get_by_role("heading", name="From a concern to its answer")).to_be_visible()
    usable_by_everyone(page)


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, True), (360, False)])
def test_before_and_after_a_lesson(
    width: int, javascript: bool, visit: "Visit", usable_by_everyone: Check
) -> None:
    # given a director who reads a rule
    page = visit("dan", width=width, javascript=javascript)
    page.goto(f"/rules/{RULE}")
    # when they ask whether it was better, since a day that they name
    page.get_by_role("link", name="Was it better after the lesson?").click()
    expect(page.get_by_text("Say since when")).to_be_visible()
    for box, value in (("Day", "1"), ("Month", "12"), ("Year", "2024")):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_role("button", name="Compare").click()
    # then both times stand side by side, and nothing says why
    expect(page.get_by_text("it began")).to_be_visible()
    expect(page.get_by_text("They do not say why")).to_be_visible()
    if javascript:
        usable_by_everyone(page)
