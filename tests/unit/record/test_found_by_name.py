"""The functions that run as the owner, asked by raw SQL as the application's role for each kind of
user: they give nothing that the tables themselves would not give the same reader, and cannot be
turned aside."""

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from keepsight.casework import restricted
from keepsight.config import embedded
from keepsight.record.models import Child, Involvement, Restriction, User
from keepsight.record.name import name_keys
from keepsight.record.reader import reading_as, reading_as_system
from tests.unit.a_fact import a_concern
from tests.unit.record.a_record import NOON, TODAY, Place, a_child, a_place, a_user, written

FOUND = "SELECT keepsight_children_named(%s::text[])"
SAYING = "SELECT keepsight_concerns_saying(to_tsquery('simple', %s))"
READERS = ("social_worker", "manager", "chair", "director", "referrer", "network", "named", "left")


@pytest.fixture
def place(db: None) -> Place:
    """Children of a team, of a chair, of others; one restricted; one with a joined record; one of
    whom the nursery raised a concern; and one in whose network a school is."""
    place = a_place()
    a_child("teams", name="Maya Marsh", team=place.team)
    a_child("chairs", name="Maya Vale", user=place.chair)
    a_child("others", name="Maya Frost", team=place.other_team)
    a_child("kept-apart", name="Maya Secret", team=place.team)
    a_child("nurserys", name="Maya Little", team=place.other_team)
    a_child("second", name="Tilda Quick")
    a_child("nurserys-second", name="Wren Brook")
    for each in ("teams", "chairs", "others", "kept-apart"):
        written([a_concern("2024-01-08", child=each, detail="A bruise on the ankle.")])
    raised = a_concern("2024-01-08", child="nurserys", detail="A bruise on the ankle.")
    written([raised], organisation=place.nursery)
    place.people["network"] = a_user("referrer", agency=place.school, name="network")
    place.people["named"] = a_user("social_worker", agency=place.council, name="named")
    gone = a_user("social_worker", agency=place.council, team=place.team, name="left")
    place.people["left"] = gone
    with reading_as_system("test"):
        Child.every.filter(pk="second").update(kept_as="teams")
        Child.every.filter(pk="nurserys-second").update(kept_as="nurserys")
        Involvement.objects.create(
            child_id="others", user=place.people["network"], as_what="school", from_on=TODAY
        )
        User.objects.filter(pk=gone.pk).update(is_active=False)
    restricted.restrict(
        child="kept-apart",
        names=[place.manager.pk, place.people["named"].pk],
        reasons="A colleague's own child.",
        by=place.manager,
        at=NOON,
    )
    return place


def asked(query: str, *values: object) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(query, list(values))
        return {each for (each,) in cursor.fetchall()}


def through_the_tables(names: dict[str, str], word: str) -> set[str]:
    """Which children this reader could find by themselves, reading the tables."""
    open_to = "SELECT child_id FROM child"
    kept = dict(_rows("SELECT child_id, coalesce(kept_as_id, child_id) FROM child"))
    return {kept[each] for each in asked(open_to) if word in name_keys(names[each])}


def _rows(query: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.fixture
def names(place: Place) -> dict[str, str]:
    with reading_as_system("test"):
        return dict(Child.every.values_list("pk", "person__name"))


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("word", ["maya", "marsh", "secret", "tilda", "little", "frost", "wren"])
def test_nobody_finds_more_than_the_tables_give(
    place: Place, names: dict[str, str], reader: str, word: str
) -> None:
    with reading_as(place.people[reader], on=TODAY):
        found = asked(FOUND, [word])
        assert found <= through_the_tables(names, word)
        assert found <= asked("SELECT child_id FROM child")
        concerns = asked(SAYING, "ankle")
        assert concerns <= asked("SELECT concern FROM concern_thread")


@pytest.mark.parametrize(
    ("reader", "word", "children"),
    [
        ("social_worker", "maya", {"teams"}),
        ("manager", "maya", {"teams", "kept-apart"}),
        ("chair", "maya", {"chairs"}),
        ("director", "maya", {"teams", "chairs", "others", "nurserys"}),
        ("referrer", "maya", {"nurserys"}),
        ("network", "maya", {"others"}),
        ("named", "maya", {"kept-apart"}),
        ("left", "maya", set()),
        ("social_worker", "secret", set()),
        ("director", "secret", set()),
        ("named", "secret", {"kept-apart"}),
        ("social_worker", "tilda", {"teams"}),
        ("chair", "tilda", set()),
        ("director", "wren", {"nurserys"}),
        # Whoever only raised a concern was never told by which other names the child is known.
        ("referrer", "wren", set()),
    ],
)
def test_each_finds_the_own_by_every_name_that_is_open_to_them(
    place: Place, reader: str, word: str, children: set[str]
) -> None:
    with reading_as(place.people[reader], on=TODAY):
        assert asked(FOUND, [word]) == children


def test_the_name_of_a_restricted_record_finds_nobody_through_the_one_it_was_joined_to(
    place: Place,
) -> None:
    with reading_as_system("test"):
        row = Restriction.objects.get(child="kept-apart")
        Restriction.objects.filter(pk=row.pk).update(child="second")
    for reader in ("social_worker", "director"):
        with reading_as(place.people[reader], on=TODAY):
            assert asked(FOUND, ["tilda"]) == set()
            assert "teams" in asked(FOUND, ["marsh"])
    with reading_as(place.manager, on=TODAY):
        assert asked(FOUND, ["tilda"]) == {"teams"}


@pytest.mark.parametrize(
    "keys", [[], [""], [None], ["%"], ["maya' OR true --"], ["maya"] * 5000, [None, "secret"]]
)
def test_no_odd_question_finds_a_restricted_child(place: Place, keys: list[str | None]) -> None:
    with reading_as(place.social_worker, on=TODAY):
        assert asked(FOUND, keys) <= {"teams"}


@pytest.mark.parametrize(
    "word", ["ankle", "!ankle", "!zebra", "!(a & !a)", "ank:*", "bruise <-> on"]
)
def test_a_concern_that_may_not_be_read_is_not_found_by_what_it_does_not_say_either(
    place: Place, word: str
) -> None:
    with reading_as(place.social_worker, on=TODAY):
        found = asked(SAYING, word)
        assert found <= asked("SELECT concern FROM concern_thread WHERE child_id = 'teams'")


def test_how_many_there_are_is_counted_of_the_own_alone(place: Place) -> None:
    """What the planner expects is the same for everybody, and written down in the function."""
    plans = set()
    for reader in ("social_worker", "chair"):
        with reading_as(place.people[reader], on=TODAY), connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (FORMAT TEXT) {FOUND}", [["maya"]])
            plans.add(tuple(cursor.fetchall()))
    assert len(plans) == 1


def test_who_is_not_named_finds_nothing(place: Place) -> None:
    for reader in ("", "user:", "user:0", "user:1; system:", "USER:1", "system"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('keepsight.reader', %s, true)", [reader])
        assert asked(FOUND, ["maya"]) == asked(SAYING, "ankle") == set()


OWNERS = """SELECT p.proname FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef AND """


@pytest.mark.parametrize(
    "is_amiss",
    [
        # The search path is fixed, and what somebody could slip in comes last.
        "NOT coalesce(p.proconfig @> ARRAY['search_path=public, pg_temp'], false)",
        # Nothing is promised to the planner that would let it ask before the policies do.
        "p.proleakproof",
        "p.proparallel <> 'u'",
        "p.proowner <> 'keepsight_owner'::regrole",
        # Nobody but the owner and the application's role may run them.
        """EXISTS (SELECT FROM aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
            WHERE a.grantee NOT IN ('keepsight_owner'::regrole, 'keepsight_app'::regrole))""",
        "NOT has_function_privilege('keepsight_app', p.oid, 'EXECUTE')",
    ],
)
def test_what_runs_as_the_owner_is_made_fast(place: Place, is_amiss: str) -> None:
    assert asked(OWNERS + is_amiss) == set()


def test_the_application_makes_nothing_that_could_stand_before_it(place: Place) -> None:
    for statement in (
        "CREATE FUNCTION keepsight_reads_all(x int) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE TEMP TABLE child (child_id text)",
        "CREATE SCHEMA mine",
        "ALTER FUNCTION keepsight_children_named(text[]) SECURITY INVOKER",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic():
            connection.cursor().execute(statement)


def test_another_role_of_the_same_server_cannot_run_them(database_server: embedded.Server) -> None:
    """Also where somebody gives it the way into the schema, to look at counts for a report."""
    admin = database_server.url(role="postgres")
    with psycopg.connect(admin, autocommit=True) as made:
        made.execute("CREATE ROLE reports LOGIN")
        made.execute(f"GRANT CONNECT ON DATABASE {database_server.database} TO reports")
        made.execute("GRANT USAGE ON SCHEMA public TO reports")
    try:
        with psycopg.connect(database_server.url(role="reports")) as other:
            other.execute("SET keepsight.reader = 'system:reports'")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                other.execute("SELECT keepsight_children_named(ARRAY['maya'])")
    finally:
        with psycopg.connect(admin, autocommit=True) as made:
            made.execute("DROP OWNED BY reports")
            made.execute("DROP ROLE reports")
