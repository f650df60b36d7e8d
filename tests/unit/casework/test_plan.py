"""Plans: nothing that is done to one drops a concern."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from keepsight.casework import concern, fact, plan
from keepsight.casework.access import Refused
from keepsight.casework.not_right import NotRight, fact_of
from keepsight.casework.plan import ActFor, CarryOn, ForChild, Step
from keepsight.casework.plan.standing import actions_in, categories_in, categories_on
from keepsight.facts.fact import Fact
from keepsight.practice.codes.plan import PLAN_END
from keepsight.record import ledger
from keepsight.record.models import Ask, ConcernThread, Involvement, LedgerFact, Notice
from keepsight.record.reader import reading_as_system
from tests.unit.a_fact import a_fact
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, siblings, written

SEXUAL, NEGLECT = "about-sexual", "about-neglect"
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def place(db: None) -> Place:
    """A child with a plan for sexual abuse, and two concerns that nobody has answered."""
    there = a_place()
    a_child(team=there.team, user=there.chair)
    raised = [
        a_fact("concern", "2024-01-08", fact_id=SEXUAL, harms=["sexual"], agency="nursery"),
        a_fact("concern", "2024-02-08", fact_id=NEGLECT, harms=["neglect"], agency="school"),
    ]
    written(raised, organisation=there.nursery)
    written([a_fact("plan_started", "2024-03-01", categories=["sexual"])])
    return there


def a_step(**more: object) -> Step:
    given = {
        "action": "Ask the clinic for a second examination",
        "owner": "Dr Hale",
        "due_on": TODAY + timedelta(days=14),
        "test_of_success": "A doctor has said what can and what cannot be known",
    } | more
    return Step(**given)


def changed(place: Place, *decisions: plan.Decision, by: str = "chair", **more: object) -> Fact:
    given = {"categories": ["neglect"], "reasons": "The home is the worry now", "on": TODAY} | more
    given = {"at": NOON} | given
    return plan.change_category(child="child-1", decisions=decisions, by=place.people[by], **given)


def facts(kind: str, child: str = "child-1") -> list[Fact]:
    with reading_as_system("test"):
        return [each for each in ledger.facts_of(child) if each.kind == kind]


def open_concerns() -> set[str]:
    with reading_as_system("test"):
        found = ConcernThread.objects.filter(answered_on=None)
        return set(found.values_list("concern", flat=True))


CARRIED = (CarryOn(SEXUAL, "The clinic is asked again"), CarryOn(NEGLECT, "Home visits go on"))


def test_the_category_is_changed_once_each_open_concern_has_its_decision(place: Place) -> None:
    change = changed(place, ActFor(SEXUAL, a_step()), CarryOn(NEGLECT, "Home visits go on"))

    own = vars(change)
    assert (own["from_categories"], own["to_categories"]) == (("sexual",), ("neglect",))
    assert open_concerns() == {SEXUAL, NEGLECT}
    (action,), (carried,) = facts("plan_action_set"), facts("carried_on")
    assert (action.concerns, carried.concerns) == ((SEXUAL,), (NEGLECT,))
    assert vars(carried)["about"] == change.fact_id


@pytest.mark.parametrize("given", [(), CARRIED[:1], CARRIED[1:]])
def test_without_a_decision_about_every_one_nothing_is_saved(
    place: Place, given: tuple[CarryOn, ...]
) -> None:
    with reading_as_system("test"):
        before = LedgerFact.objects.count()
    with pytest.raises(NotRight) as found:
        changed(place, *given)
    missing = {SEXUAL, NEGLECT} - {each.concern for each in given}
    assert set(found.value.by_field) == {f"decision_{each}" for each in missing}
    with reading_as_system("test"):
        assert LedgerFact.objects.count() == before


def test_a_concern_that_comes_in_between_page_and_save_is_not_dropped(place: Place) -> None:
    new = concern.raise_(
        child="child-1", harms=["physical"], detail="A bruise", by=place.social_worker, at=NOON
    )
    with pytest.raises(NotRight) as found:
        changed(place, *CARRIED)
    assert list(found.value.by_field) == [f"decision_{new.fact_id}"]
    assert facts("category_changed") == []


def test_what_was_answered_meanwhile_needs_no_decision(place: Place) -> None:
    concern.answer(
        concern=NEGLECT,
        answer="not_substantiated",
        reasons="Fed and warm at four visits",
        rests_on_facts=[NEGLECT],
        by=place.social_worker,
        at=NOON,
    )
    changed(place, CARRIED[0])
    assert open_concerns() == {SEXUAL}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (CarryOn(SEXUAL, "  "), f"reasons_{SEXUAL}"),
        (ActFor(SEXUAL, "no-such-action"), f"decision_{SEXUAL}"),
        (ActFor(SEXUAL, a_step(action=" ")), f"action_{SEXUAL}"),
        (ActFor(SEXUAL, a_step(owner="")), f"owner_{SEXUAL}"),
        (ActFor(SEXUAL, a_step(due_on=None)), f"due_on_{SEXUAL}"),
        (ActFor(SEXUAL, a_step(due_on=date(2024, 1, 1))), f"due_on_{SEXUAL}"),
        (ActFor(SEXUAL, a_step(test_of_success="")), f"test_of_success_{SEXUAL}"),
    ],
)
def test_a_decision_says_enough(place: Place, given: plan.Decision, field: str) -> None:
    with pytest.raises(NotRight) as found:
        changed(place, given, CARRIED[1])
    assert list(found.value.by_field) == [field]
    assert facts("carried_on") == []


def test_an_action_that_runs_can_be_for_a_second_concern(place: Place) -> None:
    (first,) = plan.set_action(
        children=["child-1"], concerns=[NEGLECT], step=a_step(), by=place.chair, at=NOON
    )
    changed(place, ActFor(SEXUAL, first.fact_id), ActFor(NEGLECT, first.fact_id))

    with reading_as_system("test"):
        (action,) = actions_in(ledger.facts_of("child-1"))
    assert set(action.concerns) == {NEGLECT, SEXUAL}
    assert action.is_running


def test_the_third_time_in_a_row_a_manager_carries_it_on(place: Place) -> None:
    for minutes, categories in enumerate((["neglect"], ["sexual"])):
        changed(place, *CARRIED, categories=categories, at=NOON + timedelta(minutes=minutes))
    with pytest.raises(NotRight) as found:
        changed(place, *CARRIED, at=LATER)
    assert "carried on twice already" in found.value.by_field[f"decision_{SEXUAL}"]

    changed(place, *CARRIED, by="manager", at=LATER)
    agreed = [vars(each)["agreed_by"] for each in facts("carried_on") if SEXUAL in each.concerns]
    assert agreed == ["", "", "A manager"]


def test_an_action_in_between_begins_the_count_anew(place: Place) -> None:
    for minutes, categories in enumerate((["neglect"], ["sexual"])):
        changed(place, *CARRIED, categories=categories, at=NOON + timedelta(minutes=minutes))
    plan.set_action(
        children=["child-1"], concerns=[SEXUAL, NEGLECT], step=a_step(), by=place.chair, at=LATER
    )
    changed(place, *CARRIED, at=LATER + timedelta(minutes=1))
    assert len(facts("category_changed")) == 3


@pytest.mark.parametrize("role", ["referrer", "director"])
def test_who_changes_no_plan(place: Place, role: str) -> None:
    with pytest.raises(Refused):
        changed(place, *CARRIED, by=role)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"categories": ["sexual"]}, "categories already"),
        ({"categories": []}, "at least one category"),
        ({"categories": ["nonsense"]}, "at least one category"),
        ({"reasons": ""}, "Say why"),
        ({"on": date(2024, 2, 1)}, "before the plan was last changed"),
        ({"on": TODAY + timedelta(days=1)}, "today or in the past"),
    ],
)
def test_a_change_that_is_none(place: Place, more: dict[str, object], message: str) -> None:
    with pytest.raises(NotRight, match=message):
        changed(place, *CARRIED, **more)


def ended(place: Place, *decisions: plan.Decision) -> Fact:
    return plan.end(
        child="child-1",
        why="no_longer_needed",
        reasons="Safe at home for six months",
        decisions=decisions,
        on=TODAY,
        by=place.chair,
        at=NOON,
    )


def closed(place: Place, *decisions: plan.Decision, by: str) -> Fact:
    return plan.close_case(
        child="child-1",
        why="needs_met",
        reasons="Nothing is left to do",
        decisions=decisions,
        on=TODAY,
        by=place.people[by],
        at=LATER,
    )


def test_the_end_of_a_plan_drops_nothing(place: Place) -> None:
    with pytest.raises(NotRight, match="This concern is open"):
        ended(place)
    ended(place, *CARRIED)
    with reading_as_system("test"):
        assert categories_on(ledger.facts_of("child-1"), TODAY) == ()
    assert open_concerns() == {SEXUAL, NEGLECT}
    with pytest.raises(NotRight, match="No plan stands"):
        ended(place, *CARRIED)


def test_a_case_is_not_closed_while_a_plan_stands(place: Place) -> None:
    with pytest.raises(NotRight, match="End the plan first"):
        closed(place, *CARRIED, by="manager")


def test_only_a_manager_closes_a_case_and_leaves_a_concern_open(place: Place) -> None:
    ended(place, *CARRIED)
    with pytest.raises(NotRight, match="Only a manager closes"):
        closed(place, *CARRIED, by="social_worker")
    with pytest.raises(NotRight, match="This concern is open"):
        closed(place, by="manager")
    closed(place, *CARRIED, by="manager")
    assert open_concerns() == {SEXUAL, NEGLECT}


def test_stepping_down_asks_the_same(place: Place) -> None:
    ended(place, *CARRIED)
    given = {"child": "child-1", "reasons": "Early help goes on", "on": TODAY}
    with pytest.raises(NotRight, match="This concern is open"):
        plan.step_down(decisions=(), by=place.social_worker, at=LATER, **given)
    plan.step_down(decisions=CARRIED, by=place.social_worker, at=LATER, **given)
    assert len(facts("case_stepped_down")) == 1


def test_a_plan_starts_once(place: Place) -> None:
    given = {"child": "child-1", "categories": ["neglect"], "on": TODAY, "by": place.chair}
    given |= {"decisions": CARRIED}
    with pytest.raises(NotRight, match="stands already"):
        plan.start(at=NOON, **given)
    ended(place, *CARRIED)
    plan.start(at=LATER, **given)
    with reading_as_system("test"):
        spells = categories_in(ledger.facts_of("child-1"))
    assert [(each.categories, each.to_on) for each in spells] == [
        (("sexual",), TODAY),
        (("neglect",), None),
    ]


def test_a_plan_does_not_start_before_each_open_concern_has_something_for_it(place: Place) -> None:
    ended(place, *CARRIED)
    given = {"child": "child-1", "categories": ["neglect"], "on": TODAY, "by": place.chair}
    with pytest.raises(NotRight, match="This concern is open"):
        plan.start(at=LATER, decisions=CARRIED[:1], **given)
    assert len(facts("plan_started")) == 1

    plan.start(at=LATER, decisions=[ActFor(SEXUAL, a_step()), CARRIED[1]], **given)

    (action,) = facts("plan_action_set")
    assert action.concerns == (SEXUAL,)
    assert len(facts("plan_started")) == 2
    assert open_concerns() == {SEXUAL, NEGLECT}


@pytest.fixture
def both(place: Place) -> Place:
    """The same, with a brother who has a plan and a concern of his own."""
    a_child("child-2", team=place.team, name="Al Vale", user=place.chair)
    siblings("child-1", "child-2")
    raised = a_fact("concern", "2024-02-08", child="child-2", fact_id="his", harms=["neglect"])
    written([raised], organisation=place.school)
    written([a_fact("plan_started", "2024-03-01", child="child-2", categories=["neglect"])])
    return place


HIS = ForChild(("physical",), reasons="He was hit", decisions=(CarryOn("his", "He is seen daily"),))
HERS = ForChild(("neglect",), reasons="The home is the worry", decisions=tuple(CARRIED))


def together(place: Place, sort: str = "change_category", by: str = "chair", **more: ForChild):
    decided = {"child-1": HERS, "child-2": HIS} | {k.replace("_", "-"): v for k, v in more.items()}
    return plan.change_for_several(
        sort=sort, decided=decided, on=TODAY, by=place.people[by], at=NOON
    )


def test_a_conference_changes_the_categories_of_two_with_a_decision_for_each(both: Place) -> None:
    hers, his = together(both)

    assert (vars(hers)["to_categories"], vars(his)["to_categories"]) == (
        ("neglect",),
        ("physical",),
    )
    assert (vars(hers)["reasons"], vars(his)["reasons"]) == ("The home is the worry", "He was hit")
    assert hers.event == his.event != ""
    assert [e.concerns for e in facts("carried_on", "child-2")] == [("his",)]
    assert open_concerns() == {SEXUAL, NEGLECT, "his"}


def test_what_is_missing_for_one_child_keeps_both_as_they_were(both: Place) -> None:
    undecided = replace(HIS, decisions=(), reasons="")
    for own, field in (
        (replace(HIS, reasons=""), "reasons.child-2"),
        (replace(HIS, categories=()), "categories.child-2"),
        (replace(HIS, decisions=()), "decision_his"),
    ):
        with pytest.raises(NotRight) as not_right:
            together(both, child_2=own)
        assert [each.field for each in not_right.value.wrongs] == [field]
    with pytest.raises(NotRight) as not_right:
        together(both, child_1=replace(HERS, reasons=""), child_2=undecided)
    assert [e.field for e in not_right.value.wrongs] == ["reasons.child-1", "reasons.child-2"]
    assert facts("category_changed") == facts("category_changed", "child-2") == []
    assert facts("carried_on") == facts("carried_on", "child-2") == []


def test_two_plans_end_and_start_at_once(both: Place) -> None:
    why = {"why": next(iter(PLAN_END)), "categories": ()}
    gone = together(both, "end_plan", child_1=replace(HERS, **why), child_2=replace(HIS, **why))
    assert [each.kind for each in gone] == ["plan_ended", "plan_ended"]
    made = together(both, "start_plan")
    assert [(e.child, vars(e)["categories"]) for e in made] == [
        ("child-1", ("neglect",)),
        ("child-2", ("physical",)),
    ]


def test_two_families_are_not_decided_about_together(both: Place) -> None:
    a_child("child-3", team=both.team, name="Bo Hill", user=both.chair)
    with pytest.raises(NotRight, match="brothers and sisters only"):
        together(both, child_3=HIS)
    with pytest.raises(Refused):
        together(both, by="director")


def test_an_action_for_brother_and_sister_is_one(place: Place) -> None:
    a_child("child-2", team=place.team, name="Al Vale")
    siblings("child-1", "child-2")
    raised = a_fact("concern", "2024-02-08", child="child-2", fact_id="his", harms=["neglect"])
    written([raised], organisation=place.school)

    both = plan.set_action(
        children=["child-1", "child-2"],
        concerns=[SEXUAL, "his"],
        step=a_step(owner=place.social_worker),
        by=place.manager,
        at=NOON,
    )

    assert [(each.child, each.concerns) for each in both] == [
        ("child-1", (SEXUAL,)),
        ("child-2", ("his",)),
    ]
    assert both[0].event == both[1].event != ""
    with reading_as_system("test"):
        asked = Ask.objects.get(kind="plan_action")
        told = Notice.objects.get(what="plan_action_set")
    assert (asked.of, asked.done_at, asked.about) == (place.social_worker, None, both[0].fact_id)
    assert told.to == place.social_worker

    plan.update_action(
        child="child-2",
        about=both[1].fact_id,
        progress="worked",
        words="Done, and he sleeps through",
        by=place.social_worker,
        at=LATER,
    )

    assert len(facts("plan_action_updated")) == len(facts("plan_action_updated", "child-2")) == 1
    with reading_as_system("test"):
        assert Ask.objects.get(kind="plan_action").done_at == LATER


def test_an_action_is_not_for_two_families(place: Place) -> None:
    a_child("others", team=place.team, name="Al Other")
    with pytest.raises(NotRight, match="not for two families"):
        plan.set_action(
            children=["child-1", "others"], concerns=[], step=a_step(), by=place.manager, at=NOON
        )
    with pytest.raises(NotRight, match="has the concern"):
        plan.set_action(
            children=["child-1"], concerns=["his"], step=a_step(), by=place.manager, at=NOON
        )


@pytest.mark.parametrize("progress", ["no_change", "not_done", "dropped"])
def test_what_did_not_work_says_what_is_done_instead(place: Place, progress: str) -> None:
    (action,) = plan.set_action(
        children=["child-1"], concerns=[SEXUAL], step=a_step(), by=place.chair, at=NOON
    )
    given = {
        "child": "child-1",
        "about": action.fact_id,
        "progress": progress,
        "words": "The clinic has no room",
        "by": place.chair,
        "at": LATER,
    }
    with pytest.raises(NotRight, match="what is done instead"):
        plan.update_action(**given)
    plan.update_action(what_instead="The hospital is asked", **given)
    with reading_as_system("test"):
        (found,) = actions_in(ledger.facts_of("child-1"))
    assert not found.is_running


def test_an_action_put_right_keeps_what_was_said_of_it(place: Place) -> None:
    (action,) = plan.set_action(
        children=["child-1"], concerns=[SEXUAL], step=a_step(), by=place.chair, at=NOON
    )
    right = {"fact_id": "right", "corrects": action.fact_id, "owner": "Dr Hall"}
    fact.correct(fact=fact_of(action.as_dict() | right), by=place.chair, at=LATER)
    plan.update_action(
        child="child-1",
        about=action.fact_id,
        progress="done",
        words="She was seen",
        by=place.chair,
        at=LATER,
    )
    with reading_as_system("test"):
        (found,) = actions_in(ledger.facts_of("child-1"))
    assert (found.action, vars(found.set_by)["owner"]) == (action.fact_id, "Dr Hall")
    assert found.progress == "done"


@pytest.mark.parametrize(("days", "overdue"), [(14, 0), (15, 1)])
def test_overdue_from_the_day_after(place: Place, days: int, overdue: int) -> None:
    set_by = a_fact("plan_action_set", "2024-06-03", action="x", owner="y", due_on="2024-06-17")
    (action,) = actions_in([set_by])
    assert action.days_overdue(TODAY + timedelta(days=days)) == overdue


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("plan_started", {"categories": ["neglect"]}),
        ("category_changed", {"from_categories": ["sexual"], "to_categories": ["neglect"]}),
        ("plan_ended", {}),
        ("case_closed", {}),
        ("case_stepped_down", {}),
        ("plan_action_set", {"action": "x", "owner": "y"}),
        ("plan_action_updated", {"progress": "done"}),
    ],
)
def test_no_other_form_is_a_way_round(place: Place, kind: str, values: dict[str, object]) -> None:
    given = a_fact(kind, "2024-06-03", **values)
    with pytest.raises(NotRight, match="page of its own"):
        fact.record_fact(fact=given, by=place.manager, at=NOON)

    note = a_fact("note", "2024-06-03", detail="x", source="Keepsight")
    fact.record_fact(fact=note, by=place.manager, at=NOON)
    sorted_ = fact_of(given.as_dict() | {"fact_id": "sorted", "corrects": note.fact_id})
    with pytest.raises(NotRight, match="not made from a note"):
        fact.correct(fact=sorted_, by=place.manager, at=LATER)


def test_a_note_of_another_agency_may_still_tell_of_a_plan(place: Place) -> None:
    (note,) = written([a_fact("note", "2010-06-03", detail="x", source="their file, row 3")])
    told = {"kind": "plan_ended", "fact_id": "told", "corrects": note.fact_id}
    fact.correct(fact=fact_of(note.as_dict() | told), by=place.manager, at=LATER)
    assert [each.fact_id for each in facts("plan_ended")] == ["told"]


@pytest.mark.parametrize(
    "given", [{"categories": ["neglect"]}, {"kind": "entered_in_error", "reasons": "Not so"}]
)
def test_a_correction_does_not_take_a_category_from_the_plan(
    place: Place, given: dict[str, object]
) -> None:
    (started,) = facts("plan_started")
    values = started.as_dict() | {"fact_id": "right", "corrects": started.fact_id} | given
    if "kind" in given:
        values.pop("categories")
    with pytest.raises(NotRight, match="no longer be for sexual abuse"):
        fact.correct(fact=fact_of(values), by=place.manager, at=LATER)

    more = started.as_dict() | {"fact_id": "right", "corrects": started.fact_id}
    both = more | {"categories": ["sexual", "neglect"]}
    fact.correct(fact=fact_of(both), by=place.manager, at=LATER)


def test_a_return_home_opens_the_answered_concerns_it_names(place: Place) -> None:
    concern.answer(
        concern=NEGLECT,
        answer="substantiated",
        reasons="She came into care",
        rests_on_facts=[NEGLECT],
        by=place.social_worker,
        at=NOON,
    )
    assert open_concerns() == {SEXUAL}
    home = a_fact(
        "household_changed", "2024-06-03", household_change="returned_home", concerns=[NEGLECT]
    )
    fact.record_fact(fact=home, by=place.social_worker, at=LATER)
    assert open_concerns() == {SEXUAL, NEGLECT}


def test_a_professional_speaks_of_their_own_action_only(place: Place) -> None:
    with reading_as_system("test"):
        Involvement.objects.create(
            child_id="child-1", user=place.referrer, as_what="nursery", from_on=TODAY
        )
    own, other = (
        plan.set_action(
            children=["child-1"],
            concerns=[SEXUAL],
            step=a_step(owner=owner),
            by=place.chair,
            at=NOON,
        )[0]
        for owner in (place.referrer, "Dr Hale")
    )
    given = {
        "child": "child-1",
        "progress": "done",
        "words": "She plays again",
        "by": place.referrer,
        "at": LATER,
    }
    with pytest.raises(NotRight, match="Only whoever owns this action"):
        plan.update_action(about=other.fact_id, **given)
    plan.update_action(about=own.fact_id, **given)
    assert len(facts("plan_action_updated")) == 1
