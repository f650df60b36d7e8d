"""An assessment of two children: the nursery is asked and answers, the manager returns it, the
worker changes it, the manager agrees it; and the concern is still open, with a way to answer it."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.web.small_authority import LEO, MAYA, MAYAS_CONCERN

WORKER, MANAGER, NURSERY = "sara", "mo", "nina"
Check = Callable[[Page], None]


def test_an_assessment_is_returned_then_agreed(visit: Visit, usable_by_everyone: Check) -> None:
    # Given an assessment of Maya and Leo, for which the nursery is asked
    worker = visit(WORKER)
    worker.goto(f"/children/{MAYA}")
    worker.get_by_role("link", name="Assessment", exact=True).click()
    worker.get_by_role("button", name="Start an assessment").click()
    looks_right(worker, usable_by_everyone)
    worker.get_by_label("Leo Marsh").check()
    worker.get_by_label("Why is it begun?").fill("She spoke of it again.")
    worker.get_by_role("button", name="Start the assessment").click()
    expect(worker.get_by_text("Due by 6 June 2025")).to_be_visible()
    looks_right(worker, usable_by_everyone)
    worker.get_by_role("link", name="Ask a partner what they know").click()
    looks_right(worker, usable_by_everyone)
    worker.get_by_label("Who is asked?").select_option(label="Bluebell Nursery")
    worker.get_by_label("What do you want to know?").fill("How has she been since May?")
    worker.get_by_role("button", name="Ask").click()
    expect(worker.get_by_text("Not answered yet")).to_be_visible()
    there = worker.url

    # When the nursery answers, without the record
    nursery = visit(NURSERY)
    nursery.goto("/")
    expect(nursery.get_by_role("heading", name="Say what you know")).to_be_visible()
    nursery.get_by_role("button", name="Do this now").first.click()
    expect(nursery.get_by_text("How has she been since May?")).to_be_visible()
    looks_right(nursery, usable_by_everyone)
    nursery.get_by_label("What do you know?").fill("Quiet, and afraid of baths.")
    nursery.get_by_role("button", name="Send the answer").click()
    expect(nursery.get_by_role("alert")).to_contain_text("The answer is recorded")
    assert nursery.goto(there).status == 404

    # and the worker hands in what is half written, then everything is kept and the rest asked for
    worker.goto(f"{there}/write")
    worker.get_by_label("What does it mean for Maya Marsh?").fill("She is afraid at home.")
    worker.get_by_role("button", name="Hand it in").click()
    expect(worker.get_by_role("alert")).to_contain_text("Say what it means for Leo Marsh")
    expect(worker.get_by_label("What does it mean for Maya Marsh?")).to_have_value(
        "She is afraid at home."
    )
    looks_right(worker, usable_by_everyone)
    write_the_rest(worker)
    worker.get_by_role("button", name="Hand it in").click()
    expect(worker.get_by_role("alert")).to_contain_text("A manager has to agree it")

    # then the manager returns it with reasons
    manager = visit(MANAGER)
    manager.goto(f"{there}/countersign")
    expect(manager.get_by_text("Quiet, and afraid of baths.")).to_be_visible()
    looks_right(manager, usable_by_everyone)
    manager.get_by_label("It has to be changed first").check()
    manager.get_by_label("What has to change, and why?").fill("Say what she told the nursery.")
    manager.get_by_role("button", name="Save this decision").click()
    expect(manager.get_by_role("alert")).to_contain_text("The assessment is returned")

    # and agrees it once it is changed.
    worker.goto(f"{there}/write")
    expect(worker.get_by_text("Say what she told the nursery.")).to_be_visible()
    worker.locator(f"[name='says.{MAYAS_CONCERN}']").fill("She told the nursery of a game.")
    worker.get_by_role("button", name="Hand it in").click()
    manager.goto(f"{there}/countersign")
    manager.get_by_label("I agree it").check()
    manager.get_by_role("button", name="Save this decision").click()
    expect(manager.get_by_role("alert")).to_contain_text("It answers no concern")
    expect(manager.get_by_text("This one stays open about Maya Marsh")).to_be_visible()
    looks_right(manager, usable_by_everyone)
    manager.get_by_role("link", name="Answer it with this assessment as evidence").click()
    expect(manager).to_have_url(re.compile(f"/concerns/{MAYAS_CONCERN}/answer[?]rests_on="))


def write_the_rest(page: Page) -> None:
    """Everything that is asked for, about both children."""
    for box in page.locator("input[type=checkbox][name^='through.']").all():
        box.check()
    for words in page.locator("textarea:visible").all():
        if not words.input_value():
            words.fill("Looked at again, and not answered.")
    for child in (MAYA, LEO):
        page.locator(f"[name='spoken_with.{child}'][value='mother']").check()
        page.locator(f"[name='factors.{child}'][value='19C']").check()
        page.locator(f"[name='outcome.{child}'][value='strategy_discussion']").check()


def looks_right(page: Page, usable_by_everyone: Check) -> None:
    """On a desk and on a phone the page is no wider than the window, and everyone can use it."""
    for width in (1200, 360):
        page.set_viewport_size({"width": width, "height": 900})
        usable_by_everyone(page)
    page.set_viewport_size({"width": 1200, "height": 900})


def test_one_that_was_begun_in_error_is_taken_out_and_the_concern_stays(
    visit: Visit, usable_by_everyone: Check
) -> None:
    # Given an assessment that was begun for the wrong family
    worker = visit(WORKER)
    worker.goto(f"/children/{MAYA}/assessment/start")
    worker.get_by_label("Why is it begun?").fill("A call from the school.")
    worker.get_by_role("button", name="Start the assessment").click()
    expect(worker.get_by_role("alert")).to_contain_text("The assessment has begun")
    # which who began it is offered to take out as long as nothing rests on it
    expect(worker.get_by_role("link", name="It was begun in error")).to_be_visible()

    # When the manager takes it out, and says nothing of the concern
    manager = visit(MANAGER)
    manager.goto(worker.url)
    manager.get_by_role("link", name="It was begun in error").click()
    expect(manager.get_by_role("link", name="Sexual abuse")).to_be_visible()
    looks_right(manager, usable_by_everyone)
    manager.get_by_label("Why should it never have been begun?").fill("The call was about others.")
    manager.get_by_role("button", name="Take it out").click()

    # then it stays until that is said too,
    expect(manager.get_by_role("alert")).to_contain_text("Say what happens now")
    looks_right(manager, usable_by_everyone)
    manager.get_by_label("What happens now about the open concerns?").fill("The enquiry goes on.")
    manager.get_by_role("button", name="Take it out").click()
    expect(manager.get_by_text("No assessment is under way")).to_be_visible()
    expect(manager.get_by_text("The call was about others.")).to_be_visible()
    looks_right(manager, usable_by_everyone)

    # and the concern is open, with what happens about it.
    manager.goto(f"/concerns/{MAYAS_CONCERN}")
    expect(manager.get_by_text("The enquiry goes on.").first).to_be_visible()
