"""A restricted record is seen by those who are named and by nobody else; and nothing about it is
lost."""

import pytest
from django.db import connection

from keepsight.casework import access, ask, break_glass, concern, network, referral, restricted
from keepsight.casework.child import child_page
from keepsight.casework.child_record import NamedChild
from keepsight.casework.not_right import NotRight
from keepsight.record.models import (
    Address,
    Ask,
    Child,
    ConcernThread,
    Notice,
    Referral,
    Restriction,
)
from keepsight.record.reader import reading_as, reading_as_system
from tests.the_audit import the_audit
from tests.unit.a_fact import a_concern, day
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

BORN = day("2020-05-01")


@pytest.fixture
def place(db: None) -> Place:
    place = a_place()
    a_child("child-1", team=place.team)
    a_child("child-2", team=place.team, name="Sam Vale")
    siblings("child-1", "child-2")
    written([a_concern("2024-01-08", child="child-1", fact_id="c")], organisation=place.nursery)
    return place


def restrict(place: Place, **more: object) -> Restriction:
    values = {"child": "child-1", "names": [place.manager.pk], "reasons": "A colleague’s child."}
    return restricted.restrict(**values | {"by": place.director, "at": NOON} | more)


def sees(user: object) -> bool:
    with reading_as(user, on=TODAY):
        by_database = Child.objects.filter(pk="child-1").exists()
        concerns = ConcernThread.objects.filter(child="child-1").exists()
    by_casework = access.may(user, "see_child", "child-1", on=TODAY)
    if user.role != "referrer":
        assert by_database == by_casework == concerns
    return by_casework


def raised(place: Place, by: object) -> str:
    said = concern.raise_(
        child=NamedChild("Robin Vale", BORN), harms=["neglect"], detail="Hungry.", by=by, at=NOON
    )
    return said.fact_id


def test_neither_team_nor_director_sees_it_unless_named(place: Place) -> None:
    other = a_user("director", agency=place.council, name="other director")
    assert sees(place.social_worker)
    assert sees(other)

    restrict(place)

    assert sees(place.manager)
    assert sees(place.director), "who restricts is named"
    assert not sees(place.social_worker)
    assert not sees(other)
    assert not access.may(place.social_worker, "see_concern", concern="c", on=TODAY)


def test_a_brothers_page_still_names_the_child_and_no_more(place: Place) -> None:
    restrict(place)
    with reading_as(place.social_worker, on=TODAY):
        page = child_page("child-2", by=place.social_worker, on=TODAY)
    assert [(each.name, each.child) for each in page.siblings] == [("Robin Vale", None)]
    assert all(each.child != "child-1" for each in page.chronology.lines)


def test_directors_hear_that_a_record_was_restricted_and_not_whose(place: Place) -> None:
    a_user("director", agency=place.council, name="other director")
    restrict(place)
    with reading_as_system("test"):
        (told,) = Notice.objects.filter(what="record_restricted")
    assert (told.to.name, told.child, told.about) == ("other director", None, "restricted")
    (entry,) = the_audit(what="restrict_record", sort="action")
    assert "A colleague’s child." in entry.note


def test_a_manager_is_always_among_the_named(place: Place) -> None:
    with pytest.raises(NotRight) as not_right:
        restrict(place, names=[place.social_worker.pk])
    assert "names" in not_right.value.by_field
    restrict(place)
    with pytest.raises(NotRight, match="Name another manager first"):
        restricted.unname(child="child-1", user=place.manager.pk, by=place.director, at=NOON)
    with pytest.raises(NotRight, match="restricted already"):
        restrict(place)


@pytest.mark.parametrize("who", ["social_worker", "chair", "referrer"])
def test_who_may_not_restrict(place: Place, who: str) -> None:
    with pytest.raises(access.Refused):
        restrict(place, by=place.people[who])


def test_a_concern_is_raised_and_decided_all_the_same(place: Place) -> None:
    """The nursery learns nothing, the front door sees nothing, and those who are named decide."""
    screener = a_user("social_worker", agency=place.council, team=place.front_door, name="screener")
    restrict(place)

    about = raised(place, place.referrer)

    with reading_as_system("test"):
        (came,) = Referral.objects.filter(child="child-1")
    with reading_as(screener, on=TODAY):
        assert not Referral.objects.exists()
        assert ask.asks_of(screener, on=TODAY) == []
    assert not access.may(screener, "decide_referral", "child-1", on=TODAY)
    with reading_as(place.manager, on=TODAY):
        (asked,) = ask.asks_of(place.manager, on=TODAY)
    assert (asked.kind, asked.about, asked.child_name) == (
        "decide_restricted",
        came.referral,
        "Robin Vale",
    )
    assert asked.due_on == day("2024-06-04")
    assert access.may(place.manager, "decide_referral")

    referral.decide(
        referral=came.referral,
        decision="assessment",
        reasons="She is hungry.",
        by=place.manager,
        at=NOON,
    )

    with reading_as(place.manager, on=TODAY):
        assert ask.asks_of(place.manager, on=TODAY) == []
    with reading_as(place.referrer, on=TODAY):
        assert access.referrals_of(place.referrer, on=TODAY).get().decision == "assessment"
        assert access.concerns_of(place.referrer, on=TODAY).get(pk=about).answered_on is None


def test_only_whoever_raised_it_is_told_what_became_of_it(place: Place) -> None:
    """The child's father may work at the nursery too."""
    father = a_user("referrer", agency=place.nursery, name="father")
    about = raised(place, place.referrer)
    assert access.may(father, "see_concern", concern=about, on=TODAY)

    restrict(place)

    assert access.may(place.referrer, "see_concern", concern=about, on=TODAY)
    assert not access.may(father, "see_concern", concern=about, on=TODAY)
    with reading_as(father, on=TODAY):
        assert not ConcernThread.objects.exists()
        assert not Referral.objects.exists()
        assert not Child.objects.exists()
    with reading_as(place.referrer, on=TODAY):
        assert [each.pk for each in ConcernThread.objects.all()] == [about]
        assert Child.objects.get().name == "Robin Vale"


def test_what_waits_and_what_was_asked_passes_to_those_who_are_named(place: Place) -> None:
    raised(place, place.referrer)
    with reading_as_system("test"):
        Ask.objects.create(
            kind="allocate_child", child_id="child-1", about="child-1", of_team=place.team,
            asked_at=NOON,
        )  # fmt: skip
    restrict(place)
    with reading_as(place.manager, on=TODAY):
        kinds = {each.kind for each in ask.asks_of(place.manager, on=TODAY)}
    assert {"allocate_child", "decide_restricted"} <= kinds
    with reading_as(place.social_worker, on=TODAY):
        assert ask.asks_of(place.social_worker, on=TODAY) == []


def test_naming_one_more_and_taking_a_name_off(place: Place) -> None:
    restrict(place)
    raised(place, place.referrer)
    worker = place.social_worker

    restricted.name(child="child-1", user=worker.pk, by=place.manager, at=NOON)

    assert sees(worker)
    with reading_as(worker, on=TODAY):
        assert [each.kind for each in ask.asks_of(worker, on=TODAY)] == ["decide_restricted"]
    restricted.unname(child="child-1", user=worker.pk, by=place.manager, at=NOON)
    assert not sees(worker)
    with reading_as_system("test"):
        assert not Ask.objects.filter(of=worker, done_at=None).exists()


def test_lifting_shows_it_again_to_whoever_works_with_the_child(place: Place) -> None:
    restrict(place)
    with pytest.raises(NotRight):
        restricted.lift(child="child-1", reasons=" ", by=place.director, at=NOON)
    restricted.lift(child="child-1", reasons="She has left us.", by=place.director, at=NOON)
    assert sees(place.social_worker)
    restrict(place)
    assert not sees(place.social_worker)


def test_nobody_who_is_not_named_joins_the_network(place: Place) -> None:
    restrict(place)
    with pytest.raises(NotRight, match="Name A referrer for it first"):
        network.add(
            child="child-1", user=place.referrer.pk, part="professional", by=place.manager, at=NOON
        )


def test_the_glass_can_still_be_broken(place: Place) -> None:
    restrict(place)
    worker = a_user("social_worker", agency=place.council, name="night worker")

    break_glass.open_record(
        named=NamedChild("Robin Vale", BORN), reasons="Found alone.", by=worker, at=NOON
    )

    assert sees(worker)
    with reading_as(place.manager, on=TODAY):
        assert "review_break_glass" in {e.kind for e in ask.asks_of(place.manager, on=TODAY)}


def test_raw_sql_shows_neither_name_nor_home_of_a_restricted_child(place: Place) -> None:
    other = a_user("director", agency=place.council, name="other director")
    with reading_as_system("test"):
        Address.objects.create(person_id="child-1", address="1 High Street", from_on=TODAY)
    restrict(place)
    for who, names in ((other, {"child-2"}), (place.social_worker, {"child-1", "child-2"})):
        with reading_as(who, on=TODAY), connection.cursor() as cursor:
            cursor.execute("SELECT person_id FROM person WHERE person_id LIKE 'child%%'")
            # Whoever works with a brother knows that there is another child, and no more.
            assert {each for (each,) in cursor.fetchall()} == names
            cursor.execute("SELECT count(*) FROM address")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT count(*) FROM restriction")
            assert cursor.fetchone() == (0,)
    with reading_as(place.manager, on=TODAY):
        assert Address.objects.get().address == "1 High Street"
