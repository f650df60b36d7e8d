"""The worker goes, the plan is to end; and at last the first concern is assessed and answered."""

from playwright.sync_api import Page, expect

from tests.journeys.children_p.authority import (
    DIRECTOR,
    GP,
    MANAGER,
    NEXT_WORKER,
    NURSERY,
    POPPY,
    WORKER,
)
from tests.journeys.children_p.story import HARM, Story, fill_day, is_told, press

OWN_WORDS = "Ray plays the bath game. I do not like it."
FOUND = "She told it to the nursery, to the doctor and to me, apart, in the same words."


def the_worker_goes(story: Story) -> None:
    """Attempt 9: the next worker takes the family over, and not what is open."""
    story.on("2025-02-03")
    manager = story.opens(MANAGER, f"/children/{POPPY}/allocate")
    manager.get_by_label("To whom?").select_option(label="Wes Dunn, Social worker")
    manager.get_by_label("Why, and what is expected?").fill("Sal leaves on Friday.")
    press(manager, "Begin the handover")
    worker = story.opens(WORKER, "/work")
    worker.get_by_role(
        "button", name="Do this now about Write what the next worker must know"
    ).click()
    worker.get_by_label("What must the next worker know?").fill("The specialist never came.")
    press(worker, "Save what you wrote")
    taker = story.opens(NEXT_WORKER, "/work")
    taker.get_by_role("button", name="Do this now about Take over what is open").click()
    story.looks_right(taker, "take over")
    press(taker, "Take over")
    is_told(taker, f"Not ticked: Poppy Wren: {HARM}")
    story.it_was_not_lost()
    taker = story.window(NEXT_WORKER)
    own = taker.get_by_role("group", name="I have read each of these")
    for each in own.get_by_role("checkbox").all():
        each.check()
    press(taker, "Take over")
    is_told(taker, "What is open stays open")
    story.it_was_not_lost()
    taker = story.opens(NEXT_WORKER, "/work")
    expect(taker.locator(f'main a[href="/concerns/{story.first}"]').first).to_be_visible()
    story.looks_right(taker, "the next worker’s work")


def the_plan_ends_and_the_case_is_closed(story: Story) -> None:
    """Attempt 10: the home is better, and everything is to end with that."""
    story.on("2025-05-20")
    worker = story.opens(NEXT_WORKER, f"/children/{POPPY}/plan/end")
    worker.get_by_label("No longer at risk of significant harm").check()
    worker.get_by_label("Why?", exact=True).fill("The home is clean now.")
    press(worker, "End the plan")
    is_told(worker, "Decide what happens to this concern")
    story.looks_right(worker, "the plan is not ended")
    story.it_was_not_lost()
    worker = story.window(NEXT_WORKER)
    carry_all_on(worker)
    press(worker, "End the plan")
    is_told(worker, "ended, 20 May 2025")
    story.it_was_not_lost(found="A concern is still open after the work was closed")
    worker = story.opens(NEXT_WORKER, f"/children/{POPPY}/close")
    worker.get_by_label("Needs met").check()
    worker.get_by_label("Why?", exact=True).fill("There is no plan any more.")
    press(worker, "Close the case")
    is_told(worker, "Decide what happens to this concern")
    story.looks_right(worker, "the case is not closed")
    story.it_was_not_lost()


def poppy_is_asked(story: Story) -> None:
    """An assessment of the first concern is begun, the GP is asked, and the worker sees Poppy
    alone."""
    story.on("2025-05-22")
    worker = story.opens(NEXT_WORKER, f"/children/{POPPY}/assessment")
    press(worker, "Start an assessment")
    worker.get_by_label("Specialist").check()
    worker.get_by_label("Why is it begun?").fill("The first concern was never looked into.")
    story.looks_right(worker, "start an assessment")
    press(worker, "Start the assessment")
    is_told(worker, "assessment")
    worker.goto(f"{worker.url.partition('?')[0]}/ask")
    worker.get_by_label("Who is asked?").select_option(label="Gita Rao, GP, Fell Surgery")
    worker.get_by_label("What do you want to know?").fill("How often was she sore, and when?")
    press(worker, "Ask")
    doctor = story.opens(GP, "/")
    doctor.get_by_role("button", name="Do this now").first.click()
    doctor.get_by_label("What do you know?").fill("Three times in a year, after weekends.")
    story.looks_right(doctor, "a question is answered")
    press(doctor, "Send the answer")
    story.on("2025-05-27")
    worker = story.opens(NEXT_WORKER, f"/children/{POPPY}/visit")
    worker.get_by_label("Under the child protection plan").check()
    worker.get_by_label("Seen, and alone").first.check()
    worker.get_by_label("What did Poppy Wren say?").fill(OWN_WORDS)
    worker.get_by_label(HARM).first.check()
    press(worker, "Save")
    is_told(worker, "Visit, 27 May 2025, is recorded")
    story.it_was_not_lost()


def the_first_concern_is_assessed(story: Story) -> None:
    """Everything that came before is gone through, and a manager agrees."""
    story.on("2025-06-10")
    worker = story.opens(NEXT_WORKER, f"/children/{POPPY}/assessment")
    worker.locator("main").get_by_role("link", name="Specialist").first.click()
    story.looks_right(worker, "assessment")
    press(worker, "Write the assessment")
    story.looks_right(worker, "write an assessment")
    for each in worker.get_by_label("I have gone through this").all():
        each.check()
    for label in (
        "Nobody has answered or ended this. What does it mean?",
        "What does the assessment say about this concern?",
        "What does it mean for Poppy Wren?",
    ):
        for each in worker.get_by_label(label).all():
            each.fill(FOUND)
    for each in worker.locator("[name^='spoken_with.'][value='child']").all():
        each.check()
    worker.get_by_text("Factors found by the assessment").first.click()
    worker.get_by_label("Sexual abuse by an adult").first.check()
    worker.get_by_label("Legal planning").check()
    press(worker, "Hand it in")
    manager = story.opens(MANAGER, "/work")
    manager.get_by_role("button", name="Do this now about Agree an assessment").first.click()
    story.looks_right(manager, "agree an assessment")
    manager.get_by_label("I agree it").check()
    press(manager, "Save this decision")
    story.it_was_not_lost()


def the_first_concern_is_answered(story: Story) -> None:
    """In the worker's name and with the manager's; the nursery reads who answered, and why."""
    story.on("2025-06-12")
    worker = story.opens(NEXT_WORKER, f"/children/{POPPY}/assessment")
    worker.locator("main").get_by_role("link", name="Specialist").first.click()
    story.looks_right(worker, "assessment agreed")
    worker.locator(f'main a[href^="/concerns/{story.first}/answer"]').click()
    worker.get_by_label("Substantiated and acted on").check()
    worker.get_by_label("Why?", exact=True).fill(FOUND)
    press(worker, "Send this answer to be agreed")
    story.it_was_not_lost()
    manager = story.opens(MANAGER, f"/concerns/{story.first}")
    manager.get_by_label("I agree: this answers the concern").check()
    press(manager, "Save")
    is_told(manager, "The concern is answered.")
    story.looks_right(manager, "answered")
    assert not story.is_open
    nursery = story.opens(NURSERY, f"/concerns/{story.first}")
    expect(nursery.get_by_text("Substantiated and acted on").first).to_be_visible()
    expect(nursery.get_by_text("Wes Dunn, Social worker").first).to_be_visible()
    expect(nursery.locator("main").get_by_text(FOUND).first).to_be_visible()
    story.looks_right(nursery, "the nursery reads the answer")
    director = story.opens(DIRECTOR, f"/children/{POPPY}")
    story.looks_right(director, "child page")
    director.goto("/?show=waiting")
    expect(director.locator(f'main a[href="/concerns/{story.first}"]')).to_have_count(0)
    expect(director.locator("main").get_by_role("link", name="Poppy Wren").first).to_be_visible()
    story.looks_right(director, "in sight")


def carry_all_on(page: Page) -> None:
    """Each open concern is carried on where that is offered, and gets an action where not."""
    for own in page.locator(".plan-decide").all():
        if own.get_by_label("It is carried on, for a reason").count():
            own.get_by_label("It is carried on, for a reason").check()
            own.get_by_label("Why is it carried on?").fill("An assessment is to be begun.")
        else:
            own.get_by_label("A new action is for it").check()
            own.get_by_label("What is to be done?").fill("A specialist assessment")
            own.get_by_label("Who will do it?").select_option(index=1)
            fill_day(own, "2025-06-20")
            own.get_by_label("How will you know that it worked?").fill("She has been asked.")
            own.get_by_label("What happens if it does not?").fill("The director hears of it.")
