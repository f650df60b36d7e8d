"""The nursery raises the first concern, and the front door lets it go with what the mother said."""

from playwright.sync_api import Page, expect

from tests.journeys.children_p.authority import FRONT_DOOR, HOSPITAL, NURSERY, WORKER
from tests.journeys.children_p.story import HARM, Story, is_told, press

SAID = "It is our bath game, I must not tell."
EXPLAINED = "Her mother explained it: she had heard it from an older child."


def the_nursery_raises_the_first_concern(story: Story) -> None:
    """Three steps, with the child's words, and a brother at home."""
    story.on("2024-02-12")
    nursery = story.opens(NURSERY, "/raise")
    raise_about_poppy(
        nursery,
        seen="Poppy undressed a doll, lay on it, and would not be changed by anybody.",
        said=SAID,
        harm=HARM,
        when="12 February 2024",
        story=story,
    )
    expect(nursery.get_by_text("by Tuesday 13 February 2024")).to_be_visible()
    story.looks_right(nursery, "concern sent")
    story.it_was_not_lost()


def the_front_door_takes_what_the_mother_said(story: Story) -> None:
    """Attempt 1: no further action, because there is an explanation."""
    story.on("2024-02-13")
    door = story.opens(FRONT_DOOR, "/front-door")
    expect(door.get_by_text("Poppy undressed a doll")).to_be_visible()
    story.looks_right(door, "front door")
    press(door, "Decide about Poppy Wren")
    expect(door.get_by_text("No decision on this page answers a concern.")).to_be_visible()
    story.looks_right(door, "decide about a referral")
    door.get_by_label("No further action").check()
    door.get_by_label("Why?").fill(EXPLAINED)
    press(door, "Save this decision")
    is_told(door, "The concern stays open until a named person")
    story.it_was_not_lost(found="A concern is still open after the work was closed")


def the_nursery_disagrees(story: Story) -> None:
    """The nursery reads who decided and why, disagrees, and the decision is changed."""
    story.on("2024-02-13")
    nursery = story.opens(NURSERY, f"/concerns/{story.first}")
    expect(nursery.get_by_text(EXPLAINED)).to_be_visible()
    expect(nursery.get_by_text("Fred Ames, Social worker").first).to_be_visible()
    nursery.get_by_text("Disagree with this decision").click()
    story.looks_right(nursery, "the nursery disagrees")
    nursery.get_by_label("What do you disagree with, and why?").fill(
        "She said it to me, and to nobody who is older. Nobody has asked her."
    )
    press(nursery, "Record that you disagree")
    is_told(nursery, "Your disagreement is recorded")
    door = story.opens(FRONT_DOOR, "/work")
    door.get_by_role("button", name="Do this now").first.click()
    story.looks_right(door, "a disagreement")
    door.get_by_label("The decision was changed").check()
    door.get_by_label("Why?").fill("An explanation is not an answer. It goes to the Fell Team.")
    press(door, "Save this answer")
    nursery = story.opens(NURSERY, "/disagreements")
    nursery.locator("main").get_by_role("link", name="Poppy Wren").first.click()
    expect(nursery.get_by_text("An explanation is not an answer.")).to_be_visible()
    nursery.get_by_label("What settled it?").fill("Somebody will look into it now.")
    press(nursery, "It is settled")
    story.it_was_not_lost()


def a_new_concern_is_closed_and_its_notice_read(story: Story) -> None:
    """Attempt 7: A&E tells of something else; it is closed, and the notice of it is ticked off."""
    story.on("2024-09-17")
    hospital = story.opens(HOSPITAL, "/raise")
    raise_about_poppy(
        hospital,
        seen="Poppy swallowed tablets that lay on the kitchen table. She is well again.",
        said="",
        harm="The child is not being looked after",
        when="16 September 2024",
    )
    door = story.opens(FRONT_DOOR, "/front-door")
    press(door, "Decide about Poppy Wren")
    expect(door.locator("main").get_by_text(HARM).first).to_be_visible()
    door.get_by_label("No further action").check()
    door.get_by_label("Why?").fill("She is on a plan, and her worker knows.")
    press(door, "Save this decision")
    is_told(door, "The concern stays open until a named person")
    worker = story.opens(WORKER, "/inbox")
    story.looks_right(worker, "inbox")
    for _ in range(2):
        worker.get_by_role("button", name="I have read this").first.click()
        is_told(worker, "That ends nothing.")
    story.it_was_not_lost()


def raise_about_poppy(
    page: Page, *, seen: str, said: str, harm: str, when: str, story: Story | None = None
) -> None:
    """The three steps of a concern about Poppy."""
    page.get_by_label("Child’s full name").fill("Poppy Wren")
    for label, value in (("Day", "4"), ("Month", "3"), ("Year", "2020")):
        page.get_by_label(label, exact=True).fill(value)
    if story:
        page.get_by_label("Brothers, sisters").fill("Pip, who is one")
        story.looks_right(page, "raise who")
    press(page, "Continue")
    page.get_by_label("No, not as far as I know").check()
    page.get_by_label("What did you see or hear?").fill(seen)
    page.get_by_label("What did the child say?").fill(said)
    page.get_by_label("When was it?").fill(when)
    page.get_by_label(harm).check()
    if story:
        story.looks_right(page, "raise what")
    press(page, "Continue")
    if story:
        story.looks_right(page, "raise check")
    press(page, "Send this concern")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your concern has been sent")
