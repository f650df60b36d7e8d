"""Somebody leaves, and nothing is left pointing at them."""

from datetime import date, timedelta

import pytest
from django.test import Client

from keepsight.casework import access, ask, delegation, leaver, restricted
from keepsight.casework.action import action
from keepsight.casework.not_right import NotRight
from keepsight.record import ledger
from keepsight.record.models import (
    Ask,
    Delegation,
    Handover,
    Involvement,
    LedgerFact,
    Meeting,
    MeetingChild,
    NamedPerson,
    User,
)
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child("child-1", user=place.social_worker, name="Robin Vale")
    with reading_as_system("test"):
        Involvement.objects.create(
            child_id="child-1", team=place.team, as_what="team", from_on=date(2020, 1, 1)
        )
    return place


def left(place: Place, **more: object) -> leaver.Left:
    return leaver.mark_left(
        **{"user": place.social_worker.pk, "by": place.manager, "at": NOON} | more
    )


def asked(place: Place, kind: str = "act_on_words", *, of: User | None = None, **more: str) -> None:
    with action("test", by=place.manager, at=NOON) as doing:
        values = {"child": "child-1", "about": "w"} | more
        ask.ask(doing, kind=kind, of=of or place.social_worker, **values)


def test_a_signed_in_leaver_is_out_at_once(place: Place) -> None:
    client = Client()
    client.force_login(place.social_worker)
    assert client.get("/").status_code == 200

    left(place)

    assert client.get("/")["Location"].startswith("/sign-in")
    gone = User.objects.get(pk=place.social_worker.pk)
    assert (gone.is_active, gone.left_on) == (False, TODAY)
    assert not access.may(gone, "see_child", "child-1", on=TODAY)


def test_their_children_wait_with_the_team_which_is_asked_to_find_a_worker(place: Place) -> None:
    found = left(place)

    assert (found.children, found.passed_to) == (("Robin Vale",), "A manager")
    with reading_as(place.manager, on=TODAY):
        (waits,) = ask.asks_of(place.manager, on=TODAY)
        (said,) = [each for each in ledger.facts_of("child-1") if each.kind == "worker_ended"]
    assert (waits.kind, waits.about, waits.of) == ("allocate_child", "child-1", "North 1")
    assert vars(said)["worker"] == "A social_worker"
    with reading_as_system("test"):
        assert not Involvement.objects.filter(user=place.social_worker, to_on=None).exists()
    (entry,) = the_audit(what="mark_left", sort="action")
    assert "A social_worker" in entry.note


def test_nobody_is_asked_to_allocate_where_another_worker_has_the_case(place: Place) -> None:
    second = a_user("social_worker", agency=place.council, team=place.team, name="second")
    with reading_as_system("test"):
        Involvement.objects.create(
            child_id="child-1", user=second, as_what="allocated", from_on=date(2020, 1, 1)
        )
    assert left(place).children == ()


def test_a_child_with_whom_nobody_works_now_is_held_by_the_front_door(place: Place) -> None:
    with reading_as_system("test"):
        Involvement.objects.filter(team=place.team).update(to_on=TODAY)
    left(place)
    with reading_as_system("test"):
        assert Involvement.objects.filter(child="child-1", team=place.front_door).exists()


@pytest.mark.parametrize("chosen", [False, True])
def test_what_they_were_asked_passes_on(place: Place, chosen: bool) -> None:
    second = a_user("social_worker", agency=place.council, team=place.team, name="second")
    asked(place)

    found = left(place, passes_to=second.pk if chosen else None)

    assert (found.asks, found.passed_to) == (1, "second" if chosen else "A manager")
    whose = second if chosen else place.manager
    with reading_as(whose, on=TODAY):
        assert "act_on_words" in {each.kind for each in ask.asks_of(whose, on=TODAY)}


def test_without_a_manager_it_passes_to_the_team_and_without_a_team_to_the_agency(
    place: Place,
) -> None:
    asked(place, of=place.manager)
    asked(place, of=place.referrer)
    left(place, user=place.manager.pk, by=place.director)
    left(place, user=place.referrer.pk, by=place.director)
    with reading_as_system("test"):
        passed = Ask.objects.filter(kind="act_on_words").order_by("pk")
        assert [(e.of, e.of_team, e.of_agency) for e in passed] == [
            (None, place.team, None),
            (None, None, place.nursery),
        ]


def test_a_restricted_record_is_never_left_without_somebody_who_decides(place: Place) -> None:
    restricted.restrict(
        child="child-1", names=[place.manager.pk], reasons="x", by=place.director, at=NOON
    )
    with reading_as_system("test"):
        NamedPerson.objects.filter(user=place.director).update(ended_at=NOON)
    assert not access.may(place.director, "see_child", "child-1", on=TODAY)

    left(place, user=place.manager.pk, by=place.director)

    assert access.may(place.director, "see_child", "child-1", on=TODAY)
    with reading_as(place.director, on=TODAY):
        assert "name_for_restricted" in {e.kind for e in ask.asks_of(place.director, on=TODAY)}
    other = a_user("manager", agency=place.council, team=place.other_team, name="other manager")
    restricted.name(child="child-1", user=other.pk, by=place.director, at=NOON)
    with reading_as(place.director, on=TODAY):
        assert ask.asks_of(place.director, on=TODAY) == []


def test_cover_meetings_and_handovers_do_not_wait_for_them(place: Place) -> None:
    second = a_user("social_worker", agency=place.council, team=place.team, name="second")
    third = a_user("social_worker", agency=place.council, team=place.team, name="third")
    delegation.arrange(
        absent=second.pk, delegate=place.social_worker.pk, from_on=TODAY,
        last_on=TODAY + timedelta(days=3), by=second, at=NOON,
    )  # fmt: skip
    with reading_as_system("test"):
        meeting = Meeting.objects.create(
            kind="core_group", held_on=TODAY, chair=place.social_worker,
            arranged_by=place.manager, arranged_at=NOON,
        )  # fmt: skip
        MeetingChild.objects.create(meeting=meeting, child_id="child-1")
        Handover.objects.create(
            event="e", child_id="child-1", given_by=third, taken_by=place.social_worker,
            reasons="x", begun_by=place.manager, begun_at=NOON,
        )  # fmt: skip

    left(place)

    with reading_as_system("test"):
        assert not Delegation.objects.filter(ended_at=None).exists()
        assert not Handover.objects.filter(finished_at=None).exists()
        asks = {each.kind: each.of for each in Ask.objects.filter(done_at=None)}
    assert asks["find_chair"] == place.manager
    assert asks["take_up_left"] == third


def test_nothing_open_points_at_them(place: Place) -> None:
    """Every table that names a user: what is not over names somebody who is there."""
    asked(place)
    asked(place, "find_chair", about="m")
    left(place)
    gone = place.social_worker
    with reading_as_system("test"):
        assert not Ask.objects.filter(of=gone, done_at=None).exists()
        assert not Involvement.objects.filter(user=gone, to_on=None).exists()
        assert not NamedPerson.objects.filter(user=gone, ended_at=None).exists()
        running = Meeting.objects.filter(concluded_at=None, cancelled_at=None)
        assert not running.filter(chair=gone).exists()
        assert LedgerFact.objects.filter(kind="worker_ended").count() == 1


@pytest.mark.parametrize("who", ["social_worker", "chair", "referrer"])
def test_who_may_not_say_so(place: Place, who: str) -> None:
    with pytest.raises(access.Refused):
        left(place, by=place.people[who], user=place.manager.pk)


def test_a_manager_says_so_of_their_own_team_only_and_not_of_themselves(place: Place) -> None:
    other = a_user("social_worker", agency=place.council, team=place.other_team, name="other")
    for user in (other, place.manager, place.director):
        with pytest.raises(access.Refused):
            left(place, user=user.pk)
    with reading_as(place.manager, on=TODAY):
        led = leaver.colleagues(by=place.manager, on=TODAY)
    assert [(each.name, each.children) for each in led] == [("A social_worker", 1)]


def test_nobody_leaves_twice_and_a_command_may_say_so(place: Place) -> None:
    assert left(place, by=None).children == ("Robin Vale",)
    with pytest.raises(NotRight, match="already"):
        left(place)


def test_what_both_were_asked_is_asked_of_the_other_once_and_may_be_asked_again(
    place: Place,
) -> None:
    for each in (place.social_worker, place.manager):
        asked(place, of=each)

    left(place)
    asked(place, of=place.manager, words="Once more")

    with reading_as(place.manager, on=TODAY):
        mine = [each for each in ask.asks_of(place.manager, on=TODAY) if each.about == "w"]
    assert [each.words for each in mine] == ["Once more"]
    with reading_as_system("test"):
        done = Ask.objects.get(about="w", done_at=NOON)
    assert (done.done_by, done.outcome) == (place.manager, "Asked of the same already.")


def test_who_has_left_does_not_leave_twice(place: Place) -> None:
    left(place)
    with pytest.raises(NotRight, match="left already"):
        left(place)
