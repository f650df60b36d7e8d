"""A school raises a concern, the front door takes no further action, the school disagrees, and the
concern is still open and in sight."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

SCHOOL, FRONT_DOOR, MANAGER = "olga", "fay", "mo"
Check = Callable[[Page], None]
WHY = "The key worker spoke with her mother, who had been ill."


@pytest.mark.parametrize("width", [1280, 360])
def test_no_further_action_leaves_the_concern_in_sight(
    width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given a school that raises a concern about Maya, with whom a team works
    school = visit(SCHOOL, width=width)
    raise_a_concern(school)
    usable_by_everyone(school)

    # When somebody at the front door opens the list
    door = visit(FRONT_DOOR, width=width)
    door.goto("/")
    if width < 600:
        door.get_by_role("button", name="Menu").click()
    door.get_by_role("link", name="Front door").click()

    # Then it stands there with the family's history
    expect(door.get_by_role("heading", name="Maya Marsh")).to_be_visible()
    expect(door.get_by_text("concern about Leo Marsh")).to_be_visible()
    expect(door.get_by_text("A decision was due by the end of 4 February 2025")).to_be_visible()
    usable_by_everyone(door)

    # and when they decide without saying why, nothing is lost
    door.get_by_role("button", name="Decide about Maya Marsh").click()
    expect(door.get_by_text("No decision on this page answers a concern.")).to_be_visible()
    usable_by_everyone(door)
    door.get_by_label("No further action").check()
    door.get_by_role("button", name="Save this decision").click()
    expect(door.get_by_role("alert")).to_contain_text("Say why")
    expect(door.get_by_label("No further action")).to_be_checked()
    usable_by_everyone(door)

    # and with the reasons it is decided, and gone from the list.
    door.get_by_label("Why?").fill(WHY)
    door.get_by_role("button", name="Save this decision").click()
    expect(door.get_by_role("alert")).to_contain_text("The concern stays open until a named person")
    expect(door.get_by_role("heading", name="Maya Marsh")).to_have_count(0)
    usable_by_everyone(door)

    # When the school reads what was decided, by whom and why, and disagrees
    school.goto("/")
    expect(school.get_by_text(WHY)).to_be_visible()
    usable_by_everyone(school)
    school.get_by_role("link", name="Maya Marsh").click()
    expect(school.get_by_text("Fay Dorn, Social worker", exact=True)).to_be_visible()
    school.get_by_text("Disagree with this decision").click()
    usable_by_everyone(school)
    school.get_by_label("What do you disagree with, and why?").fill("She was in pain again today.")
    school.get_by_role("button", name="Record that you disagree").click()
    expect(school.get_by_role("alert")).to_contain_text("Your disagreement is recorded")

    # Then the concern is open, in sight of the team's manager, with the school's words.
    manager = visit(MANAGER, width=width)
    manager.goto("/?show=waiting")
    manager.get_by_role("link", name="Neglect and sexual abuse").click()
    expect(manager.get_by_text("Nobody has answered this concern.")).to_be_visible()
    expect(manager.get_by_text("A decision to do no more is not a finding")).to_be_visible()
    expect(manager.get_by_text("She was in pain again today.")).to_be_visible()
    usable_by_everyone(manager)


def raise_a_concern(page: Page) -> None:
    """The three steps, about Maya."""
    page.goto("/raise")
    page.get_by_label("Child’s full name").fill("Maya Marsh")
    page.get_by_label("Day").fill("2")
    page.get_by_label("Month").fill("6")
    page.get_by_label("Year").fill("2019")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("No, not as far as I know").check()
    page.get_by_label("What did you see or hear?").fill("Maya would not sit down, and cried.")
    page.get_by_label("What did the child say?").fill("It hurts to sit.")
    page.get_by_label("When was it?").fill("31 March 2025")
    page.get_by_label("Sexual abuse").check()
    page.get_by_label("The child is not being looked after").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send this concern").click()
    expect(page.get_by_text("by Tuesday 1 April 2025")).to_be_visible()
