"""Two ways of writing one name are the same in Python and in every engine; and what is another
person's name is not."""

from collections.abc import Iterator

import duckdb
import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from keepsight.config import embedded
from keepsight.facts.same_name import TITLES, alike
from keepsight.rules.same_name import alike_sql

NAMES = st.lists(
    st.one_of(
        st.sampled_from(
            (*TITLES, "Mr.", "DR", "Smith", "O'Brien", "J", "José", "a", "Ng", "-", "’")
        ),
        st.text(st.characters(codec="utf-8", exclude_characters="\x00\\"), max_size=6),
    ),
    max_size=6,
).map(" ".join)

SAME = [
    ("Mr John Smith", "john  smith"),
    ("Mr. John Smith", "John SMITH"),
    ("Dr. José Núñez", "Jose Nunez"),
    ("Jose\u0301 Nu\u0301n\u0303ez", "José Núñez"),
    ("Ann-Marie O’Brien", "Ann Marie O'Brien"),
    ("Łukasz Nowak", "lukasz nowak"),
    ("Prof. Dr. Ada Ng", "Ada Ng"),
    ("Mr Smith", "MR. SMITH"),
]
NOT_THE_SAME = [
    ("Mr Smith", "Mrs Smith"),
    ("Mr Smith", "Smith"),
    ("Mr J Smith", "Ms J Smith"),
    ("John Smith", "Jon Smith"),
    ("John Smith", "Smith, John"),
    ("Bill Smith", "William Smith"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_name_written_otherwise(one: str, other: str) -> None:
    assert alike(one) == alike(other)


@pytest.mark.parametrize(("one", "other"), NOT_THE_SAME)
def test_another_name(one: str, other: str) -> None:
    assert alike(one) != alike(other)


def test_a_name_without_letters_names_nobody() -> None:
    assert alike(" ... ") == alike("") == ""


@pytest.fixture(scope="module")
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def postgres(database_server: embedded.Server) -> Iterator[psycopg.Connection]:
    own = embedded.make_database(database_server, "keepsight_same_name")
    with psycopg.connect(own.owner_url) as connection:
        yield connection
    embedded.drop_database(own, own.database)


@settings(deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=20))
@example([name for pair in (*SAME, *NOT_THE_SAME) for name in pair])
def test_duckdb_and_postgresql_say_the_same(
    duck: duckdb.DuckDBPyConnection, postgres: psycopg.Connection, names: list[str]
) -> None:
    expected = {(name, alike(name)) for name in names}

    for engine, given_as in ((duck, "?"), (postgres, "%s")):
        engine.execute("DROP TABLE IF EXISTS names")
        engine.execute("CREATE TABLE names (name TEXT)")
        for name in names:
            engine.execute(f"INSERT INTO names VALUES ({given_as})", [name])
        found = engine.execute(f"SELECT name, {alike_sql('name')} FROM names").fetchall()
        assert set(found) == expected
