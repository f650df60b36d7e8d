"""The menu of every role stands on one line of a desktop's screen, however much its inbox holds."""

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from tests.journeys.conftest import Visit


@pytest.mark.parametrize("who", ["dan", "mo", "cath", "fay", "olga"])
def test_the_menu_stands_on_one_line(visit: "Visit", who: str) -> None:
    page = visit(who)
    page.goto("/")
    menu = page.get_by_role("navigation", name="Menu").get_by_role("listitem")
    expect(menu.first).to_be_visible()

    # What an inbox may show at most, in the middle of the menu.
    inbox = menu.filter(has=page.get_by_role("link", name="Inbox"))
    inbox.evaluate(
        "each => { each.querySelector('.ks-unread')?.remove();"
        " each.querySelector('a').insertAdjacentHTML('beforeend',"
        " ' <span class=\"ks-unread\">999</span>') }"
    )
    tops = {each.evaluate("each => each.getBoundingClientRect().top") for each in menu.all()}
    assert len(tops) == 1


def test_a_director_finds_the_audit_at_the_foot(visit: "Visit") -> None:
    page = visit("dan")
    page.goto("/")

    page.get_by_role("navigation", name="Now and then").get_by_role("link", name="Audit").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Audit")
