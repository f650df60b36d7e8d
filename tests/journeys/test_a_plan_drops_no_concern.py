"""A category is changed and a concern that came in meanwhile is not dropped; an action is set, does
not work, and what is done instead takes its place."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.fits import fits

CHAIR, REFERRER = "cath", "nina"
Check = Callable[[Page], None]


def the_plan_is_for_sexual_abuse_again() -> None:
    """The last conference put the category back to what the open concern is about."""
    from django.db import transaction

    from keepsight.casework import projection
    from keepsight.record.reader import reading_as_system
    from tests.web.small_authority import MAYA, fact

    with reading_as_system("the journey begins with this"), transaction.atomic():
        change = fact(
            "category_changed",
            MAYA,
            "2025-03-10",
            from_categories=("neglect",),
            to_categories=("sexual",),
        )
        projection.add([change], by=None, at=datetime(2025, 3, 30, tzinfo=UTC))


@pytest.mark.parametrize(("javascript", "width"), [(True, 1200), (False, 360)])
def test_the_category_is_not_changed_until_every_open_concern_has_its_decision(
    javascript: bool, width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    is_usable = usable_by_everyone if javascript else fits

    # Given a plan for sexual abuse, and a concern about it that nobody has answered
    the_plan_is_for_sexual_abuse_again()
    page = visit(CHAIR, javascript=javascript, width=width)
    page.goto("/children/maya/plan")
    expect(page.get_by_role("heading", name="Nothing in the plan is for this")).to_be_visible()
    is_usable(page)

    # When the chair goes to change the category to neglect
    page.get_by_role("link", name="Change the category").click()
    expect(page.get_by_text("Under the present category")).to_be_visible()
    is_usable(page)
    page.get_by_role("checkbox", name="Sexual abuse").uncheck()
    page.get_by_role("checkbox", name="Neglect").check()
    page.get_by_label("Why?", exact=True).fill("The home is what the conference spoke about.")
    page.get_by_role("button", name="Change the category").click()

    # Then nothing is saved, because the concern has no decision, and nothing typed is lost
    expect(page.get_by_role("alert")).to_contain_text("Decide what happens to this concern")
    expect(page.get_by_label("Why?", exact=True)).to_have_value(
        "The home is what the conference spoke about."
    )
    is_usable(page)

    # When it is carried on, and the nursery raises another while the chair writes
    page.get_by_label("It is carried on, for a reason").check()
    page.get_by_label("Why is it carried on?").fill("A second medical is asked for.")
    somebody_raises_another()
    page.get_by_role("button", name="Change the category").click()

    # Then the new one is shown, and asked about too
    expect(page.get_by_role("alert")).to_contain_text("Decide what happens to this concern")
    expect(page.get_by_role("link", name="Physical abuse")).to_be_visible()
    expect(page.get_by_label("Why is it carried on?").first).to_have_value(
        "A second medical is asked for."
    )
    is_usable(page)

    # and with an action for it the category is changed.
    page.get_by_label("A new action is for it").last.check()
    page.get_by_label("What is to be done?").last.fill("Ask the health visitor about the bruise")
    page.get_by_label("Name of somebody else").last.fill("Ada Reed, health visitor")
    own = page.locator(".plan-decide").last
    for label, value in (("Day", "14"), ("Month", "4"), ("Year", "2025")):
        own.get_by_label(label, exact=True).fill(value)
    own.get_by_label("How will you know that it worked?").fill("A doctor has seen the bruise")
    page.get_by_role("button", name="Change the category").click()
    expect(page.get_by_role("alert")).to_contain_text("Category changed, 31 March 2025")

    # Both concerns are as open as before, and the one that was carried on stands out.
    expect(page.locator("main")).to_contain_text("Child protection plan for neglect, since today")
    gap = page.get_by_role("region", name="Nothing in the plan is for this")
    expect(gap).to_contain_text("Carried on, last on 31 March 2025: A second medical is asked for.")
    is_usable(page)
    page.goto("/children/maya")
    expect(page.locator("main .lead").last).to_contain_text("2 open concerns")

    # When the action does not work, the page asks what is done instead and leads to setting it.
    page.goto("/children/maya/plan")
    page.get_by_role("link", name="Say how it stands").click()
    page.get_by_label("Not done", exact=True).check()
    page.get_by_label("What was done, and what came of it?").fill("Nobody was at home.")
    page.get_by_label("What is done instead?").fill("A doctor sees her at school")
    is_usable(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("What is to be done?")).to_have_value("A doctor sees her at school")
    is_usable(page)


def somebody_raises_another() -> None:
    """A concern comes in while the chair writes."""
    from keepsight.casework import concern
    from keepsight.record.models import User
    from keepsight.web.today import now

    worker = User.objects.get(username="sara")
    concern.raise_(
        child="maya", harms=["physical"], detail="A bruise on her back", by=worker, at=now()
    )


@pytest.mark.parametrize(("javascript", "width"), [(True, 1200), (False, 360)])
def test_one_conference_decides_about_brother_and_sister_at_once(
    javascript: bool, width: int, visit: Visit, usable_by_everyone: Check
) -> None:
    is_usable = usable_by_everyone if javascript else fits

    # Given a brother and a sister with a plan each
    leo_has_a_plan_too()
    page = visit(CHAIR, javascript=javascript, width=width)
    page.goto("/children/maya/plan/end")
    is_usable(page)

    # When the chair ends both, and says nothing of the brother
    page.get_by_label("Leo Marsh").check()
    page.get_by_role("button", name="Decide about them together").click()
    expect(page.get_by_role("heading", name="Leo Marsh", exact=True)).to_be_visible()
    is_usable(page)
    page.get_by_label("Maya Marsh: why?").fill("She lives with her aunt now.")
    page.get_by_role("radio").first.check()
    page.get_by_label("It is carried on, for a reason").check()
    page.get_by_label("Why is it carried on?").fill("A second medical is asked for.")
    page.get_by_role("button", name="End the plan of each").click()

    # Then neither plan has ended, and what was typed is there
    expect(page.get_by_role("alert")).to_contain_text("Leo Marsh: say why")
    expect(page.get_by_label("Maya Marsh: why?")).to_have_value("She lives with her aunt now.")
    is_usable(page)
    page.get_by_label("Leo Marsh: why?").fill("He lives with his aunt now.")
    page.locator("[name='why.leo']").first.check()
    page.get_by_role("button", name="End the plan of each").click()

    # Then both have, each for its own reason, and the concern is open.
    expect(page.get_by_text("No child protection plan stands").first).to_be_visible()
    expect(page.get_by_text("Nothing in the plan is for this")).to_be_visible()
    page.goto("/children/leo/plan")
    expect(page.get_by_text("No child protection plan stands").first).to_be_visible()
    is_usable(page)


def leo_has_a_plan_too() -> None:
    """A plan for the brother, from the same conference."""
    from django.db import transaction

    from keepsight.casework import projection
    from keepsight.record.reader import reading_as_system
    from tests.web.small_authority import LEO, fact

    with reading_as_system("the journey begins with this"), transaction.atomic():
        started = fact("plan_started", LEO, "2024-06-03", categories=("neglect",))
        projection.add([started], by=None, at=datetime(2025, 3, 30, tzinfo=UTC))
