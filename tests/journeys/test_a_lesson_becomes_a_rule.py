"""A lesson of a review becomes a rule, without a programmer: a manager writes it down on a
telephone without scripts, a director publishes it, and a worker finds it on the child's page."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.fits import fits

if TYPE_CHECKING:
    from tests.journeys.conftest import Visit

Check = Callable[[Page], None]
NAME = "Category moved and nobody looked again"
CASE = (
    "date,precision,child,agency,kind,abuse_category,outcome,detail,source\n"
    "2020-01-06,day,Child Z,nursery,concern,sexual,,Words.,1\n"
    "2020-02-03,day,Child Z,CSC,plan_started,sexual,,Words.,1\n"
    "2020-06-01,day,Child Z,conference,category_changed,neglect,,From sexual abuse to neglect.,1\n"
    "2021-06-01,day,Child Z,CSC,protective_action,sexual,,Words.,1\n"
)


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Continue").click()


def open_group(page: Page, name: str) -> None:
    page.locator("summary", has_text=re.compile(f"^\\s*{name}\\s*$")).click()


def write_it_down(page: Page, look: Check) -> None:
    page.goto("/rules")
    page.goto("/lessons")
    look(page)
    page.get_by_role("button", name="Write a lesson down").click()
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Give the lesson a name")
    look(page)
    page.get_by_label("What is the lesson called?").fill(NAME)
    page.get_by_label("What has gone wrong, in one sentence?").fill(
        "The plan was moved to another category, and nobody looked again at the first concern."
    )
    go_on(page)
    page.get_by_label("Which document does it come from?").fill("A review of our own, 2017")
    page.get_by_label("Where in it?").fill("Finding 2")
    look(page)
    go_on(page)
    look(page)
    page.get_by_label("Something was not done in time after something else").check()
    go_on(page)
    look(page)
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("At any time").check()
    go_on(page)
    look(page)
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("Choose at least one kind of fact")
    open_group(page, "Child protection")
    page.get_by_label("Category changed", exact=True).check()
    look(page)
    go_on(page)
    page.get_by_label("It drops a harm of the concern").check()
    look(page)
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("What is expected?")
    open_group(page, "Section 47")
    page.get_by_label("Strategy discussion", exact=True).check()
    open_group(page, "Assessment")
    page.get_by_label("Assessment started", exact=True).check()
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Assessment started")
    page.get_by_label("Specialist assessment", exact=True).check()
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Strategy discussion")
    look(page)
    go_on(page)
    page.get_by_label("How many").fill("0")
    go_on(page)
    expect(page.get_by_role("alert")).to_contain_text("1 or more")
    look(page)
    page.get_by_label("How many").fill("20")
    page.get_by_label("Of what").select_option("working_days")
    go_on(page)


@pytest.mark.parametrize("javascript", [False, True], ids=["without scripts", "with scripts"])
def test_a_lesson_becomes_a_rule(
    javascript: bool, visit: "Visit", usable_by_everyone: Check, tmp_path: Path
) -> None:
    # given a manager with a telephone, which may run no scripts, and the lesson of a review
    page = visit("mo", javascript=javascript, width=360)
    see = usable_by_everyone if javascript else fits
    # when he writes it down, step by step
    write_it_down(page, see)
    # then he reads in words what the rule will say, put together from what he chose
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
    expect(page.get_by_text("Raised when “category changed”")).to_contain_text(
        "that drops a harm of the concern"
    )
    expect(page.get_by_text("Cleared by:")).to_be_visible()
    see(page)
    # and what it would find on the record today, with a child whom he may open
    page.get_by_role("link", name="What it would find on the record today").click()
    expect(page.get_by_text("1 child of 3, 1 finding that would stand today")).to_be_visible()
    expect(page.get_by_role("row", name="Fell Team")).to_contain_text("1")
    expect(page.get_by_role("link", name="Maya Marsh")).to_be_visible()
    see(page)
    page.go_back()
    # and that it would have spoken years before the end of a past case, and of one of his own
    page.get_by_role("link", name="When it would have spoken in past cases").click()
    expect(page.get_by_text("3 years before the end.").first).to_be_visible()
    see(page)
    file = tmp_path / "case-z.csv"
    file.write_text(CASE)
    page.get_by_label("Try a case of your own").set_input_files(file)
    page.get_by_role("button", name="Try this file").click()
    expect(page.get_by_role("heading", name="case-z")).to_be_visible()
    expect(page.get_by_text("Child Z: raised 30 June 2020")).to_be_visible()
    # and keeps an example of which he agrees with what the rule says
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("link", name="Examples of how it behaves").click()
    page.get_by_label("The story, in a few words").fill("nobody looked again")
    page.get_by_label("The concern: on which days?", exact=True).fill("9 January 2024")
    page.get_by_label("Category changed: on which days?", exact=True).fill("4 3 2024")
    see(page)
    page.get_by_role("button", name="What does the rule say?").click()
    expect(page.get_by_role("status").get_by_text("raised 4 April 2024")).to_be_visible()
    see(page)
    page.get_by_role("button", name="Yes, keep this example").click()
    expect(page.get_by_text("Nobody looked again.")).to_be_visible()
    # but he does not publish it
    page.goto("/lessons")
    page.get_by_role("link", name=NAME).click()
    expect(page.get_by_text("A director publishes it.")).to_be_visible()
    address = page.url

    # when the director publishes it, with a reason
    director = visit("dan")
    director.goto(address)
    usable_by_everyone(director)
    director.get_by_role("button", name="Publish it as a rule").click()
    usable_by_everyone(director)
    director.get_by_label("Why?").fill("Finding 2 of our review asks for it.")
    director.get_by_role("button", name="Publish").click()
    expect(director.get_by_text("The lesson is published.")).to_be_visible()
    usable_by_everyone(director)

    # then the finding stands on the child's page, and is explained as every other
    worker = visit("sara")
    worker.goto("/children/maya")
    worker.get_by_role("link", name=NAME).first.click()
    expect(worker.get_by_text("nobody looked again at the first concern").first).to_be_visible()
    expect(worker.get_by_text("A review of our own, 2017: Finding 2")).to_be_visible()
    usable_by_everyone(worker)
    worker.get_by_role("link", name="How this rule behaves").click()
    expect(worker.get_by_role("heading", level=1)).to_contain_text(NAME)
    expect(worker.get_by_role("row", name="Nobody looked again")).to_contain_text(
        "Raised 4 April 2024"
    )
    usable_by_everyone(worker)
    worker.goto("/rules")
    expect(worker.get_by_role("listitem").filter(has_text=NAME)).to_contain_text("Our own lesson")
    expect(worker.get_by_role("heading", name="Our own lessons", exact=True)).to_be_visible()

    # and goes when the director withdraws it
    director.get_by_role("link", name="Withdraw this lesson").click()
    usable_by_everyone(director)
    director.get_by_label("Why?").fill("It said what we knew.")
    director.get_by_role("button", name="Withdraw").click()
    expect(director.get_by_text("The lesson is withdrawn.")).to_be_visible()
    worker.goto("/children/maya")
    expect(worker.get_by_role("link", name=NAME)).to_have_count(0)
