"""A strategy discussion about two children with a decision for each, the enquiry that follows, a
medical that settles nothing, and the end of the enquiry; and what is open stays open."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.test_an_assessment_is_agreed import looks_right
from tests.web.small_authority import LEO, MAYA

WORKER = "sara"
Check = Callable[[Page], None]


def test_two_children_different_decisions(visit: Visit, usable_by_everyone: Check) -> None:
    # Given a strategy discussion about Maya and Leo
    page = visit(WORKER)
    page.goto(f"/children/{MAYA}/section-47")
    looks_right(page, usable_by_everyone)
    page.get_by_role("button", name="Record a strategy discussion").click()
    looks_right(page, usable_by_everyone)
    page.get_by_label("Leo Marsh").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Sara Lund, Social worker, Fellshire")).to_be_checked()

    # When it is saved without a decision for Leo and without the police
    person(page, 0, "Nina Brook, Safeguarding lead, Bluebell Nursery", "nursery", "Quiet since May")
    person(page, 1, "Dr Osei", "paediatrics", "No earlier contact")
    decide(page, MAYA, "section_47 joint")
    page.get_by_role("button", name="Save this strategy discussion").click()

    # Then nothing is saved, nothing is lost, and the page says what is missing.
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Missing: police. Say why they were not there")
    expect(alert).to_contain_text("Choose what was decided about Leo Marsh")
    expect(page.locator("[name='other.0.knew']")).to_have_value("Quiet since May")
    looks_right(page, usable_by_everyone)

    # When each child has a decision, it is saved with both.
    page.locator("[name=missing_reason]").fill("Nobody could come the same day.")
    decide(page, LEO, "no_further_action")
    page.get_by_role("button", name="Save this strategy discussion").click()
    expect(page.get_by_role("alert")).to_contain_text("What is open stays open")
    expect(page.get_by_text("Begin a section 47 enquiry")).to_be_visible()
    expect(page.get_by_text("No further action")).to_be_visible()
    expect(page.get_by_text("Nina Brook, Safeguarding lead, Nursery").first).to_be_visible()
    looks_right(page, usable_by_everyone)

    # And the enquiry has its clock; a medical settles nothing; no outcome answers the concern.
    page.get_by_role("link", name="The enquiry about Maya Marsh").click()
    expect(page.get_by_text("15 working days left")).to_be_visible()
    looks_right(page, usable_by_everyone)
    page.get_by_role("link", name="Record what a medical said").click()
    a_medical(page)
    expect(page.get_by_role("alert")).to_contain_text("Say what is done now")
    looks_right(page, usable_by_everyone)
    page.get_by_label("If it settled nothing").fill("A second opinion at Fell Hospital")
    page.get_by_role("button", name="Save the medical").click()
    page.get_by_role("link", name="Section 47 enquiry").first.click()
    page.get_by_role("button", name="End this enquiry").click()
    looks_right(page, usable_by_everyone)
    page.get_by_label("Not substantiated").check()
    page.get_by_label("Why?", exact=True).fill("She said no more.")
    page.get_by_label("Why has Maya Marsh not been seen?").fill("She is with her aunt.")
    page.get_by_role("button", name="Save the outcome").click()
    expect(page.get_by_role("alert")).to_contain_text("It answers no concern")
    expect(page.get_by_text("It stays open until a named person answers it")).to_be_visible()
    looks_right(page, usable_by_everyone)


def person(page: Page, row: int, name: str, agency: str, knew: str) -> None:
    """Somebody else who was there."""
    page.locator(f"[name='other.{row}.name']").fill(name)
    page.locator(f"[name='other.{row}.agency']").select_option(agency)
    page.locator(f"[name='other.{row}.knew']").fill(knew)


def decide(page: Page, child: str, decision: str) -> None:
    """All that is decided about one child."""
    page.locator(f"[name='medical.{child}'][value='not_needed']").check()
    page.locator(f"[name='medical_reasons.{child}']").fill("Nobody has seen an injury.")
    page.locator(f"[name='decision.{child}'][value='{decision}']").check()
    page.locator(f"[name='reasons.{child}']").fill("As was said.")


def a_medical(page: Page) -> None:
    """A medical today that settled nothing, without the next step."""
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("3")
    page.get_by_label("Year").fill("2025")
    page.get_by_label("Who examined the child?").fill("Dr Osei")
    page.get_by_label("First opinion").check()
    page.get_by_label("Inconclusive").check()
    page.get_by_role("button", name="Save the medical").click()
