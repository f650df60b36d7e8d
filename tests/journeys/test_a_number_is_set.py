"""A director sets the authority's own number in a rule: looks first at what it would change, says
why, and can go back to the number that the rule came with."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.journeys.conftest import Visit

Check = Callable[[Page], None]


@pytest.mark.parametrize(("width", "javascript"), [(1280, True), (360, True), (1280, False)])
def test_our_own_number(
    width: int, javascript: bool, visit: "Visit", usable_by_everyone: Check
) -> None:
    # given a director who reads a rule
    page = visit("dan", width=width, javascript=javascript)
    page.goto("/rules/injuries_not_put_together")
    # when they ask what another number would change
    page.locator("a[href$='/numbers/injuries']").click()
    page.get_by_label("Our own number", exact=True).fill("2")
    page.get_by_role("button", name="See what would change").click()
    # then they are told, and nothing is set
    expect(page.get_by_text("Nothing is set yet.")).to_be_visible()
    if javascript:
        usable_by_everyone(page)
    # when they set it without a reason, they are asked for one
    page.get_by_role("button", name="Set this number").click()
    expect(page.get_by_role("alert")).to_contain_text("Say why")
    # when they say why, the rule says that the number is theirs, and why
    page.get_by_label("Why?").fill("Our own review found two were enough.")
    page.get_by_role("button", name="Set this number").click()
    expect(page.get_by_text("The number is set")).to_be_visible()
    expect(page.get_by_text("The rule came with: 3")).to_be_visible()
    expect(page.get_by_role("cell", name="Our own review found two were enough.")).to_be_visible()
    if javascript:
        usable_by_everyone(page)
