"""Who is in a child's network: named there, told, and out of it the same day."""

import pytest

from keepsight.casework import access, child_record, fact, network
from keepsight.casework.not_right import NotRight
from keepsight.record import ledger
from keepsight.record.models import Involvement, Notice
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_fact
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user, written


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child("child-1", team=place.team)
    a_child("other")
    return place


def add(place: Place, part: str = "professional", **more: object) -> None:
    values = {"child": "child-1", "user": place.referrer.pk, "part": part, "by": place.manager}
    network.add(**values | {"at": NOON} | more)


def part_of(place: Place) -> int:
    with reading_as_system("test"):
        return Involvement.objects.get(user=place.referrer, to_on=None).pk


def test_somebody_at_an_agency_opens_that_child_and_no_other(place: Place) -> None:
    assert not access.may(place.referrer, "see_child", "child-1", on=TODAY)

    add(place)

    assert access.may(place.referrer, "see_child", "child-1", on=TODAY)
    assert not access.may(place.referrer, "see_child", "other", on=TODAY)
    assert not access.may(place.referrer, "see_findings", "child-1", on=TODAY)
    assert not access.may(place.referrer, "export_child", "child-1", on=TODAY)
    with reading_as(place.referrer, on=TODAY):
        (told,) = Notice.objects.all()
    assert (told.what, told.to) == ("network_joined", place.referrer)
    (entry,) = the_audit(what="add_to_network", sort="action")
    assert (entry.by, entry.child) == (place.manager, "child-1")
    assert "A referrer" in entry.note


def test_their_part_ends_on_the_same_day(place: Place) -> None:
    add(place)

    network.end(child="child-1", involvement=part_of(place), by=place.manager, at=NOON)

    assert not access.may(place.referrer, "see_child", "child-1", on=TODAY)
    with reading_as(place.referrer, on=TODAY):
        assert Notice.objects.filter(what="network_left").count() == 1


def test_who_has_the_case_is_not_taken_off_here(place: Place) -> None:
    with reading_as_system("test"):
        team = Involvement.objects.get(child="child-1", team=place.team).pk
    with pytest.raises(NotRight, match="until somebody else is given it"):
        network.end(child="child-1", involvement=team, by=place.manager, at=NOON)


def test_a_part_of_another_child_is_not_ended_through_this_one(place: Place) -> None:
    add(place)
    a_child("child-2", team=place.team)
    with pytest.raises(NotRight):
        network.end(child="child-2", involvement=part_of(place), by=place.manager, at=NOON)


@pytest.mark.parametrize(
    ("more", "field"),
    [({"part": "allocated"}, "part"), ({"part": "x"}, "part"), ({"user": 0}, "user")],
)
def test_what_cannot_be_added_is_refused(place: Place, more: dict[str, object], field: str) -> None:
    with pytest.raises(NotRight) as not_right:
        add(place, **more)
    assert set(not_right.value.by_field) == {field}


def test_nobody_is_added_twice_in_one_part_but_may_have_two(place: Place) -> None:
    add(place)
    with pytest.raises(NotRight, match="already"):
        add(place)
    add(place, part="core_group")

    with reading_as(place.manager, on=TODAY):
        page = network.network("child-1", by=place.manager, on=TODAY)
    assert [each.part for each in page.members] == ["allocated", "core_group", "professional"]
    assert [each.may_end for each in page.members] == [False, True, True]


def test_somebody_with_no_part_adds_nobody(place: Place) -> None:
    with pytest.raises(access.Refused):
        add(place, child="other")
    with pytest.raises(access.Refused):
        add(place, by=place.referrer)


def test_an_agency_records_what_it_sees_and_nothing_else(place: Place) -> None:
    add(place)
    health = a_user("referrer", agency=place.school, name="teacher")
    with reading_as_system("test"):
        Involvement.objects.create(
            child_id="child-1", user=health, as_what="professional", from_on=TODAY
        )
    attended = a_fact("school_event", "2024-06-03", child="child-1", agency="school")
    kept = fact.record_fact(fact=attended, by=health, at=NOON)
    assert kept.recorded_by == "teacher"
    for kind in ("plan_ended", "assessment_completed", "answer", "case_closed", "supervision"):
        assert not access.may(health, "record_fact", "child-1", kind=kind, on=TODAY), kind


def test_a_child_with_whom_only_an_agency_works_is_held_by_the_front_door(place: Place) -> None:
    """A teacher in the network reads the record, and is asked to decide nothing."""
    director = a_user("manager", agency=place.council, team=place.front_door, name="door")
    a_child("loose", user=director)
    network.add(child="loose", user=place.referrer.pk, part="professional", by=director, at=NOON)
    with reading_as_system("test"):
        Involvement.objects.filter(child="loose", user=director).update(to_on=TODAY)
        child_record.put_in_sight(["loose"], on=TODAY)
        held = Involvement.objects.filter(child="loose", team=place.front_door, to_on=None)
        assert held.count() == 1


def test_supervision_and_advice_of_lawyers_stay_within_the_service(place: Place) -> None:
    add(place)
    written([a_fact("supervision", "2024-05-01", child="child-1", fact_id="s")])
    written([a_fact("visit", "2024-05-02", child="child-1", fact_id="v")])
    with reading_as(place.referrer, on=TODAY):
        assert [each.fact_id for each in ledger.facts_of("child-1")] == ["v"]
    with reading_as(place.manager, on=TODAY):
        assert [each.fact_id for each in ledger.facts_of("child-1")] == ["s", "v"]
