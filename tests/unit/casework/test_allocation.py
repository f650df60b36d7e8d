"""Who has a child: given a worker, left with a team, handed over with what is open, and never with
nobody who answers for it."""

from datetime import timedelta

import pytest

from keepsight.casework import access, allocation, ask, concern, handover
from keepsight.casework.access import Refused
from keepsight.casework.not_right import NotRight
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import Ask, Handover, Involvement, Notice, User
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern
from tests.unit.record.a_record import (
    NOON,
    TODAY,
    Place,
    a_child,
    a_place,
    a_user,
    siblings,
    written,
)

TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    for child in ("one", "two"):
        a_child(child, name=f"{child.title()} Vale")
        with reading_as_system("test"):
            Involvement.objects.create(
                child_id=child, team=place.team, as_what="team", from_on=TODAY
            )
    siblings("one", "two")
    written([a_concern("2024-05-20", child="one", fact_id="worry", concerns=("worry",))])
    return place


@pytest.fixture
def other(place: Place) -> User:
    return a_user("social_worker", agency=place.council, team=place.other_team, name="other")


def allocated(place: Place, to: User, *children: str) -> list[Fact]:
    return allocation.allocate(
        children=children or ("one", "two"),
        to=to.pk,
        words="New to the team",
        by=place.manager,
        at=NOON,
    )


def handed_over(place: Place, to: User, *children: str) -> str:
    return handover.begin(
        children=children or ("one", "two"),
        to=to.pk,
        words="Leaves at the end of the month",
        by=place.manager,
        at=NOON,
    )


def who_has(child: str) -> dict[str, set[str]]:
    """Who works with the child tomorrow, by part."""
    found: dict[str, set[str]] = {}
    with reading_as_system("test"):
        rows = Involvement.objects.filter(child=child, from_on__lte=TOMORROW)
        for each in rows.exclude(to_on__lte=TOMORROW).select_related("user", "team"):
            found.setdefault(each.as_what, set()).add(str(each.user or each.team))
    return found


def asked(of: User) -> set[str]:
    with reading_as(of, on=TODAY):
        return {each.kind for each in ask.asks_of(of, on=TODAY)}


def told(to: User) -> set[tuple[str, str | None]]:
    with reading_as(to, on=TODAY):
        return set(Notice.objects.filter(to=to).values_list("what", "child_id"))


def facts_of(child: str, kind: str) -> list[Fact]:
    with reading_as_system("test"):
        return [each for each in ledger.facts_of(child) if each.kind == kind]


def test_brothers_and_sisters_are_given_to_a_worker_in_one_event(place: Place) -> None:
    facts = allocated(place, place.social_worker)

    assert len({each.event for each in facts}) == 1
    assert vars(facts[0])["worker"] == place.social_worker.signature
    assert vars(facts[0])["allocated_by"] == place.manager.signature
    assert who_has("one") == {"team": {"North 1"}, "allocated": {"A social_worker"}}
    assert asked(place.social_worker) == {"acknowledge_allocation"}
    assert ("worker_allocated", "two") in told(place.social_worker)
    assert {each.child for each in the_audit(what="allocate_child")} == {"one", "two"}


def test_the_worker_says_so_and_whoever_gave_it_is_told(place: Place) -> None:
    allocated(place, place.social_worker)
    with reading_as(place.social_worker, on=TODAY):
        (line,) = ask.asks_of(place.social_worker, on=TODAY)

    allocation.say_so(asked=line.ask, by=place.social_worker, at=NOON)

    assert asked(place.social_worker) == set()
    assert ("allocation_accepted", "one") in told(place.manager)
    with pytest.raises(NotRight, match="said so already"):
        allocation.say_so(asked=line.ask, by=place.social_worker, at=NOON)


def test_nobody_says_so_in_anothers_place(place: Place, other: User) -> None:
    allocated(place, place.social_worker)
    with reading_as(place.social_worker, on=TODAY):
        (line,) = ask.asks_of(place.social_worker, on=TODAY)

    with pytest.raises(NotRight):
        allocation.say_so(asked=line.ask, by=other, at=NOON)

    assert asked(place.social_worker) == {"acknowledge_allocation"}


def test_a_child_with_a_worker_is_handed_over_not_allocated_again(
    place: Place, other: User
) -> None:
    allocated(place, place.social_worker, "one")

    with pytest.raises(NotRight, match="Hand over from them"):
        allocated(place, other, "one")

    assert who_has("one")["allocated"] == {"A social_worker"}


@pytest.mark.parametrize("who", ["social_worker", "chair", "director", "referrer"])
def test_only_a_manager_of_the_child_allocates(who: str, place: Place) -> None:
    with pytest.raises(Refused):
        allocation.allocate(
            children=["one"], to=place.manager.pk, words="", by=place.people[who], at=NOON
        )
    assert "allocated" not in who_has("one")


def test_one_child_of_several_that_is_not_the_managers_refuses_all(place: Place) -> None:
    a_child("elsewhere", name="Else Where", team=place.other_team)

    with pytest.raises(Refused):
        allocated(place, place.social_worker, "one", "elsewhere")

    assert facts_of("one", "worker_allocated") == []


def test_a_child_is_not_given_to_somebody_who_cannot_have_one(place: Place) -> None:
    door = a_user("social_worker", agency=place.council, team=place.front_door, name="door")
    for nobody in (place.referrer, place.chair, door):
        with pytest.raises(NotRight, match="Choose a worker"):
            allocated(place, nobody)


def test_a_worker_of_another_team_takes_the_child_to_that_team(place: Place, other: User) -> None:
    allocated(place, other)

    assert who_has("one") == {"team": {"South 1"}, "allocated": {"other"}}


def test_a_worker_is_taken_off_only_to_a_team_where_the_child_waits(
    place: Place, other: User
) -> None:
    allocated(place, place.social_worker)
    leader = a_user("manager", agency=place.council, team=place.other_team, name="leader")

    with pytest.raises(NotRight, match="Choose a team"):
        left(place, place.front_door.pk)
    left(place, place.other_team.pk)

    assert who_has("one") == {"team": {"South 1"}}
    assert asked(leader) == {"allocate_child"}
    (ended,) = facts_of("one", "worker_ended")
    assert vars(ended)["waits_with"] == "South 1"
    assert ("worker_taken_off", "one") in told(place.social_worker)

    allocation.allocate(children=["one", "two"], to=other.pk, words="", by=leader, at=NOON)
    assert asked(leader) == set()


def left(place: Place, team: int) -> None:
    allocation.leave_to_team(
        children=["one", "two"], team=team, reasons="Moved", by=place.manager, at=NOON
    )


def test_until_the_next_worker_has_taken_over_both_are_responsible(
    place: Place, other: User
) -> None:
    allocated(place, place.social_worker)

    event = handed_over(place, other)

    assert who_has("one")["allocated"] == {"A social_worker", "other"}
    assert asked(other) == {"acknowledge_handover"}
    assert "write_handover" in asked(place.social_worker)
    assert access.may(other, "see_child", "two", on=TODAY)
    with reading_as(other, on=TODAY):
        assert {e.reasons for e in Handover.objects.filter(event=event)} == {
            "Leaves at the end of the month"
        }


def test_the_next_worker_takes_over_each_open_concern_by_name(place: Place, other: User) -> None:
    allocated(place, place.social_worker)
    event = handed_over(place, other)
    handover.write(event=event, words="She trusts Miss Lee.", by=place.social_worker, at=NOON)

    with pytest.raises(NotRight, match="One Vale: Sexual abuse"):
        handover.take_over(event=event, concerns=[], by=other, at=NOON)
    assert who_has("one")["allocated"] == {"A social_worker", "other"}

    handover.take_over(event=event, concerns=["worry"], by=other, at=NOON)

    assert who_has("one") == {"team": {"South 1"}, "allocated": {"other"}}
    (done,) = facts_of("one", "handed_over")
    assert done.concerns == ("worry",)
    assert done.detail == "She trusts Miss Lee."
    assert vars(done)["handed_over_by"] == place.social_worker.signature
    assert [vars(e)["worker"] for e in facts_of("two", "worker_ended")] == ["A social_worker"]
    assert asked(other) == set()
    assert ("handover_done", "one") in told(place.manager)
    assert ("handover_done", "one") in told(place.social_worker)


def test_a_concern_raised_meanwhile_is_not_passed_over(place: Place, other: User) -> None:
    allocated(place, place.social_worker)
    event = handed_over(place, other)
    concern.raise_(child="two", harms=["neglect"], detail="Hungry", by=place.social_worker, at=NOON)

    with pytest.raises(NotRight, match="Two Vale: Neglect"):
        handover.take_over(event=event, concerns=["worry"], by=other, at=NOON)


def test_only_the_one_who_takes_takes_over_and_once(place: Place, other: User) -> None:
    allocated(place, place.social_worker)
    event = handed_over(place, other)

    for somebody in (place.social_worker, place.manager):
        with pytest.raises(Refused):
            handover.take_over(event=event, concerns=["worry"], by=somebody, at=NOON)
    handover.take_over(event=event, concerns=["worry"], by=other, at=NOON)
    with pytest.raises(NotRight, match="already"):
        handover.take_over(event=event, concerns=["worry"], by=other, at=NOON)


def test_a_handover_of_which_somebody_has_no_part_looks_like_none(
    place: Place, other: User
) -> None:
    allocated(place, place.social_worker)
    event = handed_over(place, other)
    stranger = a_user("social_worker", agency=place.council, team=place.front_door, name="far")

    for unknown in (event, "no-such-handover", "nul\x00"):
        with pytest.raises(Refused):
            handover.write(event=unknown, words="Hello", by=stranger, at=NOON)
    with reading_as_system("test"):
        assert not Handover.objects.exclude(words="").exists()


def test_the_database_shows_a_handover_to_nobody_of_an_agency(place: Place, other: User) -> None:
    allocated(place, place.social_worker)
    event = handed_over(place, other)
    with reading_as_system("test"):
        Involvement.objects.create(
            child_id="one", user=place.referrer, as_what="network", from_on=TODAY
        )
    for who, seen in ((place.manager, 2), (other, 2), (place.referrer, 0), (place.chair, 0)):
        with reading_as(who, on=TODAY):
            assert Handover.objects.filter(event=event).count() == seen, who.name


def test_no_worker_is_taken_off_while_a_handover_is_under_way(place: Place, other: User) -> None:
    allocated(place, place.social_worker)
    handed_over(place, other)

    with pytest.raises(NotRight, match="under way"):
        left(place, place.team.pk)
    with pytest.raises(NotRight, match="under way"):
        handed_over(place, other)


def test_children_with_different_workers_are_handed_over_one_by_one(
    place: Place, other: User
) -> None:
    third = a_user("social_worker", agency=place.council, team=place.team, name="third")
    allocated(place, place.social_worker, "one")
    allocated(place, third, "two")

    with pytest.raises(NotRight, match="different workers"):
        handed_over(place, other)

    assert asked(other) == set()
    with reading_as_system("test"):
        assert not Ask.objects.filter(kind="acknowledge_handover").exists()
