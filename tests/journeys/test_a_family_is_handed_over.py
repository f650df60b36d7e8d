"""A family is left with its team, allocated, and handed over; each open concern is taken over by
name, what happened is read, and the e-mail about it names nobody."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit

MANAGER, WORKER, NEXT = "mo", "sara", "ines"
Check = Callable[[Page], None]


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_open_is_lost_between_two_workers(
    width: int, visit: Visit, usable_by_everyone: Check, settings
) -> None:
    from tests.mail_catcher import mail_server

    # Given the next worker, who wants to hear at once by e-mail
    taker = visit(NEXT, width=width)
    taker.goto("/work/notices")
    taker.get_by_label("At once").check()
    taker.get_by_label("Your e-mail address").fill("ines@council.example")
    usable_by_everyone(taker)
    taker.get_by_role("button", name="Save").click()
    expect(taker.get_by_role("alert")).to_contain_text("Your choice is saved")

    # When the manager hands Maya and Leo over from Sara to her
    manager = visit(MANAGER, width=width)
    manager.goto("/children/maya/allocate")
    expect(manager.get_by_text("Maya Marsh is with Sara Lund, Social worker.")).to_be_visible()
    expect(manager.get_by_text("raised by Bluebell Nursery on 13 May 2024")).to_be_visible()
    manager.get_by_role("button", name="Begin the handover").click()
    expect(manager.get_by_role("alert")).to_contain_text("Choose a worker or a team")
    usable_by_everyone(manager)
    manager.get_by_label("To whom?").select_option(label="Ines Vale, Social worker")
    manager.get_by_label("Why, and what is expected?").fill("Sara leaves at Easter.")
    manager.get_by_role("button", name="Begin the handover").click()
    expect(manager.get_by_text("Until it is, both answer for what is open.")).to_be_visible()
    usable_by_everyone(manager)

    # Then it stands in the manager's view until it is done,
    manager.goto("/team")
    expect(manager.get_by_text("Handovers that are not finished")).to_be_visible()
    usable_by_everyone(manager)

    # the one who gives writes what the record does not say,
    giver = visit(WORKER, width=width)
    giver.goto("/work")
    giver.get_by_role(
        "button", name="Do this now about Write what the next worker must know"
    ).click()
    giver.get_by_label("What must the next worker know?").fill("She trusts Miss Lee.")
    giver.get_by_role("button", name="Save what you wrote").click()
    expect(giver.get_by_role("alert")).to_contain_text("Ines Vale")
    usable_by_everyone(giver)

    # an e-mail went to the next worker that names nobody,
    with mail_server(settings) as caught:
        from keepsight.casework import post
        from keepsight.cli.post import send
        from keepsight.practice.working_day import LONDON

        post.post(send=send, at=datetime(2025, 3, 31, 23, 59, 59, tzinfo=LONDON))
    (text,) = caught.texts
    assert "There is something new for you in Keepsight" in text
    assert not any(each in text for each in ("Maya", "Marsh", "Leo", "Sara", "Mo ", "Easter"))

    # and the next worker reads what happened, which ends nothing,
    taker.goto("/inbox")
    usable_by_everyone(taker)
    expect(taker.get_by_role("heading", name="What you must know for a handover")).to_be_visible()
    taker.get_by_role("button", name="I have read this What you must know").click()
    expect(taker.get_by_role("alert")).to_contain_text("You have said that you read it")
    giver.goto("/inbox/sent")
    expect(giver.get_by_text("Read by Ines Vale on 31 March 2025 at")).to_be_visible()
    usable_by_everyone(giver)

    # and takes over, but not with an open concern passed over.
    taker.goto("/work")
    usable_by_everyone(taker)
    taker.get_by_role("button", name="Do this now about Take over what is open").click()
    expect(taker.get_by_text("She trusts Miss Lee.")).to_be_visible()
    taker.get_by_role("button", name="Take over").click()
    expect(taker.get_by_role("alert")).to_contain_text("Not ticked: Maya Marsh: Sexual abuse")
    usable_by_everyone(taker)
    taker.get_by_label("Maya Marsh: Sexual abuse").check()
    taker.get_by_role("button", name="Take over").click()
    expect(taker.get_by_role("alert").first).to_contain_text("What is open stays open")
    taker.goto("/work")
    expect(taker.get_by_role("link", name="Maya Marsh")).to_be_visible()
    giver.goto("/work")
    expect(giver.get_by_text("No family is yours at the moment.")).to_be_visible()
