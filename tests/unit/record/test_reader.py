"""The database shows each reader their own children, nobody else's, and nothing when nobody reads;
and a reader does not stay behind on a connection that is used again."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from keepsight.casework import audit
from keepsight.record.models import Address, Finding, Person, User
from keepsight.record.reader import reader, reading_as, reading_as_system
from tests.unit.a_fact import a_concern, a_fact
from tests.unit.record.a_record import TODAY, Place, a_child, a_place, a_user, siblings, written

TABLES = {
    "child": "child_id",
    "ledger": "child_id",
    "concern_thread": "child_id",
    "finding": "child_id",
    "relationship": "child_id",
    "involvement": "child_id",
    "person": "person_id",
    "address": "person_id",
}

ALL = {"teams", "chairs", "nobodys", "left", "nurserys"}
SEES = {
    "social_worker": {"teams"},
    "manager": {"teams"},
    "chair": {"chairs"},
    "director": ALL,
    "referrer": {"nurserys"},
}


@pytest.fixture
def place(db: None) -> Place:
    """Five children: of the team, of the chair, of nobody, of a worker who left, and one of the
    nursery's concerns, each with something in every table."""
    place = a_place()
    leaver = a_user("social_worker", agency=place.council, name="leaver")
    a_child("teams", team=place.team)
    a_child("chairs", user=place.chair)
    a_child("nobodys")
    a_child("left", user=leaver, to_on=TODAY)
    a_child("nurserys", team=place.other_team)
    siblings("teams", "nobodys")
    for each in sorted(ALL):
        written([a_concern("2024-01-08", child=each), a_fact("visit", "2024-02-01", child=each)])
    written([a_concern("2024-03-01", child="nurserys")], organisation=place.nursery)
    written([a_fact("note", "2024-03-02", child="nurserys")], organisation=place.nursery)
    with reading_as_system("test"):
        for each in ALL:
            Address.objects.create(person_id=each, address="1 High Street", from_on=TODAY)
            Finding.objects.create(
                finding_id=each, rule="a_rule", child_id=each, raised_on=TODAY, facts=["f"]
            )
    return place


def shown(table: str) -> set[str]:
    """The children of whom raw SQL shows something."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT {TABLES[table]} FROM {table}")
        return {child for (child,) in cursor.fetchall()}


def fail() -> None:
    """A statement that PostgreSQL refuses."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


@pytest.mark.parametrize("table", TABLES)
def test_nobody_reading_is_shown_nothing(place: Place, table: str) -> None:
    assert reader() == ""
    assert shown(table) == set()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("role", SEES)
def test_raw_sql_shows_each_role_its_own(place: Place, role: str, table: str) -> None:
    wanted = SEES[role]
    if table == "person" and "teams" in wanted:
        wanted = wanted | {"nobodys"}  # the team's child's brother is known by name, not by address
    if role == "referrer" and table not in ("child", "ledger", "concern_thread", "person"):
        wanted = set()
    if table == "relationship":
        wanted = wanted & {"teams", "nobodys"}
    if table == "involvement":
        wanted = wanted - {"nobodys"}

    with reading_as(place.people[role], on=TODAY):
        assert shown(table) == wanted


def test_a_referrer_is_shown_only_the_concerns_of_the_agency(place: Place) -> None:
    with reading_as(place.referrer, on=TODAY), connection.cursor() as cursor:
        cursor.execute("SELECT kind, happened_on FROM ledger")
        assert cursor.fetchall() == [("concern", date(2024, 3, 1))]
        cursor.execute("SELECT count(*) FROM concern_thread")
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("role", SEES)
def test_the_audit_is_added_to_by_everybody_and_read_by_few(place: Place, role: str) -> None:
    """A director reads the whole, a manager who looked at the children of the team."""
    with reading_as(place.people[role], on=TODAY), connection.cursor() as cursor:
        audit.saw(by=place.people[role], what="see_child", child="teams")
        audit.refused(by=None, what="sign_in")
        cursor.execute("SELECT what FROM audit ORDER BY id")
        seen = [what for (what,) in cursor.fetchall()]
    assert seen == {"director": ["see_child", "sign_in"], "manager": ["see_child"]}.get(role, [])


def test_involvement_counts_up_to_its_last_day(place: Place) -> None:
    leaver = User.objects.get(username="leaver")

    with reading_as(leaver, on=date(2024, 6, 2)):
        assert shown("child") == {"left"}
    with reading_as(leaver, on=TODAY):
        assert shown("child") == set()
    with reading_as(leaver, on=date(2019, 12, 31)):
        assert shown("child") == set()


def test_somebody_who_may_no_longer_sign_in_is_shown_nothing(place: Place) -> None:
    User.objects.filter(role="director").update(is_active=False)

    with reading_as(place.director, on=TODAY):
        assert shown("child") == set()


@pytest.mark.parametrize("who", ["user:", "user:1 OR 1=1", "user:-1", "director", "user:99999999"])
def test_a_reader_who_is_nobody_is_shown_nothing(place: Place, who: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('keepsight.reader', %s, true)", [who])

    assert shown("child") == set()


@pytest.mark.parametrize("role", SEES)
def test_nobody_writes_what_is_said_of_a_child_but_keepsight_itself(
    place: Place, role: str
) -> None:
    with (
        reading_as(place.people[role], on=TODAY),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        Person.objects.create(person_id="new", name="N", name_key="n")
    with reading_as(place.people[role], on=TODAY):
        assert Finding.objects.all().delete()[0] == 0
        assert Person.objects.update(name="Changed") == 0


def test_a_reader_is_put_back_after_an_error(place: Place) -> None:
    with pytest.raises(RuntimeError), reading_as(place.director, on=TODAY):
        raise RuntimeError

    assert reader() == ""
    assert shown("child") == set()


def test_a_reader_is_put_back_after_a_broken_transaction(place: Place) -> None:
    with (
        pytest.raises(DatabaseError),
        reading_as(place.director, on=TODAY),
        transaction.atomic(),
    ):
        fail()

    assert reader() == ""

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        reading_as(place.director, on=TODAY),
    ):
        fail()

    assert reader() == ""
    assert shown("child") == set()


def test_readers_within_readers_end_in_turn(place: Place) -> None:
    with reading_as(place.chair, on=TODAY):
        with reading_as_system("a step of an action"):
            assert shown("child") == ALL
        assert shown("child") == {"chairs"}
        with reading_as(None, on=TODAY):
            assert shown("child") == set()
        assert shown("child") == {"chairs"}


def test_a_connection_that_is_used_again_has_no_reader(own_database: object) -> None:
    """In autocommit, as under a web server, on one lasting connection."""
    place = a_place()
    a_child("teams", team=place.team)

    with pytest.raises(DatabaseError), reading_as(place.manager, on=TODAY):
        fail()

    assert connection.connection is not None
    assert reader() == ""
    assert shown("child") == set()


def test_a_lost_connection_leaves_no_reader(own_database: object) -> None:
    place = a_place()
    a_child("teams", team=place.team)

    with reading_as(place.manager, on=TODAY):
        connection.connection.close()

    assert reader() == ""
    assert shown("child") == set()


def test_the_system_says_why() -> None:
    with pytest.raises(ValueError, match="why"), reading_as_system(""):
        pass
