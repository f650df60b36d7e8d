"""Cover: one stands in for another for a time, and sees what the other would."""

from datetime import date, timedelta

import pytest

from keepsight.casework import access, ask, delegation, restricted
from keepsight.casework.action import action
from keepsight.casework.not_right import NotRight
from keepsight.record.models import Ask, Child, Delegation, User
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user

LAST = TODAY + timedelta(days=6)


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child("teams", team=place.team)
    a_child("own", user=place.social_worker)
    a_child("nurserys", user=place.referrer)
    return place


@pytest.fixture
def colleague(place: Place) -> User:
    return a_user("social_worker", agency=place.council, team=place.other_team, name="colleague")


def cover(absent: User, delegate: User, by: User | None = None, **more: object) -> Delegation:
    days = {"from_on": TODAY, "last_on": LAST}
    return delegation.arrange(
        **{"absent": absent.pk, "delegate": delegate.pk, "by": by or absent, "at": NOON}
        | days
        | more
    )


def seen(user: User, on: date = TODAY) -> set[str]:
    with reading_as(user, on=on):
        by_database = set(Child.objects.values_list("pk", flat=True))
    with reading_as_system("test"):
        by_casework = set(access.children_of(user, on=on).values_list("pk", flat=True))
    assert by_database == by_casework
    return by_casework


def test_a_workers_own_children_and_asks_from_the_first_day_to_the_last(
    place: Place, colleague: User
) -> None:
    with action("test", by=place.manager, at=NOON) as doing:
        ask.ask(doing, kind="act_on_words", child="own", about="w", of=place.social_worker)

    cover(place.social_worker, colleague)

    assert seen(colleague) == {"own"}, "not those of the other's team"
    assert seen(colleague, LAST) == {"own"}
    assert seen(colleague, LAST + timedelta(days=1)) == set()
    assert seen(colleague, TODAY - timedelta(days=1)) == set()
    with reading_as(colleague, on=TODAY):
        (asked,) = ask.asks_of(colleague, on=TODAY)
        assert (asked.child_name, asked.of) == ("Robin Vale", "A social_worker")
        assert Ask.objects.count() == 1
    assert delegation.stands_in_for(colleague, on=TODAY) == [place.social_worker.pk]
    assert "own" in seen(place.social_worker), "whoever is away still sees their own"


def test_who_stands_in_for_a_manager_sees_the_teams_children(place: Place, colleague: User) -> None:
    cover(place.manager, colleague)
    assert seen(colleague) == {"teams"}


def test_it_is_not_passed_on(place: Place, colleague: User) -> None:
    third = a_user("social_worker", agency=place.council, name="third")
    cover(place.social_worker, colleague)
    cover(colleague, third)
    assert seen(third) == set()


def test_a_restricted_record_does_not_go_with_it(place: Place, colleague: User) -> None:
    cover(place.social_worker, colleague)
    with reading_as(place.director, on=TODAY):
        restricted.restrict(
            child="own", names=[place.manager.pk, place.social_worker.pk],
            reasons="A colleague’s child.", by=place.director, at=NOON,
        )  # fmt: skip
    assert seen(colleague) == set()
    assert "own" in seen(place.social_worker)


def test_within_an_agency_only(place: Place, colleague: User) -> None:
    with pytest.raises(NotRight, match="same agency"):
        cover(place.referrer, colleague)
    nurse = a_user("referrer", agency=place.nursery, name="nurse")
    cover(place.referrer, nurse)
    assert seen(nurse) == {"nurserys"}


def test_a_manager_arranges_it_for_their_staff_and_nobody_for_others(
    place: Place, colleague: User
) -> None:
    with pytest.raises(access.Refused):
        cover(place.social_worker, colleague, by=colleague)
    assert the_audit(what="arrange_cover", was_allowed=False)
    row = cover(place.social_worker, colleague, by=place.manager)
    with pytest.raises(access.Refused):
        delegation.end(delegation=row.pk, by=colleague, at=NOON)
    delegation.end(delegation=row.pk, by=place.social_worker, at=NOON)
    assert seen(colleague) == set()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"from_on": TODAY - timedelta(days=1)}, "from_on"),
        ({"last_on": TODAY - timedelta(days=1)}, "last_on"),
        ({"delegate": 0}, "delegate"),
        ({"delegate": "absent"}, "delegate"),
    ],
)
def test_what_makes_no_sense_is_refused(
    place: Place, colleague: User, more: dict[str, object], field: str
) -> None:
    if more.get("delegate") == "absent":
        more = {"delegate": place.social_worker.pk}
    days = {"from_on": TODAY, "last_on": LAST, "delegate": colleague.pk}
    absent = place.social_worker
    with pytest.raises(NotRight) as not_right:
        delegation.arrange(**{"absent": absent.pk, "by": absent, "at": NOON} | days | more)
    assert set(not_right.value.by_field) == {field}


def test_the_page_shows_both_sides(place: Place, colleague: User) -> None:
    cover(place.social_worker, colleague)
    with reading_as(colleague, on=TODAY):
        page = delegation.cover_page(by=colleague, on=TODAY)
    assert [(each.absent, each.is_running) for each in page.covering] == [("A social_worker", True)]
    with reading_as(place.manager, on=TODAY):
        page = delegation.cover_page(by=place.manager, on=TODAY)
    assert [each.delegate for each in page.arranged] == ["colleague"]
    assert [name for _, name in page.absent] == ["A manager", "A social_worker"]
