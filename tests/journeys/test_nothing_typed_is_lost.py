"""A manager answers a concern: the session ends, the browser is closed, and a colleague writes on
the same page. Nothing typed is lost, with scripts and without them."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.web.small_authority import MAYAS_CONCERN, PASSWORD

ANSWER = f"/concerns/{MAYAS_CONCERN}/answer"
WORDS = "The paediatrician has seen her again, and her words stand."
KEPT_WITHIN = 8_000


@pytest.fixture
def mo_has_a_password(served: str, settings) -> None:
    from keepsight.record.models import User

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    mo = User.objects.get(username="mo")
    mo.set_password(PASSWORD)
    mo.save()


def reasons(page: Page):
    """Where the reasons of an answer are written."""
    return page.locator("main textarea[name=reasons]")


def end_every_session() -> None:
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()


def sign_in_again(page: Page) -> None:
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    page.get_by_label("Username").fill("mo")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


@pytest.mark.usefixtures("mo_has_a_password")
@pytest.mark.parametrize("javascript", [True, False])
def test_an_answer_outlives_the_session(visit: Visit, javascript: bool) -> None:
    # Given a half-written answer, and a session that has ended.
    page = visit("mo", javascript=javascript)
    page.goto(ANSWER)
    reasons(page).fill(WORDS)
    end_every_session()

    # When the button is pressed, and Mo signs in again.
    form = page.locator("form", has=page.locator("textarea[name=reasons]"))
    form.get_by_role("button").last.click()
    sign_in_again(page)

    # Then the words are where they were.
    expect(reasons(page)).to_have_value(WORDS)
    expect(page.get_by_text("It is not saved yet.")).to_be_visible()


def test_an_answer_outlives_the_browser_and_a_colleague_sees_who_is_writing(
    visit: Visit, usable_by_everyone: Callable[[Page], None]
) -> None:
    # Given Sara has the page open on her phone, and Mo begins to write.
    sara = visit("sara", width=360)
    sara.clock.install()
    sara.goto(ANSWER)
    page = visit("mo")
    page.goto(ANSWER)
    reasons(page).fill(WORDS)
    expect(page.get_by_text("Draft kept at")).to_be_visible(timeout=KEPT_WITHIN)

    # When twenty seconds pass, then Sara is told, and can still write.
    sara.clock.fast_forward(21_000)
    expect(sara.get_by_text("Mo Haddad has been writing here since")).to_be_visible()
    usable_by_everyone(sara)
    reasons(sara).fill("Mine.")

    # And when Mo's browser is closed, another one offers what was written.
    page.context.close()
    later = visit("mo", width=360)
    later.goto(f"/concerns/{MAYAS_CONCERN}")
    usable_by_everyone(later)
    later.get_by_role("link", name="Use it").click()
    expect(reasons(later)).to_have_value(WORDS)
    usable_by_everyone(later)

    # And on the list of what was begun it can be thrown away.
    later.goto("/drafts")
    usable_by_everyone(later)
    later.get_by_role("button", name="Throw it away").click()
    expect(later.get_by_text("Nothing is begun and not saved.")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1200])
def test_the_pages_of_an_account_can_be_used_by_everyone(
    visit: Visit, width: int, usable_by_everyone: Callable[[Page], None]
) -> None:
    page = visit("mo", width=width)
    for address in ("/account", "/account/second-factor", "/account/password", "/second-factors"):
        page.goto(address)
        usable_by_everyone(page)
