"""Who finds which child and which concern by what they type; raw SQL finds no more."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from keepsight.casework import access, restricted, said
from keepsight.record.models import Child
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.a_fact import a_concern
from tests.unit.record.a_record import TODAY, Place, a_child, a_place, written

AT = datetime(2024, 6, 3, 12, tzinfo=UTC)
ALL = {"teams", "chairs", "others"}
OPEN_TO = {
    "social_worker": {"teams"},
    "manager": {"teams"},
    "chair": {"chairs"},
    "director": ALL,
    "referrer": set(),
}


@pytest.fixture
def place(db: None) -> Place:
    """Three children called Maya, one of them of the team, each hurt on the ankle."""
    place = a_place()
    a_child("teams", name="Maya Marsh", team=place.team)
    a_child("chairs", name="Maya Vale", user=place.chair)
    a_child("others", name="Maya Frost", team=place.other_team)
    for each in sorted(ALL):
        written([a_concern("2024-01-08", child=each, detail="A bruise on the ankle.")])
    return place


def asked(sql: str, value: object) -> set[str]:
    """What PostgreSQL answers the application's role."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [value])
        return {each for (each,) in cursor.fetchall()}


def named(key: str) -> set[str]:
    """The children that raw SQL finds by a key."""
    return asked("SELECT keepsight_children_named(ARRAY[%s])", key)


def saying(word: str) -> set[str]:
    """The children of the concerns that raw SQL finds by a word."""
    sql = "SELECT keepsight_concerns_saying(to_tsquery('simple', %s))"
    found = asked(sql, word)
    with reading_as_system("a test asks whose concerns were found"):
        return asked("SELECT child_id FROM concern_thread WHERE concern = ANY(%s)", list(found))


def found(place: Place, role: str, text: str) -> set[str]:
    """The children of the concerns that somebody of this role finds."""
    by = place.people[role]
    with reading_as(by, on=TODAY):
        return {each.child_id for each in access.concerns_of(by, on=TODAY).filter(said.meant(text))}


@pytest.mark.parametrize("role", OPEN_TO)
def test_raw_sql_finds_for_each_role_its_own(place: Place, role: str) -> None:
    with reading_as(place.people[role], on=TODAY):
        assert named("maya") == OPEN_TO[role]
        assert saying("ankle") == OPEN_TO[role]
        assert asked("SELECT person_id FROM name_keys WHERE person_id <> %s", "") == set()


def test_nobody_reading_finds_nothing(place: Place) -> None:
    assert named("maya") == set()
    assert saying("ankle") == set()


@pytest.mark.parametrize("role", ["social_worker", "director"])
def test_a_restricted_child_is_not_found(place: Place, role: str) -> None:
    restricted.restrict(
        child="teams",
        names=[place.manager.pk],
        reasons="A colleague's own child.",
        by=place.manager,
        at=AT,
    )
    with reading_as(place.people[role], on=TODAY):
        assert "teams" not in named("maya")
        assert "teams" not in saying("ankle")
    with reading_as(place.manager, on=TODAY):
        assert named("maya") == {"teams"}


@pytest.mark.parametrize(
    ("text", "children"),
    [
        ("maya", ALL),
        ("Mash", {"teams"}),
        ("maya frost", {"others"}),
        ("ankles maya", set()),
        ("ankl vail", {"chairs"}),
        ("bruise MARSH maya", {"teams"}),
        ("it's \\ ' & | ! ( ) :*", set()),
        ("", ALL),
    ],
)
def test_each_word_finds_the_child_or_the_concern(
    place: Place, text: str, children: set[str]
) -> None:
    assert found(place, "director", text) == children


@pytest.mark.parametrize("role", ["director", "social_worker"])
def test_a_child_is_found_by_the_name_of_a_record_that_was_joined(place: Place, role: str) -> None:
    a_child("second", name="Tilda Quick")
    with reading_as_system("a test joins two records"):
        Child.every.filter(pk="second").update(kept_as="teams")

    assert found(place, role, "tilda") == {"teams"}
    assert found(place, "chair", "tilda") == set()
