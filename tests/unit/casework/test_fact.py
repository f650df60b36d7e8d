"""Facts as people add and correct them."""

from dataclasses import replace

import pytest

from keepsight.casework import access, fact
from keepsight.casework.access import Refused
from keepsight.casework.not_right import NotRight
from keepsight.facts.chronology import current
from keepsight.facts.fact import KINDS, Fact
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, Finding, LedgerFact
from keepsight.record.reader import reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, a_fact, an_answer
from tests.unit.record.a_record import NOON, Place, a_child, a_place, written

CHILDREN = ("child-1", "child-2")


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child(team=place.team)
    return place


def chronology() -> list[Fact]:
    with reading_as_system("test"):
        return current(ledger.facts_of("child-1"))


def test_a_fact_is_kept_in_the_name_of_who_adds_it_and_from_now(place: Place) -> None:
    given = a_fact(
        "visit", "2024-06-01", seen="seen", recorded_by="Somebody else", known="2023-01-01"
    )

    kept = fact.record_fact(fact=given, by=place.social_worker, at=NOON)

    assert (kept.recorded_by, kept.recorded_at) == ("A social_worker", NOON)
    assert chronology() == [kept]
    assert the_audit()[0].facts == [kept.fact_id]


@pytest.mark.parametrize("role", ["referrer", "chair", "director"])
def test_others_do_not_add_facts(place: Place, role: str) -> None:
    with pytest.raises(Refused):
        fact.record_fact(fact=a_fact("visit", "2024-06-01"), by=place.people[role], at=NOON)

    assert chronology() == []
    assert the_audit()[0].was_allowed is False


@pytest.mark.parametrize(
    "given",
    [
        a_concern("2024-06-01"),
        an_answer("2024-06-01", "c-1"),
        a_fact("note", "2024-06-01", corrects="f-1"),
        a_fact("entered_in_error", "2024-06-01", reasons="Wrong child"),
        a_fact("note", "2024-06-04"),
        a_fact("note", "2024-06-01", concerns=["another-childs"]),
    ],
    ids=lambda given: given.kind,
)
def test_what_has_its_own_way_or_does_not_belong_is_not_added(place: Place, given: Fact) -> None:
    with pytest.raises(NotRight):
        fact.record_fact(fact=given, by=place.social_worker, at=NOON)

    assert chronology() == []


def test_a_correction_replaces_and_both_stay_in_the_ledger(place: Place) -> None:
    (wrong,) = written([a_fact("visit", "2024-06-01", seen="seen")])
    right = a_fact("visit", "2024-06-01", seen="refused", corrects=wrong.fact_id)

    kept = fact.correct(fact=right, by=place.manager, at=NOON)

    assert chronology() == [kept]
    with reading_as_system("test"):
        assert ledger.facts_of("child-1") == [wrong, kept]


def test_a_note_entered_in_error_leaves_the_chronology(place: Place) -> None:
    (wrong,) = written([a_fact("note", "2024-06-01")])
    out = a_fact("entered_in_error", "2024-06-01", corrects=wrong.fact_id, reasons="Wrong child")

    fact.correct(fact=out, by=place.manager, at=NOON)

    assert chronology() == []


def test_corrections_that_would_lose_something_are_refused(place: Place) -> None:
    concern = a_concern("2024-01-08")
    other = a_concern("2024-01-09")
    answer = an_answer("2024-02-01", concern.fact_id)
    note = a_fact("note", "2024-01-10")
    visit = a_fact("visit", "2024-01-11")
    written([concern, other, answer, note, visit])
    a_child("other", name="Other", team=place.team)
    in_error = {"kind": "entered_in_error", "on": "2024-06-01", "reasons": "No"}
    refused = [
        a_fact(**in_error, corrects=concern.fact_id),
        a_concern("2024-01-08", corrects=concern.fact_id, concerns=[other.fact_id]),
        a_fact(**in_error, corrects=answer.fact_id),
        a_fact("medical", "2024-01-10", medical_finding="no_findings", corrects=visit.fact_id),
        a_fact("note", "2024-01-10", corrects=visit.fact_id),
        an_answer("2024-01-10", concern.fact_id, corrects=note.fact_id),
        a_fact("disagreement", "2024-01-10", reasons="No", corrects=note.fact_id),
        a_fact("visit", "2024-01-10", concerns=["another-childs"], corrects=note.fact_id),
        a_concern("2024-01-10", concerns=[concern.fact_id], corrects=note.fact_id),
        a_fact("note", "2024-01-10", corrects="no-such-fact"),
        a_fact("note", "2024-01-10", corrects=note.fact_id, child="other"),
        a_fact("note", "2024-01-10"),
    ]

    for each in refused:
        with pytest.raises(NotRight):
            fact.correct(fact=each, by=place.manager, at=NOON)

    assert chronology() == sorted([concern, other, answer, note, visit], key=lambda f: f.order)


def test_a_note_is_given_its_kind_once_and_the_note_stays_in_the_ledger(place: Place) -> None:
    (note,) = written([a_fact("note", "2024-06-01", agency="police")], organisation=place.school)
    visit = a_fact("visit", "2024-06-01", agency="police", corrects=note.fact_id)

    kept = fact.correct(fact=visit, by=place.social_worker, at=NOON)

    assert chronology() == [kept]
    assert (kept.agency, kept.recorded_by, kept.recorded_at) == ("police", "A social_worker", NOON)
    with reading_as_system("test"):
        assert ledger.facts_of("child-1") == [note, kept]
        assert LedgerFact.objects.get(pk=kept.fact_id).organisation_id == place.school.pk
    again = a_fact("meeting", "2024-06-01", corrects=note.fact_id)
    with pytest.raises(NotRight, match="meanwhile"):
        fact.correct(fact=again, by=place.manager, at=NOON)


def test_a_concern_made_from_a_note_is_a_thread_of_its_own_and_the_rules_see_it(
    place: Place,
) -> None:
    earlier = a_concern("2023-01-10", harms=("neglect",))
    own = {"agency": "school", "concerns": (earlier.fact_id,)}
    note = a_fact("note", "2024-01-10", **own)
    harms = {"from_categories": ["sexual"], "to_categories": ["neglect"]}
    change = a_fact("category_changed", "2024-02-01", **harms)
    written([earlier, note, change], organisation=place.school)
    concern = a_concern("2024-01-10", agency="school", corrects=note.fact_id)

    kept = fact.correct(fact=concern, by=place.social_worker, at=NOON)

    assert kept.concerns == (kept.fact_id,)
    with reading_as_system("test"):
        thread = ConcernThread.objects.get(pk=kept.fact_id)
        found = Finding.objects.filter(
            concern=kept.fact_id, rule="category_changed_while_unanswered"
        )
        assert thread.organisation_id == place.school.pk
        assert (thread.answered_on, thread.harms, thread.agency) == (None, ["sexual"], "school")
        assert any(each.is_raised_on(NOON.date()) for each in found)


def test_whoever_may_not_raise_a_concern_makes_none_from_a_note(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    (note,) = written([a_fact("note", "2024-06-01")])
    worker = access.ROLES["social_worker"]
    less = replace(worker, permissions=worker.permissions - {"raise_concern"})
    monkeypatch.setitem(access.ROLES, "social_worker", less)

    concern = a_concern("2024-06-01", corrects=note.fact_id)

    with pytest.raises(Refused):
        fact.correct(fact=concern, by=place.social_worker, at=NOON)

    assert chronology() == [note]
    assert fact.may_be_given("visit", to=note, by=place.social_worker)
    assert not fact.may_be_given("concern", to=note, by=place.social_worker)


def test_one_event_for_several_children_is_kept_whole_with_a_line_of_audit_for_each(
    place: Place,
) -> None:
    a_child("child-2", name="Kim Vale", team=place.team)
    both = [a_fact("visit", "2024-06-01", child=each, event="e") for each in CHILDREN]

    kept = fact.record_for_several(facts=both, by=place.social_worker, at=NOON)

    assert [(each.child, each.event) for each in kept] == [("child-1", "e"), ("child-2", "e")]
    rows = {each.child: each.facts for each in the_audit(what="record_fact")}
    assert rows["child-2"] == [kept[1].fact_id]
    assert rows["child-1"] == [each.fact_id for each in kept]


def test_all_of_an_event_or_nothing(place: Place) -> None:
    a_child("child-2", name="Kim Vale", team=place.other_team)
    both = [a_fact("visit", "2024-06-01", child=each, event="e") for each in CHILDREN]

    with pytest.raises(Refused):
        fact.record_for_several(facts=both, by=place.social_worker, at=NOON)

    assert chronology() == []
    (refusal,) = the_audit()
    assert (refusal.child, refusal.was_allowed) == ("child-2", False)


def test_what_is_there_already_is_not_added_twice(place: Place) -> None:
    visit = a_fact("visit", "2024-06-01")

    fact.record_fact(fact=visit, by=place.social_worker, at=NOON)
    fact.record_fact(fact=visit, by=place.social_worker, at=NOON)

    assert [each.fact_id for each in chronology()] == [visit.fact_id]


def test_a_fact_is_corrected_once_and_then_its_correction_is(place: Place) -> None:
    (wrong,) = written([a_fact("visit", "2024-06-01", seen="seen")])
    right = a_fact("visit", "2024-06-01", seen="refused", corrects=wrong.fact_id)
    fact.correct(fact=right, by=place.manager, at=NOON)
    again = a_fact("visit", "2024-06-01", seen="not_seen", corrects=wrong.fact_id)

    with pytest.raises(NotRight, match="meanwhile"):
        fact.correct(fact=again, by=place.social_worker, at=NOON)


def test_a_concern_keeps_the_harms_it_named_and_a_reopening_stays(place: Place) -> None:
    concern = a_concern("2024-01-08", harms=("sexual",))
    answer = an_answer("2024-02-01", concern.fact_id)
    again = a_fact("reopening", "2024-03-01", why="new_fact", concerns=[concern.fact_id])
    written([concern, answer, again])
    own = {"concerns": concern.concerns, "corrects": concern.fact_id}
    refused = [
        a_concern("2024-01-08", harms=("neglect",), **own),
        a_fact("entered_in_error", "2024-03-01", reasons="No", corrects=again.fact_id),
        a_fact("reopening", "2024-03-01", why="new_fact", corrects=again.fact_id, concerns=["x"]),
    ]

    for each in refused:
        with pytest.raises(NotRight):
            fact.correct(fact=each, by=place.manager, at=NOON)

    wider = a_concern("2024-01-08", harms=("sexual", "neglect"), **own)
    assert fact.correct(fact=wider, by=place.manager, at=NOON).harms == ("sexual", "neglect")


def test_a_chair_records_and_corrects_what_conferences_decide_and_nothing_else(
    place: Place,
) -> None:
    a_child("chairs", name="Al Fell", user=place.chair)
    kinds = access.ROLES["chair"].records.kinds
    assert kinds is not None
    assert kinds <= set(KINDS)
    given = {"conference": "review", "child": "chairs"}

    (kept,) = written([a_fact("conference", "2024-06-01", **given)])
    with pytest.raises(NotRight, match="has a page of its own"):
        fact.record_fact(fact=a_fact("conference", "2024-06-01", **given), by=place.chair, at=NOON)
    put_right = a_fact("conference", "2024-06-02", corrects=kept.fact_id, **given)
    assert fact.correct(fact=put_right, by=place.chair, at=NOON).happened_on.day == 2

    (visit,) = written([a_fact("visit", "2024-06-01", child="chairs")])
    taken_out = {"kind": "entered_in_error", "on": "2024-06-01", "reasons": "No"}
    for act, refused in (
        (fact.record_fact, a_fact("visit", "2024-06-01", child="chairs")),
        (fact.correct, a_fact(**taken_out, child="chairs", corrects=visit.fact_id)),
    ):
        with pytest.raises(Refused):
            act(fact=refused, by=place.chair, at=NOON)
