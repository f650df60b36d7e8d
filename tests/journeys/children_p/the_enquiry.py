"""A worker is given the family; a strategy discussion, a medical that settles nothing, and the
police who stop."""

from playwright.sync_api import Page, expect

from tests.journeys.children_p.authority import MANAGER, POLICE, POPPY, WORKER
from tests.journeys.children_p.story import HARM, Story, fill_day, is_told, press

TOLD = "She told of a game with an adult at home."


def the_family_is_given_a_worker(story: Story) -> None:
    """The manager gives both children to one worker, who says that she has them."""
    story.on("2024-02-14")
    manager = story.opens(MANAGER, f"/children/{POPPY}/allocate")
    story.looks_right(manager, "allocate")
    manager.get_by_label("To whom?").select_option(label="Sal Moor, Social worker")
    press(manager, "Allocate")
    worker = story.opens(WORKER, "/work")
    worker.get_by_role("button", name="I have this family now").click()
    expect(worker.locator("main").get_by_role("link", name="Pip Wren").first).to_be_visible()
    story.looks_right(worker, "my work")


def the_brother_is_left_out_of_the_strategy_discussion(story: Story) -> None:
    """Attempt 2: they talk of both, and decide about Poppy alone."""
    story.on("2024-02-16")
    worker = story.opens(WORKER, f"/children/{POPPY}/section-47")
    press(worker, "Record a strategy discussion")
    worker.get_by_label("Pip Wren").check()
    press(worker, "Continue")
    story.looks_right(worker, "strategy discussion")
    others = worker.get_by_role("group", name="Somebody else who was there")
    for number, name, agency, knew in (
        (
            0,
            "Pat Lowe, Police officer, Fellshire Police",
            "Police",
            "Nothing is held on the adults at home.",
        ),
        (
            1,
            "Gita Rao, GP, Fell Surgery",
            "GP",
            "Poppy was sore and itched in January; I gave a cream.",
        ),
    ):
        row = others.nth(number)
        row.get_by_label("Name and role").fill(name)
        row.get_by_label("Agency").select_option(label=agency)
        row.get_by_label("What did they know?").fill(knew)
    decide(worker, "Poppy Wren", medical="Yes, and it is wanted", because=TOLD)
    press(worker, "Save this strategy discussion")
    is_told(worker, "Choose what was decided")
    expect(worker.get_by_label("Why was this decided about Poppy Wren?")).to_have_value(TOLD)
    story.looks_right(worker, "strategy discussion refused")
    story.it_was_not_lost()
    decide(
        worker,
        "Pip Wren",
        medical="Considered, not needed, with the reason",
        because="He lives there too.",
    )
    press(worker, "Save this strategy discussion")
    is_told(worker, "The strategy discussion is recorded. What is open stays open.")
    expect(worker.locator("main").get_by_text("He lives there too.")).to_be_visible()
    story.looks_right(worker, "strategy discussion recorded")


def an_inconclusive_medical_is_taken_for_an_answer(story: Story) -> None:
    """Attempt 3: the doctor cannot say, and the concern is to end with that."""
    story.on("2024-02-26")
    worker = story.opens(WORKER, f"/children/{POPPY}/medical")
    fill_day(worker, "2024-02-24")
    worker.get_by_label("Who examined the child?").fill("Dr Osei, paediatrician")
    worker.get_by_label("First opinion").check()
    worker.get_by_label("Inconclusive").check()
    worker.get_by_label("What did the doctor say, in words?").fill(
        "Bruises on both thighs and an infection; abuse neither shown nor ruled out."
    )
    story.looks_right(worker, "medical")
    press(worker, "Save the medical")
    is_told(worker, "It settled nothing. Say what is done now")
    worker.get_by_label("If it settled nothing: what is done now?").fill("A second opinion.")
    press(worker, "Save the medical")
    is_told(worker, "The medical is recorded. It answers no concern.")
    worker = story.opens(WORKER, f"/concerns/{story.first}/answer")
    worker.get_by_label("Not substantiated").check()
    worker.get_by_label("Why?", exact=True).fill("The medical showed nothing.")
    worker.get_by_label("Medical, 24 February 2024").check()
    story.looks_right(worker, "answer a concern")
    press(worker, "Send this answer to be agreed")
    expect(worker.get_by_text("An answer waits for a second person")).to_be_visible()
    story.it_was_not_lost()
    manager = story.opens(MANAGER, f"/concerns/{story.first}")
    manager.get_by_label("I return it").check()
    manager.get_by_label("What is missing, or not right?").fill(
        "Inconclusive is not an answer. Get a second opinion."
    )
    story.looks_right(manager, "an answer waits")
    press(manager, "Save")
    is_told(manager, "The answer is returned.")
    story.it_was_not_lost()


def the_police_take_no_further_action(story: Story) -> None:
    """Attempt 4: the police stop, and the enquiry is to stop with them."""
    story.on("2024-02-29")
    police = story.opens(POLICE, f"/children/{POPPY}/record/police_outcome")
    police.get_by_label("When was it?").fill("28 February 2024")
    police.get_by_label("No further action").check()
    police.get_by_role("checkbox", name=HARM).first.check()
    story.looks_right(police, "police outcome")
    press(police, "Save")
    is_told(police, "is recorded")
    story.it_was_not_lost(found="The police stopped and the concern is open")
    story.it_was_not_lost(found="An inconclusive medical has not been followed up")
    worker = story.opens(WORKER, f"/children/{POPPY}/section-47")
    worker.get_by_role("link", name="Section 47 enquiry", exact=True).click()
    story.looks_right(worker, "enquiry")
    press(worker, "End this enquiry")
    for name, found in (
        ("Poppy Wren", "Substantiated: to conference"),
        ("Pip Wren", "Substantiated: to conference"),
    ):
        asked = worker.get_by_role("group", name=f"What did the enquiry find about {name}?")
        asked.get_by_label(found).check()
        worker.get_by_label(f"Why has {name} not been seen?").fill("He would not let us in.")
    for each in worker.get_by_label("Why?", exact=True).all():
        each.fill("What Poppy said has not been explained by anybody.")
    story.looks_right(worker, "end an enquiry")
    press(worker, "Save the outcome")
    is_told(worker, "The outcome is recorded. It answers no concern.")
    story.it_was_not_lost()


def decide(page: Page, name: str, *, medical: str, because: str) -> None:
    """What the strategy discussion decided about one child."""
    asked = page.get_by_role("group", name=f"Was a medical considered for {name}?")
    asked.get_by_label(medical).check()
    own = page.get_by_label("Why a medical, or why not?")
    own.nth(0 if name == "Poppy Wren" else 1).fill("Weighed with the doctor on the telephone.")
    about = page.get_by_role("group", name=f"What was decided about {name}?")
    about.get_by_label("Section 47 enquiry: social care and police together").check()
    page.get_by_label(f"Why was this decided about {name}?").fill(because)
