"""A second record of a child is found at the front door, joined by a person, and parted again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

Check = Callable[[Page], None]
SCHOOL, FRONT_DOOR, MANAGER = "olga", "fay", "mo"


@pytest.mark.parametrize("width", [1200, 360])
def test_joined_and_parted(width: int, visit: Visit, usable_by_everyone: Check) -> None:
    # Given a school that spells the name another way
    school = visit(SCHOOL, width=width)
    begin_a_second_record(school)

    # When the front door compares the two, and joins them
    door = visit(FRONT_DOOR, width=width)
    door.goto("/front-door")
    usable_by_everyone(door)
    door.get_by_role("link", name="Compare with Maya Marsh").click()
    expect(door.get_by_text("Very likely the same")).to_be_visible()
    usable_by_everyone(door)
    door.get_by_role("button", name="Join the two records").click()
    expect(door.get_by_role("alert")).to_contain_text("Choose under which name both are kept")
    usable_by_everyone(door)
    door.get_by_label("Maya Marsh, born 2 June 2019").check()
    same = door.locator("form", has=door.get_by_role("button", name="Join the two records"))
    same.get_by_label("How do you know?").fill("The school gave the same address.")
    same.get_by_role("button").click()
    expect(door.get_by_role("alert")).to_contain_text("Both records are read as one")
    usable_by_everyone(door)

    # Then the team reads what the school said in Maya's record
    manager = visit(MANAGER, width=width)
    manager.goto("/children/maya")
    expect(manager.get_by_text("A burn on the back of the hand.").first).to_be_visible()
    manager.goto("/children/maya/records")
    expect(manager.get_by_text("The school gave the same address.").first).to_be_visible()
    usable_by_everyone(manager)

    # and parts the two when they turn out to be cousins.
    manager.get_by_role("link", name="They are two children").click()
    usable_by_everyone(manager)
    manager.get_by_label("How do you know that they are two children?").fill("They are cousins.")
    manager.get_by_role("button", name="Part the two records").click()
    expect(manager.get_by_role("alert")).to_contain_text("two records again")
    usable_by_everyone(manager)
    manager.goto("/children/maya")
    expect(manager.get_by_text("A burn on the back of the hand.")).to_have_count(0)


def begin_a_second_record(page: Page) -> None:
    """The three steps, about "Maia Marsh"."""
    page.goto("/raise")
    page.get_by_label("Child’s full name").fill("Maia Marsh")
    page.get_by_label("Day").fill("2")
    page.get_by_label("Month").fill("6")
    page.get_by_label("Year").fill("2019")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("No, not as far as I know").check()
    page.get_by_label("What did you see or hear?").fill("A burn on the back of the hand.")
    page.get_by_label("When was it?").fill("31 March 2025")
    page.get_by_label("The child is being hurt").check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Send this concern").click()
