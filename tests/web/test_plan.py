"""The plan page of a child: what nothing in the plan is for stands out, and no change of the plan
drops a concern."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from keepsight.casework import concern, plan, projection
from keepsight.casework.plan import Step
from keepsight.record import ledger
from keepsight.record.models import Ask, Notice
from keepsight.record.reader import reading_as_system
from keepsight.web.today import now
from tests.the_audit import the_audit
from tests.web.conftest import SignIn
from tests.web.page import read, words
from tests.web.small_authority import (
    LEO,
    MAYA,
    MAYAS_CONCERN,
    TODAY,
    TOM,
    TOMS_CONCERN,
    SmallAuthority,
    fact,
)

DAY = {"on_day": "31", "on_month": "3", "on_year": "2025"}
DATE_PARTS = ("day", "month", "year")
DUE = {"due_on_day": "14", "due_on_month": "4", "due_on_year": "2025"}
ACTION = {
    "action": "A second medical at the regional centre",
    "owner_name": "Dr Hale",
    **DUE,
    "test_of_success": "A doctor has said what can be known",
    "contingency": "The chair challenges the authority",
}
OWN = f"_{MAYAS_CONCERN}"
CATEGORY = {"categories": ["emotional"], "reasons": "The home is the worry now", **DAY}
CARRIED = {f"decision{OWN}": "carry_on", f"reasons{OWN}": "The clinic is asked again"}


def sent(client: Client, what: str, given: dict[str, object], child: str = MAYA) -> str:
    """What the page says after a form of the plan was sent."""
    answer = client.post(f"/children/{child}/{what}", given, follow=True)
    assert answer.status_code == 200, answer.status_code
    return words(answer.content.decode())


def facts(kind: str, child: str = MAYA) -> list[dict[str, object]]:
    with reading_as_system("tests look at a plan"):
        return [vars(each) for each in ledger.facts_of(child) if each.kind == kind]


def an_action(authority: SmallAuthority, **more: object) -> str:
    """An action for Maya's concern; gives its identifier."""
    given = {
        "action": "A second medical",
        "owner": authority.people["social_worker"],
        "due_on": TODAY,
        "test_of_success": "A doctor has said what can be known",
        "contingency": "The hospital is asked",
    } | more
    set_ = plan.set_action(
        children=[MAYA],
        concerns=[MAYAS_CONCERN],
        step=Step(**given),
        by=authority.people["chair"],
        at=now(),
    )
    return set_[0].fact_id


def test_a_concern_with_no_action_stands_out_first(sign_in: SignIn) -> None:
    page = read(sign_in("social_worker"), f"/children/{MAYA}/plan")
    assert "Child protection plan for neglect, since 25 November 2024" in page
    assert "Nothing in the plan is for this Sexual abuse Raised on 13 May 2024" in page


def test_the_categories_before_stand_with_their_days(sign_in: SignIn) -> None:
    page = read(sign_in("chair"), f"/children/{MAYA}/plan").split("Category now and before")[1]
    assert "Neglect from 25 November 2024 until now (4 months)" in page
    assert "Sexual abuse from 3 June 2024 to 25 November 2024 (5 months)" in page


def test_an_action_is_set_and_the_concern_has_one(sign_in: SignIn) -> None:
    client = sign_in("chair")
    begun = client.get(f"/children/{MAYA}/plan/actions/new?concern={MAYAS_CONCERN}")
    assert "checked" in begun.content.decode().split(f'value="{MAYAS_CONCERN}"')[1][:30]
    page = sent(client, "plan/actions/new", {**ACTION, "concerns": [MAYAS_CONCERN]})
    assert "Every open concern has an action in the plan." in page
    assert "Under way Due on 14 April 2025. Dr Hale" in page
    assert "It worked if: A doctor has said what can be known" in page


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("action", "Say what is to be done"),
        ("owner_name", "Name who will do it"),
        ("due_on_year", "The date must have a day, a month and a year"),
        ("test_of_success", "Say how you will know that it worked"),
        ("contingency", "Say what happens if it does not work"),
    ],
)
def test_an_action_says_enough_and_nothing_typed_is_lost(
    field: str, message: str, sign_in: SignIn
) -> None:
    given = {**ACTION, "concerns": [MAYAS_CONCERN], field: ""}
    page = sent(sign_in("chair"), "plan/actions/new", given)
    assert message in page
    if field != "contingency":
        assert "The chair challenges the authority" in page
    assert facts("plan_action_set") == []


def test_one_action_for_brother_and_sister(authority: SmallAuthority, sign_in: SignIn) -> None:
    given = {**ACTION, "concerns": [MAYAS_CONCERN], "also": [LEO]}
    page = sent(sign_in("social_worker"), "plan/actions/new", given)
    assert "for Maya Marsh and Leo Marsh" in page
    assert [len(facts("plan_action_set", child)) for child in (MAYA, LEO)] == [1, 1]


def test_the_owner_is_told_and_asked_until_it_is_done(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    worker = authority.people["social_worker"]
    given = {**ACTION, "owner": str(worker.pk), "owner_name": ""}
    sent(sign_in("chair"), "plan/actions/new", {**given, "concerns": [MAYAS_CONCERN]})
    with reading_as_system("tests look at asks"):
        asked = Ask.objects.get(kind="plan_action")
        assert Notice.objects.get(what="plan_action_set").to == worker
    assert (asked.of, asked.done_at) == (worker, None)

    done = {"progress": "done", "words": "She was seen on Friday", "what_instead": ""}
    page = sent(sign_in("social_worker"), f"plan/actions/{asked.about}", done)
    assert "Nobody has said yet whether it worked." in page
    with reading_as_system("tests look at asks"):
        assert Ask.objects.get(kind="plan_action").done_at is not None


def test_what_is_overdue_stands_out(authority: SmallAuthority, sign_in: SignIn, settings) -> None:
    an_action(authority)
    settings.TODAY = TODAY.replace(month=4, day=9)
    page = read(sign_in("manager"), f"/children/{MAYA}/plan")
    assert "1 action is overdue." in page
    assert "Overdue It was due on 31 March 2025, 9 days ago." in page


def test_what_did_not_work_asks_what_is_done_instead_and_leads_to_it(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    action = an_action(authority)
    client = sign_in("social_worker")
    assert "The hospital is asked" in read(client, f"/children/{MAYA}/plan/actions/{action}")
    given = {"progress": "not_done", "words": "The clinic has no room", "what_instead": ""}
    assert "Say what is done instead" in sent(client, f"plan/actions/{action}", given)
    page = sent(client, f"plan/actions/{action}", {**given, "what_instead": "Ask the hospital"})
    assert "Set an action" in page
    assert "Ask the hospital" in page
    shown = read(client, f"/children/{MAYA}/plan")
    assert "What the plan did for it is over, and nothing has taken its place." in shown


def test_the_category_is_not_changed_while_a_concern_has_no_decision(sign_in: SignIn) -> None:
    client = sign_in("chair")
    page = sent(client, "plan/category", CATEGORY)
    assert "Error: Change the category" in page
    assert "Decide what happens to this concern" in page
    assert "The home is the worry now" in page
    assert len(facts("category_changed")) == 1


def test_with_a_decision_it_is_changed_and_the_concern_is_as_open_as_before(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    page = sent(sign_in("chair"), "plan/category", {**CATEGORY, **CARRIED})
    assert "Category changed, 31 March 2025, is recorded." in page
    assert "Child protection plan for emotional abuse, since today" in page
    assert "Carried on, last on 31 March 2025: The clinic is asked again." in page
    assert authority.concern_of(MAYA).answered_on is None


def test_a_decision_may_be_a_new_action(sign_in: SignIn) -> None:
    new = {f"{name}{OWN}": value for name, value in ACTION.items() if not name.startswith("due")}
    due = {f"due_on{OWN}_{part}": DUE[f"due_on_{part}"] for part in ("day", "month", "year")}
    chosen = {**CATEGORY, f"decision{OWN}": "new", **new}
    client = sign_in("social_worker")
    assert "Say by which day" in sent(client, "plan/category", chosen)
    page = sent(client, "plan/category", {**chosen, **due})
    assert "Every open concern has an action in the plan." in page
    assert facts("plan_action_set")[0]["concerns"] == (MAYAS_CONCERN,)


def test_a_decision_may_be_an_action_of_the_plan(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    action = an_action(authority)
    client = sign_in("chair")
    chosen = {**CATEGORY, f"decision{OWN}": "running"}
    assert "Choose the action that is for it" in sent(client, "plan/category", chosen)
    sent(client, "plan/category", {**chosen, f"running{OWN}": action})
    assert len(facts("category_changed")) == 2


def test_a_concern_that_comes_in_meanwhile_is_shown_and_nothing_is_saved(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("chair")
    read(client, f"/children/{MAYA}/plan/category")
    with reading_as_system("tests count"):
        raised = _raise(authority)
    page = sent(client, "plan/category", {**CATEGORY, **CARRIED})
    assert "A bruise on her back" not in page  # the words stay on the concern's own page
    assert "Physical abuse Raised on 31 March 2025" in page
    assert "The clinic is asked again" in page
    assert len(facts("category_changed")) == 1
    both = {f"decision_{raised}": "carry_on", f"reasons_{raised}": "Seen by a doctor today"}
    sent(client, "plan/category", {**CATEGORY, **CARRIED, **both})
    assert len(facts("category_changed")) == 2


def _raise(authority: SmallAuthority) -> str:
    raised = concern.raise_(
        child=MAYA,
        harms=["physical"],
        detail="A bruise on her back",
        by=authority.people["social_worker"],
        at=now(),
    )
    return raised.fact_id


def test_the_plan_ends_and_the_case_closes_with_the_same_decisions(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    client = sign_in("manager")
    assert "End the plan first" in read_on(client, f"/children/{MAYA}/close")
    ends = {"why": "no_longer_needed", "reasons": "Safe at home", **DAY}
    assert "Decide what happens" in sent(client, "plan/end", ends)
    ended = sent(client, "plan/end", {**ends, **CARRIED})
    assert "Child protection plan ended, 31 March 2025, is recorded." in ended
    closes = {"why": "needs_met", "reasons": "Nothing is left to do", **DAY}
    assert "Decide what happens" in sent(client, "close", closes)
    worker = sign_in("social_worker")
    assert "Only a manager closes a case" in sent(worker, "close", {**closes, **CARRIED})
    closed = sent(client, "close", {**closes, **CARRIED})
    assert "Case closed, 31 March 2025, is recorded." in closed
    assert authority.concern_of(MAYA).answered_on is None


def read_on(client: Client, address: str) -> str:
    """What the page says to which one is led."""
    return words(client.get(address, follow=True).content.decode())


def test_a_plan_starts_where_none_stands(sign_in: SignIn) -> None:
    client = sign_in("stranger")
    assert "No child protection plan stands." in read(client, f"/children/{TOM}/plan")
    started = {"categories": ["physical"], **DAY}
    page = sent(client, "plan/start", started, child=TOM)
    assert "Decide what happens to this concern" in page
    assert facts("plan_started", TOM) == []
    own = {f"{name}_{TOMS_CONCERN}": value for name, value in ACTION.items()}
    own = {**own, f"decision_{TOMS_CONCERN}": "new"}
    own |= {f"due_on_{TOMS_CONCERN}_{part}": DUE[f"due_on_{part}"] for part in DATE_PARTS}
    page = sent(client, "plan/start", {**started, **own}, child=TOM)
    assert "Child protection plan for physical abuse" in page
    assert "Every open concern has an action in the plan" in page


def test_brothers_and_sisters_are_decided_about_together_each_apart(
    authority: SmallAuthority, sign_in: SignIn
) -> None:
    with reading_as_system("tests give Leo a plan"), transaction.atomic():
        given = fact("plan_started", LEO, "2024-06-03", categories=("neglect",))
        projection.add([given], by=None, at=now())
    client = sign_in("chair")
    assert "Is it decided about brothers and sisters too?" in read(
        client, f"/children/{MAYA}/plan/category"
    )
    page = read_on(client, f"/children/{MAYA}/plan/category?also={LEO}")
    assert "Maya Marsh and Leo Marsh Change the category of the plan" in page
    assert "No concern about Leo Marsh is open" in page

    page = sent(client, f"plan/category/with/{LEO}", {**CATEGORY, **CARRIED})
    assert "Leo Marsh: say why" in page
    assert facts("category_changed", LEO) == []

    his = {"categories.leo": ["physical"], "reasons.leo": "He was hit"}
    page = sent(client, f"plan/category/with/{LEO}", {**CATEGORY, **CARRIED, **his})
    assert "Maya Marsh" in page
    assert [each["to_categories"] for each in facts("category_changed", LEO)] == [("physical",)]
    assert facts("category_changed")[-1]["to_categories"] == ("emotional",)
    assert authority.concern_of(MAYA).answered_on is None


def test_who_has_no_plan_is_not_among_those_whose_plan_is_changed(sign_in: SignIn) -> None:
    client = sign_in("chair")
    assert "brothers and sisters too" not in read(client, f"/children/{MAYA}/plan/category")
    page = read_on(client, f"/children/{MAYA}/plan/category/with/{LEO}")
    assert "Maya Marsh and Leo Marsh" not in page


def test_what_does_not_stand_cannot_be_ended(sign_in: SignIn) -> None:
    page = read_on(sign_in("stranger"), f"/children/{TOM}/plan/end")
    assert page.count("No child protection plan stands.") == 2


@pytest.mark.parametrize(
    ("kind", "leads_to"),
    [
        ("category_changed", "plan/category"),
        ("plan_ended", "plan/end"),
        ("plan_action_set", "plan/actions/new"),
        ("plan_action_updated", "plan"),
        ("case_closed", "close"),
        ("case_stepped_down", "step-down"),
    ],
)
def test_recording_leads_to_the_pages_of_the_plan(
    kind: str, leads_to: str, sign_in: SignIn
) -> None:
    client = sign_in("manager")
    for answer in (
        client.get(f"/children/{MAYA}/record/{kind}"),
        client.post(f"/children/{MAYA}/record/{kind}", {"happened": "today"}),
    ):
        assert answer["Location"] == f"/children/{MAYA}/{leads_to}"


@pytest.mark.parametrize("role", ["director", "referrer", "stranger"])
@pytest.mark.parametrize("what", ["plan/category", "plan/end", "plan/actions/new", "close"])
def test_who_changes_no_plan_is_refused_and_that_is_written_down(
    role: str, what: str, sign_in: SignIn
) -> None:
    answer = sign_in(role).post(f"/children/{MAYA}/{what}", {**CATEGORY, **CARRIED})
    assert answer.status_code == 404
    assert the_audit()[-1].was_allowed is False
    assert len(facts("category_changed")) == 1


def test_the_number_of_queries_does_not_grow_with_the_plan(
    authority: SmallAuthority, sign_in: SignIn, django_assert_num_queries
) -> None:
    client = sign_in("manager")
    an_action(authority)
    client.get(f"/children/{MAYA}/plan")
    with CaptureQueriesContext(connection) as before:
        client.get(f"/children/{MAYA}/plan")
    queries = len(before)
    for _ in range(4):
        an_action(authority)
    with django_assert_num_queries(queries):
        client.get(f"/children/{MAYA}/plan")
