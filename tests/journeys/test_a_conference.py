"""A chair arranges a review conference, the nursery hands in what it knows, and the conference is
concluded only when the one concern that always slipped has an outcome that a manager agrees to."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from keepsight.casework import projection
from keepsight.record.reader import reading_as_system
from tests.journeys.conftest import Visit
from tests.web.small_authority import MAYA, MAYAS_CONCERN, fact

CHAIR, NURSERY, WORKER, MANAGER = "cath", "nina", "sara", "mo"
Check = Callable[[Page], None]
KNOWN = "She still speaks of the secret game."


def carried_on_twice() -> None:
    """Two meetings have carried Maya's first concern on."""
    on = {"concerns": (MAYAS_CONCERN,), "reasons": "Wait for the next meeting."}
    with reading_as_system("a journey needs a history"):
        before = [fact("carried_on", MAYA, each, **on) for each in ("2024-10-01", "2024-12-02")]
        projection.add(before, by=None, at=datetime(2025, 3, 30, tzinfo=UTC))


@pytest.mark.parametrize("width", [1200, 360])
def test_a_conference_leaves_no_concern_undecided(
    width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    def looks_right(page: Page) -> None:
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        usable_by_everyone(page)

    # Given a concern that two meetings carried on, and a conference that the chair arranges
    carried_on_twice()
    chair = visit(CHAIR, width=width)
    chair.goto(f"/children/{MAYA}/meetings")
    looks_right(chair)
    chair.get_by_role("button", name="Arrange a meeting").click()
    looks_right(chair)
    chair.get_by_label("Review conference").check()
    chair.get_by_label("Leo Marsh").uncheck()
    fill_day(chair, "31", "3", "2025")
    chair.get_by_label("Who is in the chair?").select_option(label="Cath Odell, Conference chair")
    chair.get_by_role("button", name="Arrange this meeting").click()

    # and to which the worker, the nursery and the school are asked
    for name in ("Olga", "Nina"):
        chair.get_by_label("A name, or an agency").fill(name)
        chair.get_by_role("button", name="Look").click()
        chair.get_by_role("checkbox", name=name).check()
        looks_right(chair)
        chair.get_by_role("button", name="Ask them to come").click()
        expect(chair.get_by_role("alert")).to_contain_text("They are asked to come")
        meeting = chair.url
        chair.goto(f"{meeting}/invite")

    # When the nursery writes what it knows, and hands it in
    nursery = visit(NURSERY, width=width)
    nursery.goto("/meetings")
    looks_right(nursery)
    nursery.get_by_role("link", name="Review conference").click()
    looks_right(nursery)
    nursery.get_by_role("link", name="Write what you know").click()
    nursery.get_by_label("What do you know?").fill(KNOWN)
    nursery.get_by_role("button", name="Keep it, and go on later").click()
    expect(nursery.get_by_label("What do you know?")).to_have_value(KNOWN)
    looks_right(nursery)
    nursery.get_by_role("button", name="Hand it in").click()

    # Then the chair reads it, and cannot conclude: the concern is undecided.
    chair.goto(meeting)
    chair.get_by_text("Nina Brook, Safeguarding lead").first.click()
    expect(chair.get_by_text(KNOWN)).to_be_visible()
    looks_right(chair)
    chair.goto(f"{meeting}/attendance")
    looks_right(chair)
    for each in chair.get_by_role("checkbox").all():
        each.check()
    chair.get_by_role("button", name="Save who was there").click()
    chair.goto(f"{meeting}/decisions")
    looks_right(chair)
    chair.get_by_label("Plan goes on").check()
    chair.get_by_label("Sexual abuse").check()
    chair.get_by_label("Why is that decided?").fill("The first concern has no answer.")
    fill_day(chair, "22", "9", "2025")
    chair.get_by_role("button", name="Save what is decided").click()
    chair.get_by_role("button", name="Conclude the meeting").click()
    expect(chair.get_by_text("It cannot be concluded yet.")).to_be_visible()
    expect(chair.get_by_text("Maya Marsh: Sexual abuse, 13 May 2024.").first).to_be_visible()
    looks_right(chair)

    # When they would carry it on a third time, a manager has to agree,
    chair.get_by_role("link", name="Decide").click()
    chair.get_by_role("link", name="Carried on").click()
    expect(chair.get_by_text("It has been carried on twice already.")).to_be_visible()
    looks_right(chair)
    chair.get_by_label("Why is it carried on?").fill("The interview is on 3 April.")
    chair.get_by_label("Which manager has to agree?").select_option("Mo Haddad, Team manager")
    chair.get_by_role("button", name="Save this outcome").click()
    expect(chair.get_by_text("It waits for Mo Haddad to agree").first).to_be_visible()

    # and the manager says no, so that the meeting decides on an action.
    manager = visit(MANAGER, width=width)
    manager.goto("/work")
    manager.get_by_role("button", name="Do this now about Agree that a concern").click()
    looks_right(manager)
    manager.get_by_label("No, decide something else").check()
    manager.get_by_label("If not: why").fill("Interview her this week.")
    manager.get_by_role("button", name="Save").click()
    chair.goto(meeting)
    expect(chair.get_by_text("Interview her this week.")).to_be_visible()
    chair.get_by_role("link", name="Decide anew").click()
    chair.get_by_role("link", name="An action").click()
    looks_right(chair)
    chair.get_by_label("What is to be done?").fill("Interview Maya, with a trained officer")
    chair.get_by_label("Who does it?").select_option(label="Sara Lund, Social worker")
    fill_day(chair, "4", "4", "2025")
    chair.get_by_label("How will you know").fill("She has been asked, and has said what she will.")
    chair.get_by_role("button", name="Save this outcome").click()

    # Then it is concluded, with decisions and minutes that everybody asked can read.
    chair.get_by_role("button", name="Conclude the meeting").click()
    looks_right(chair)
    chair.get_by_role("button", name="Conclude the meeting").click()
    expect(chair.get_by_role("alert")).to_contain_text("The meeting is concluded.")
    looks_right(chair)
    nursery.goto(f"{meeting}/minutes")
    expect(nursery.get_by_text("Interview Maya, with a trained officer")).to_be_visible()
    expect(nursery.get_by_text("Plan goes on")).to_be_visible()
    looks_right(nursery)

    # and the concern is open still.
    worker = visit(WORKER, width=width)
    worker.goto(f"/concerns/{MAYAS_CONCERN}")
    expect(worker.get_by_text("Nobody has answered this concern.")).to_be_visible()


def fill_day(page: Page, day: str, month: str, year: str) -> None:
    """The one day that the page asks for."""
    page.get_by_label("Day", exact=True).fill(day)
    page.get_by_label("Month", exact=True).fill(month)
    page.get_by_label("Year", exact=True).fill(year)
