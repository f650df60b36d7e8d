"""A conference, core groups and reviews: each would pass over the first concern, and none can."""

from playwright.sync_api import Page, expect

from tests.journeys.children_p.authority import (
    CHAIR,
    GP,
    MANAGER,
    NAMES,
    NURSERY,
    POLICE,
    POPPY,
    WORKER,
)
from tests.journeys.children_p.story import HARM, Story, fill_day, is_told, link_to, press

KNOWN = "She plays the bath game with dolls every week, and cries when her mother’s friend comes."
UNDECIDED = f"Poppy Wren: {HARM}, 12 February 2024."


def the_initial_conference_passes_over_it(story: Story) -> None:
    """Attempt 5: the conference speaks about the home, and is concluded without deciding."""
    story.on("2024-03-08")
    meeting = arrange(story, by=WORKER, kind="Initial conference", on="2024-03-08", show=True)
    for person, said in ((NURSERY, KNOWN), (POLICE, "The partner was known in another county.")):
        agency = story.opens(person, f"{meeting}/report")
        agency.get_by_label("What do you know of all of them?").fill(said)
        story.looks_right(agency, "report to a conference")
        press(agency, "Hand it in")
    chair = story.opens(CHAIR, meeting)
    chair.locator("summary", has_text="Nell Hart").click()
    expect(chair.get_by_text(KNOWN)).to_be_visible()
    story.looks_right(chair, "conference")
    who_was_there(chair, meeting)
    decide(chair, meeting, decision="Plan made", categories=(HARM,), meet="2024-06-05")
    chair = story.opens(CHAIR, f"{meeting}/conclude")
    expect(chair.get_by_text("It cannot be concluded yet.")).to_be_visible()
    expect(chair.get_by_text(UNDECIDED).first).to_be_visible()
    story.looks_right(chair, "conference cannot be concluded")
    story.it_was_not_lost()
    chair = outcome(story, CHAIR, meeting, "An action")
    chair.get_by_label("What is to be done?").fill("A second opinion by a specialist")
    chair.get_by_label("Who does it?").select_option(label="Sal Moor, Social worker")
    fill_day(chair, "2024-04-05")
    chair.get_by_label("How will you know").fill("Another doctor has said what they think.")
    story.looks_right(chair, "an action for a concern")
    press(chair, "Save this outcome")
    conclude(story, CHAIR, meeting)
    nursery = story.opens(NURSERY, f"{meeting}/minutes")
    expect(nursery.get_by_text("A second opinion by a specialist").first).to_be_visible()
    story.looks_right(nursery, "minutes")
    story.it_was_not_lost()


def it_is_carried_on_a_third_time(story: Story) -> None:
    """Attempt 6: a core group and a review carry it on, and the next core group would again."""
    carry_on(story, by=WORKER, kind="Core group", on="2024-03-20")
    carry_on(story, by=CHAIR, kind="Review conference", on="2024-06-05", meet="2024-12-03")
    story.on("2024-07-16")
    meeting = arrange(story, by=WORKER, kind="Core group", on="2024-07-16")
    worker = story.window(WORKER)
    who_was_there(worker, meeting)
    decide_core_group(worker, meeting, meet="2024-09-03")
    worker = outcome(story, WORKER, meeting, "Carried on")
    expect(worker.get_by_text("A manager has to agree to one more time")).to_be_visible()
    worker.get_by_label("Why is it carried on?").fill("The second opinion is awaited.")
    worker.get_by_label("Which manager has to agree?").select_option("Mina Shah, Team manager")
    story.looks_right(worker, "carried on a third time")
    press(worker, "Save this outcome")
    story.opens(WORKER, f"{meeting}/conclude")
    expect(worker.get_by_text("It cannot be concluded yet.")).to_be_visible()
    story.it_was_not_lost()
    manager = story.opens(MANAGER, "/work")
    manager.get_by_role("button", name="Do this now about Agree that a concern").click()
    manager.get_by_label("No, decide something else").check()
    manager.get_by_label("If not: why").fill("Three times is enough. Ask the specialist today.")
    story.looks_right(manager, "a manager says no")
    press(manager, "Save")
    worker = outcome(story, WORKER, meeting, "An action")
    worker.get_by_label("What is to be done?").fill("Ask the specialist for a day")
    worker.get_by_label("Who does it?").select_option(label="Sal Moor, Social worker")
    fill_day(worker, "2024-07-23")
    worker.get_by_label("How will you know").fill("There is a day.")
    press(worker, "Save this outcome")
    conclude(story, WORKER, meeting)
    story.it_was_not_lost()


def the_category_is_changed_at_the_second_review(story: Story) -> None:
    """Attempt 8: from sexual abuse to neglect, with nothing said of the first concern."""
    story.on("2024-12-03")
    meeting = arrange(story, by=CHAIR, kind="Review conference", on="2024-12-03")
    chair = story.window(CHAIR)
    who_was_there(chair, meeting)
    decide(chair, meeting, decision="Plan goes on", categories=("Neglect",), meet="2025-05-20")
    chair = story.opens(CHAIR, f"{meeting}/conclude")
    expect(chair.get_by_text(UNDECIDED).first).to_be_visible()
    story.looks_right(chair, "the category is not changed")
    story.it_was_not_lost()
    for name in (UNDECIDED, "Poppy Wren: Neglect, 16 September 2024."):
        chair.goto(f"{meeting}/conclude")
        chair.get_by_role("listitem").filter(has_text=name).get_by_role("link").click()
        chair.get_by_role("link", name="Carried on", exact=True).click()
        chair.get_by_label("Why is it carried on?").fill("The specialist has no day yet.")
        press(chair, "Save this outcome")
    conclude(story, CHAIR, meeting)
    story.it_was_not_lost(found="Category changed while the first concern is unanswered")
    worker = story.opens(WORKER, f"/children/{POPPY}/plan")
    expect(worker.get_by_text("2 actions are overdue.")).to_be_visible()
    expect(link_to(worker, story.first)).to_be_visible()
    story.looks_right(worker, "plan")


def the_gp_sees_it_again(story: Story) -> None:
    """After the category has moved, a sign of the old harm comes to another agency."""
    story.on("2025-01-14")
    doctor = story.opens(GP, f"/raise?child={POPPY}")
    doctor.get_by_label("No, not as far as I know").check()
    doctor.get_by_label("What did you see or hear?").fill("She is sore again, and fears the bath.")
    doctor.get_by_label("When was it?").fill("14 January 2025")
    doctor.get_by_label(HARM).check()
    press(doctor, "Continue")
    press(doctor, "Send this concern")
    expect(doctor.get_by_role("heading", level=1)).to_have_text("Your concern has been sent")
    story.on("2025-01-17")
    story.it_was_not_lost(found="Signs of the dropped harm keep coming")


def arrange(story: Story, *, by: str, kind: str, on: str, show: bool = False) -> str:
    """Arrange a meeting about both children, to which everybody who works with them is asked;
    gives where it is."""
    page = story.opens(by, f"/children/{POPPY}/meetings/arrange")
    page.get_by_label(kind).check()
    page.get_by_label("Pip Wren").check()
    fill_day(page, on)
    chair = "Sal Moor, Social worker" if kind == "Core group" else "Carl Boyd, Conference chair"
    page.get_by_label("Who is in the chair?").select_option(label=chair)
    if show:
        story.looks_right(page, "arrange a meeting")
    press(page, "Arrange this meeting")
    if show:
        page.get_by_label("A name, or an agency").fill("Nell")
        press(page, "Look")
        page.get_by_role("checkbox", name="Nell Hart").check()
        story.looks_right(page, "ask people to come")
    press(page, "Ask them to come")
    is_told(page, "They are asked to come")
    return page.url


def carry_on(story: Story, *, by: str, kind: str, on: str, meet: str = "") -> None:
    """A meeting that carries the first concern on."""
    story.on(on)
    meeting = arrange(story, by=by, kind=kind, on=on)
    page = story.window(by)
    who_was_there(page, meeting)
    if meet:
        decide(page, meeting, decision="Plan goes on", categories=(HARM,), meet=meet)
    else:
        decide_core_group(page, meeting)
    page = outcome(story, by, meeting, "Carried on")
    page.get_by_label("Why is it carried on?").fill("The second opinion is awaited.")
    press(page, "Save this outcome")
    conclude(story, by, meeting)


def who_was_there(page: Page, meeting: str) -> None:
    """Everybody who was asked came."""
    page.goto(f"{meeting}/attendance")
    for each in page.get_by_role("group", name="Who was there?").get_by_role("checkbox").all():
        each.check()
    press(page, "Save who was there")


def decide(
    page: Page, meeting: str, *, decision: str, categories: tuple[str, ...], meet: str
) -> None:
    """The same is decided about both children."""
    page.goto(f"{meeting}/decisions")
    for name in NAMES.values():
        about = page.get_by_role("group", name=f"What is decided about {name}?")
        about.get_by_label(decision, exact=True).check()
        harms = page.get_by_role("group", name=f"If {name} has a plan: for which harms?")
        for each in harms.get_by_role("checkbox").all():
            each.uncheck()
        for each in categories:
            harms.get_by_label(each, exact=True).check()
        page.get_by_label(f"Why is that decided about {name}?").fill("The home was spoken about.")
    fill_day(page, meet)
    press(page, "Save what is decided")


def decide_core_group(page: Page, meeting: str, *, meet: str = "") -> None:
    """Something was decided about both."""
    page.goto(f"{meeting}/decisions")
    for name in NAMES.values():
        about = page.get_by_role("group", name=f"What is decided about {name}?")
        about.get_by_label("Something was decided").check()
        what = page.get_by_label(f"What was decided about {name}, and why?")
        what.fill("The nursery sees them daily.")
    if meet:
        fill_day(page, meet)
    press(page, "Save what is decided")


def outcome(story: Story, person: str, meeting: str, kind: str) -> Page:
    """The page on which the meeting says what becomes of the first concern."""
    page = story.opens(person, f"{meeting}/concerns/{story.first}")
    page.get_by_role("link", name=kind, exact=True).click()
    return page


def conclude(story: Story, person: str, meeting: str) -> None:
    """The meeting is concluded; no concern ends by it."""
    page = story.opens(person, f"{meeting}/conclude")
    press(page, "Conclude the meeting")
    is_told(page, "The meeting is concluded.")
