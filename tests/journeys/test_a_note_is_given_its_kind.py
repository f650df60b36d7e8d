"""A worker sorts a line of the police's chronology: it was a concern, and waits for an answer from
then on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

WORKER = "sara"


@pytest.mark.parametrize("width", [1280, 360])
def test_a_worker_makes_a_concern_of_a_note(
    width: int, visit: Visit, usable_by_everyone: Callable[[Page], None]
) -> None:
    from tests.web.small_authority import give_a_note

    # Given a line of the police's chronology that nobody has sorted
    give_a_note()
    page = visit(WORKER, width=width)
    page.goto("/children/maya")
    usable_by_everyone(page)

    # When the worker reads it, and says that it was a concern
    page.get_by_role("link", name="Give this a kind (note, 2 November 2024)").click()
    expect(page.locator("blockquote")).to_contain_text("Maya spoke of a secret.")
    usable_by_everyone(page)
    page.get_by_role("link", name="Concern", exact=True).click()
    expect(page.get_by_label("When was it?")).to_have_value("2 November 2024")
    expect(page.get_by_label("What happened, in words")).to_have_value("Maya spoke of a secret.")
    usable_by_everyone(page)

    # Then what a note does not say is asked
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one harm")
    usable_by_everyone(page)
    page.get_by_label("What was seen or heard").select_option("disclosure")
    page.get_by_label("Nobody asked").check()
    page.get_by_label("Somebody at work with the child").check()
    page.get_by_label("Sexual abuse").check()
    page.get_by_role("button", name="Save").click()

    # and the concern waits for an answer, while the note can still be read.
    said = page.get_by_role("alert")
    expect(said).to_contain_text("Concern, 2 November 2024, takes the place of the note.")
    expect(said).to_contain_text("The rules now find")
    line = page.locator(".entry", has_text="Given this kind on 31 March 2025")
    line.get_by_text("What was written first").click()
    expect(line.get_by_text("2 November 2024: note")).to_be_visible()
    usable_by_everyone(page)
    line.get_by_role("link", name="What became of this concern").click()
    expect(page.locator("main")).to_contain_text("Nobody has answered this concern.")
