"""What people do first each day: sign in, see what slipped and why, find what a rule means; and for
a referrer, learn what became of a concern."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.web.small_authority import PASSWORD

if TYPE_CHECKING:
    from tests.journeys.conftest import Visit

Check = Callable[[Page], None]

WIDTHS = (1280, 360)
PAGES = (
    "/",
    "/?show=waiting",
    "/?show=due",
    "/?text=marsh&harm=sexual",
    "/?text=nobody+of+that+name",
    "/rules",
    "/rules/category_changed_while_unanswered",
    "/rules/child_protection_visit_late",
    "/no-such-page",
)
FINDING = "Category changed while the first concern is unanswered"


@pytest.mark.parametrize("width", WIDTHS)
def test_everyone_can_use_these_pages(
    width: int, visit: "Visit", usable_by_everyone: Check
) -> None:
    # given a director and a referrer, on a wide screen and on a telephone
    director, referrer = visit("dan", width=width), visit("nina", width=width)
    complaints: list[str] = []
    director.on("console", lambda said: complaints.append(said.text))
    for address in PAGES:
        # when each page is opened
        director.goto(address)
        # then nothing on it is beyond anybody's use, and it is no wider than the screen
        usable_by_everyone(director)
    director.goto("/")
    director.get_by_role("link", name=FINDING).click()
    usable_by_everyone(director)
    referrer.goto("/")
    usable_by_everyone(referrer)
    # and the browser has nothing to complain of, but for the page that is not there
    assert [each for each in complaints if "404" not in each] == []


def test_from_a_finding_to_the_reason_for_it(visit: "Visit") -> None:
    # given a social worker whose child's plan was moved away from the first concern
    page = visit("sara")
    page.goto("/")
    # when she opens what was found
    page.get_by_role("link", name=FINDING).click()
    # then she reads since when, on which facts it rests, and what would clear it
    expect(page.get_by_role("heading", level=1)).to_contain_text("Maya Marsh")
    expect(page.get_by_text("Found on 25 November 2024")).to_be_visible()
    expect(page.get_by_text("It is a secret game.")).to_be_visible()
    expect(page.get_by_role("heading", name="What would clear it")).to_be_visible()
    # when she asks about the rule
    page.get_by_role("link", name="How this rule behaves").click()
    # then she reads where it comes from and how it behaves
    expect(page.get_by_role("heading", name="Where it comes from")).to_be_visible()
    expect(page.get_by_role("row", name="Answered before the change")).to_contain_text("Nothing")


def test_without_scripts_on_a_telephone(visit: "Visit") -> None:
    # given a manager whose telephone runs no scripts
    page = visit("mo", javascript=False, width=360)
    page.goto("/")
    # when he goes to the concerns that wait, and filters them
    page.get_by_role("link", name="concerns waiting for an answer").click()
    page.get_by_text("Filter this list").click()
    page.get_by_label("Child’s name, or a word").fill("secret")
    page.get_by_role("button", name="Show").click()
    # then he sees the one concern, how long it has waited, and can go on to it
    expect(page.get_by_role("heading", name="Maya Marsh")).to_be_visible()
    expect(page.get_by_text("10 months")).to_be_visible()
    page.get_by_role("link", name="Sexual abuse").click()
    expect(page.get_by_text("It is a secret game.").first).to_be_visible()


def test_signing_in_and_out_with_the_keyboard(served: str, browser: Browser) -> None:
    # given somebody with a password, and no mouse
    _give_a_password("sara")
    context = browser.new_context(base_url=served)
    page = context.new_page()
    page.goto("/?show=waiting")
    # when the first thing she meets is the way past the header, and then the form
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.get_by_label("Username").focus()
    page.keyboard.type("sara")
    page.keyboard.press("Tab")
    page.keyboard.type("the wrong one")
    page.keyboard.press("Enter")
    # then a wrong password is told in words that the screen reader comes to first
    expect(page.get_by_role("alert")).to_contain_text("not right")
    # when she gives the right one
    page.get_by_label("Username").fill("sara")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    # then she is on the page that she had wanted, and can leave
    expect(page.get_by_role("heading", name="Concerns waiting for an answer")).to_be_visible()
    page.get_by_role("button", name="Sign out").press("Enter")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Concerns waiting for an answer")).not_to_be_visible()
    context.close()


def test_a_referrer_learns_what_became_of_a_concern(visit: "Visit") -> None:
    # given the safeguarding lead of a nursery that raised two concerns
    page = visit("nina")
    page.goto("/")
    # then she reads which waits, which was answered, by whom and why
    expect(page.get_by_text("2 concerns raised; 1 still waiting")).to_be_visible()
    answered = page.get_by_role("listitem").filter(has_text="Leo Marsh")
    expect(answered).to_contain_text("Not substantiated, by Sara Lund")
    expect(answered).to_contain_text("The boiler had failed")
    # and can raise another
    page.get_by_role("button", name="Raise a concern").click()
    expect(page).to_have_url(re.compile("/raise$"))


def _give_a_password(username: str) -> None:
    from keepsight.record.models import User

    user = User.objects.get(username=username)
    user.set_password(PASSWORD)
    user.save()
