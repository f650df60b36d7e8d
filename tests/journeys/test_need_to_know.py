"""Nobody where they do not belong: a nursery's lead is let into one record and out of it again, a
worker from elsewhere opens it in an emergency, and the manager judges that and restricts it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

NURSERY, MANAGER, ELSEWHERE, DIRECTOR = "nina", "mo", "ines", "dan"
Check = Callable[[Page], None]


@pytest.mark.parametrize("width", [1200, 360])
def test_a_record_is_open_to_those_who_need_it(
    width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    # Given a manager who names the nursery's lead in Maya's network
    manager = visit(MANAGER, width=width)
    manager.goto("/children/maya/network")
    usable_by_everyone(manager)
    manager.get_by_role("button", name="Add somebody").click()
    manager.get_by_label("Who?").fill("bluebell")
    manager.get_by_role("button", name="Search").click()
    manager.get_by_role("button", name="Add to the network").click()
    expect(manager.get_by_role("alert")).to_contain_text("Choose a person")
    usable_by_everyone(manager)
    manager.get_by_label("Nina Brook").check()
    manager.get_by_label("Sees the child as part of their work").check()
    manager.get_by_role("button", name="Add to the network").click()
    expect(manager.get_by_role("alert")).to_contain_text("Nina Brook is in the network")
    usable_by_everyone(manager)

    # Then she finds and reads the record, and no finding
    nina = visit(NURSERY, width=width)
    nina.goto("/")
    nina.get_by_role("link", name="Maya Marsh", exact=True).first.click()
    expect(nina.get_by_role("heading", name="Maya Marsh")).to_be_visible()
    expect(nina.get_by_role("heading", name="Chronology")).to_be_visible()
    expect(nina.get_by_text("Things to look at")).to_have_count(0)
    usable_by_everyone(nina)

    # and once her part has ended she does not.
    manager.get_by_role("link", name="End this part of Nina Brook").click()
    usable_by_everyone(manager)
    manager.get_by_role("button", name="End this part").click()
    assert nina.goto("/children/maya").status == 404

    # When a worker of another team needs the record at night
    ines = visit(ELSEWHERE, width=width)
    ines.goto("/")
    ines.get_by_role("link", name="Open a record in an emergency").click()
    usable_by_everyone(ines)
    ines.get_by_label("Child’s full name").fill("Maya Marsh")
    ines.get_by_label("Day").fill("2")
    ines.get_by_label("Month").fill("6")
    ines.get_by_label("Year").fill("2019")
    ines.get_by_role("button", name="Look for this child").click()
    usable_by_everyone(ines)
    ines.get_by_label("Why do you need this record now?").fill("Found alone on the street.")
    ines.get_by_role("button", name="Open the record").click()
    expect(ines.get_by_text("You opened this record in an emergency.")).to_be_visible()
    usable_by_everyone(ines)

    # Then the manager is asked to judge it, and sees what was looked at
    manager.goto("/work")
    asked = manager.get_by_role("listitem").filter(has_text="opened in an emergency")
    asked.get_by_role("button", name="Do this now").click()
    expect(manager.get_by_text("Found alone on the street.").first).to_be_visible()
    expect(manager.get_by_text("Read a child's whole record").first).to_be_visible()
    usable_by_everyone(manager)
    manager.get_by_label("Yes, it was appropriate").check()
    manager.get_by_label("What did you find?").fill("She was brought home safely.")
    manager.get_by_role("button", name="Save").click()
    expect(manager.get_by_role("alert")).to_contain_text("Ines Vale, Social worker is told")

    # When the manager restricts the record
    manager.goto("/children/maya/restriction")
    usable_by_everyone(manager)
    manager.get_by_label("Why must this record be kept to few?").fill("Her mother works here.")
    manager.get_by_role("button", name="Restrict this record").click()
    expect(manager.get_by_role("heading", name="This record is restricted")).to_be_visible()
    usable_by_everyone(manager)

    # Then a director who is not named sees that there is one, and not whose.
    director = visit(DIRECTOR, width=width)
    assert director.goto("/children/maya").status == 404
    director.goto("/restricted")
    expect(director.get_by_text("1 record can be opened by named people only.")).to_be_visible()
    usable_by_everyone(director)
    for address in ("/audit?sort=refusal", "/people", "/cover", "/break-glass/to-judge"):
        director.goto(address)
        usable_by_everyone(director)
    manager.goto("/children/maya/audit")
    usable_by_everyone(manager)
