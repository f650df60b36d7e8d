"""A neighbour tells of a worry without an account, adds more under the reference, and sees that it
was decided; and a school that disagrees is answered stage by stage, up to the director."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.fits import fits
from tests.journeys.test_the_front_door_decides import raise_a_concern
from tests.web.small_authority import TODAY

Check = Callable[[Page], None]
SCHOOL, FRONT_DOOR, DIRECTOR, CHAIR = "olga", "fay", "dan", "cath"


@pytest.mark.parametrize(("width", "javascript"), [(1200, True), (360, False)])
def test_from_a_neighbours_worry_to_the_decision(
    width: int,
    javascript: bool,
    served: str,
    browser: Browser,
    visit: Visit,
    usable_by_everyone: Check,
) -> None:
    context = browser.new_context(
        base_url=served,
        java_script_enabled=javascript,
        viewport={"width": width, "height": 900},
    )
    look = usable_by_everyone if javascript else fits
    neighbour = context.new_page()

    # Given a neighbour who knows neither the name nor the day
    neighbour.goto("/worried")
    expect(neighbour.get_by_text("call 999 first")).to_be_visible()
    look(neighbour)
    neighbour.get_by_label("Where can the child be found?").fill("The flat above the bakery")
    neighbour.get_by_role("button", name="Continue").click()
    neighbour.get_by_role("group", name="in danger now").get_by_label("No,").check()
    neighbour.get_by_label("What did you see or hear?").fill("He cried at the window all evening.")
    neighbour.get_by_label("When was it?").fill("yesterday")
    neighbour.get_by_label("The child is not being looked after").check()
    look(neighbour)
    neighbour.get_by_role("button", name="Continue").click()

    # When they forget to say who they are, nothing is lost; then it is sent
    neighbour.get_by_role("button", name="Send").click()
    expect(neighbour.get_by_role("alert")).to_contain_text("Say who you are")
    expect(neighbour.get_by_text("He cried at the window all evening.")).to_be_visible()
    look(neighbour)
    neighbour.get_by_label("I am a neighbour").check()
    neighbour.get_by_role("button", name="Send").click()
    look(neighbour)
    reference = re.search(r"KS(-\w{4}){3}", neighbour.content())[0]

    # and they add more
    neighbour.goto("/worried/more")
    neighbour.get_by_label("Your reference").fill(reference.lower())
    neighbour.get_by_role("button", name="Continue").click()
    expect(neighbour.get_by_text("Not yet").first).to_be_visible()
    neighbour.get_by_label("What else did you see or hear?").fill("An ambulance came today.")
    look(neighbour)
    neighbour.get_by_role("button", name="Add this").click()
    expect(neighbour.get_by_role("alert")).to_contain_text("We have what you added")

    # Then both stand at the front door, and are decided
    door = visit(FRONT_DOOR, width=width)
    for said in ("An ambulance came today.", "He cried at the window"):
        door.goto("/front-door")
        expect(door.get_by_text(said)).to_be_visible()
        usable_by_everyone(door)
        door.get_by_role("listitem").filter(has_text=said).get_by_role(
            "button", name="Decide"
        ).click()
        expect(door.get_by_text("who gave no name")).to_be_visible()
        usable_by_everyone(door)
        door.get_by_label("Assessment", exact=True).check()
        door.get_by_label("Why?").fill("Somebody goes there today.")
        door.get_by_role("button", name="Save this decision").click()

    # and the neighbour sees that, and no more.
    neighbour.goto("/worried/more")
    neighbour.get_by_label("Your reference").fill(reference)
    neighbour.get_by_role("button", name="Continue").click()
    expect(neighbour.get_by_text("Opened")).to_be_visible()
    assert "31 March 2025" in neighbour.locator("dl").inner_text()
    assert "Not yet" not in neighbour.locator("dl").inner_text()
    assert "goes there today" not in neighbour.content()
    look(neighbour)
    context.close()


@pytest.mark.parametrize("width", [1200, 360])
def test_a_school_disagrees_and_it_climbs_to_the_director(
    width: int, visit: Visit, usable_by_everyone: Check, settings
) -> None:
    # Given a referral that the front door closed
    school = visit(SCHOOL, width=width)
    raise_a_concern(school)
    door = visit(FRONT_DOOR, width=width)
    door.goto("/front-door")
    door.get_by_role("button", name="Decide about Maya Marsh").click()
    door.get_by_label("No further action").check()
    door.get_by_label("Why?").fill("Her mother had been ill.")
    door.get_by_role("button", name="Save this decision").click()

    # When the school disagrees, and nobody answers in time
    school.goto("/")
    school.get_by_role("link", name="Maya Marsh").first.click()
    school.get_by_text("Disagree with this decision").click()
    school.get_by_label("What do you disagree with, and why?").fill("She was in pain again.")
    school.get_by_role("button", name="Record that you disagree").click()
    settings.TODAY = TODAY + timedelta(days=2)
    school.goto("/disagreements")
    expect(school.get_by_text("No answer in time")).to_be_visible()
    usable_by_everyone(school)

    # and takes it to the manager, and to the director
    school.get_by_role("link", name="Fell Primary School disagrees").click()
    expect(school.get_by_text("Fay Dorn").first).to_be_visible()
    usable_by_everyone(school)
    for stage in ("Between managers", "Between senior managers"):
        school.get_by_label("Why does it go higher?").fill("Nobody has answered.")
        school.get_by_role("button", name="Take it higher").click()
        expect(school.get_by_text(stage).first).to_be_visible()

    # Then the director answers
    director = visit(DIRECTOR, width=width)
    director.goto("/disagreements")
    usable_by_everyone(director)
    director.get_by_role("link", name="Fell Primary School disagrees").click()
    director.get_by_role("button", name="Save this answer").click()
    expect(director.get_by_role("alert")).to_contain_text("Choose what you decide")
    usable_by_everyone(director)
    director.get_by_label("The decision was changed").check()
    director.get_by_label("Why?").fill("A strategy discussion is held today.")
    director.get_by_role("button", name="Save this answer").click()

    # and the school says that it is settled; the concern is open still.
    school.reload()
    expect(school.get_by_text("A strategy discussion is held today.")).to_be_visible()
    usable_by_everyone(school)
    school.get_by_label("What settled it?").fill("They met, and we were there.")
    school.get_by_role("button", name="It is settled").click()
    expect(school.get_by_role("alert")).to_contain_text("The concern stays open")
    usable_by_everyone(school)

    # When a chair challenges drift in one step
    chair = visit(CHAIR, width=width)
    chair.goto("/children/maya/challenge")
    usable_by_everyone(chair)
    chair.get_by_label("Drift").check()
    chair.get_by_label("What has to change, and by when?").fill("Answer the first concern.")
    chair.get_by_role("button", name="Send this challenge").click()
    expect(chair.get_by_text("Mo Haddad, Team manager").first).to_be_visible()
    usable_by_everyone(chair)
