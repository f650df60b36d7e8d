"""Every rule says the same of one child in Python and of many children in SQL; so each is a second
opinion on the other."""

from collections.abc import Iterable, Iterator
from random import Random

import duckdb
import psycopg
import pytest
import sqlglot
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from keepsight.config import embedded
from keepsight.facts.chronology import current
from keepsight.facts.column import COLUMNS, listed_rows
from keepsight.facts.fact import Fact
from keepsight.facts.thread import threads
from keepsight.practice.day import to_date
from keepsight.rules.history import history_of
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES
from keepsight.rules.run import fact_rows, findings, load, load_calendar, make
from keepsight.rules.select import Clause
from keepsight.rules.shapes.part import parts
from keepsight.rules.tables import LOADED, deadline_rows, tables_for
from keepsight.rules.watch import findings_of
from tests.laws.small_lives import a_family, seeded

Families = dict[str, list[Fact]]
Found = list[tuple[object, ...]]
MADE = tables_for(RULES.values())
DIALECTS = ("duckdb", "spark", "postgres", "trino")


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        load_calendar(connection, rules=RULES.values())
        yield connection


def kinds_of(rule: Rule) -> tuple[str, ...]:
    """What the rule is about: what begins or adds up twice as often as the rest, and what must be
    so for it to count."""
    begins, *others = (group[:2] for group in rule.needs)
    only = parts(getattr(rule.shape, "only", None))
    so = {kind for each in only if isinstance(each, Clause) for kind in each.kinds[:2]}
    return (*begins, *begins, *(kind for group in others for kind in group), *sorted(so))


def families(random: Random, *, how_many: int) -> Families:
    """Families whose facts are, in turn, mostly those that one rule is about."""
    wanted = [kinds_of(each) for each in RULES.values()]
    return {
        f"f{n}": a_family(random, f"f{n}", kinds=wanted[n % len(wanted)] if n % 4 else ())
        for n in range(how_many)
    }


def siblings(known: Families) -> dict[str, list[str]]:
    pairs = [(f"{name}-a", f"{name}-b") for name in known]
    return {one: [two] for a, b in pairs for one, two in ((a, b), (b, a))}


def in_python(known: Families) -> Found:
    found = [
        each
        for name, facts in known.items()
        for child in (f"{name}-a", f"{name}-b")
        for each in findings_of(
            history_of(child, facts, siblings=(f"{name}-a", f"{name}-b")),
        )
    ]
    return sorted(
        (f.rule, f.child, f.concern or "", f.raised_on, str(f.cleared_on), f.facts[0])
        for f in found
    )


def in_duckdb(engine: duckdb.DuckDBPyConnection, known: Families) -> Found:
    load(engine, [f for facts in known.values() for f in facts], siblings=siblings(known))
    make(engine, rules=RULES.values())
    return sorted(
        (f.rule, f.child, f.concern or "", f.raised_on, str(f.cleared_on), f.facts[0])
        for f in findings(engine)
    )


# Not shrunk: the families are small, and each try fills and reads a database.
@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.randoms(use_true_random=False), st.integers(1, 21))
def test_python_and_sql_agree(
    engine: duckdb.DuckDBPyConnection, random: Random, how_many: int
) -> None:
    known = families(random, how_many=how_many)

    assert in_duckdb(engine, known) == in_python(known)


def test_python_and_sql_agree_on_thousands(engine: duckdb.DuckDBPyConnection) -> None:
    known = families(seeded(2), how_many=100 * len(RULES))

    found = in_duckdb(engine, known)

    assert found == in_python(known)
    assert {each[0] for each in found} == set(RULES), "each rule was tried in earnest"


@pytest.fixture(scope="module")
def postgres(database_server: embedded.Server) -> Iterator[psycopg.Connection]:
    own = embedded.make_database(database_server, "keepsight_two_faces")
    with psycopg.connect(own.owner_url) as connection:
        yield connection
    embedded.drop_database(own, own.database)


def test_postgresql_agrees_with_python(postgres: psycopg.Connection) -> None:
    known = families(seeded(3), how_many=400)
    _load_postgres(postgres, known)

    found = sorted(
        (code, child, concern or "", to_date(raised), str(to_date(cleared) if cleared else None), f)
        for code, rule in RULES.items()
        for child, concern, raised, cleared, f in postgres.execute(rule.shape.sql())
    )

    assert found == in_python(known)


def _load_postgres(postgres: psycopg.Connection, known: Families) -> None:
    every = current(f for facts in known.values() for f in facts)
    tables: dict[str, Iterable[tuple[object, ...]]] = {
        "facts": (tuple(row[c] for c in COLUMNS) for row in fact_rows(every)),
        "listed": (row for f in every for row in listed_rows(f)),
        "siblings": ((c, s) for c, near in siblings(known).items() for s in near),
        "deadlines": deadline_rows(RULES.values()),
    }
    for name, rows in tables.items():
        columns = {"facts": COLUMNS, **LOADED}[name]
        postgres.execute(
            f"CREATE TABLE {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})"
        )
        with postgres.cursor().copy(f"COPY {name} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    for name, sql in MADE.items():
        postgres.execute(f"CREATE TABLE {name} AS {sql}")
    for name in ("facts", "listed", "deadlines", *MADE):
        postgres.execute(f"ANALYZE {name}")


def test_the_table_of_threads_is_what_the_facts_floor_says(
    engine: duckdb.DuckDBPyConnection,
) -> None:
    known = families(seeded(5), how_many=2_000)
    facts = [f for own in known.values() for f in own]
    load(engine, facts, siblings={})
    make(engine, rules=())

    rows = engine.execute("SELECT child, concern, opened_day, answered_day FROM threads").fetchall()

    assert sorted(
        (child, concern, to_date(opened), str(answered and to_date(answered)))
        for child, concern, opened, answered in rows
    ) == sorted(
        (thread.child, thread.concern, spell.opened_on, str(spell.answered_on))
        for thread in threads(facts)
        for spell in thread.spells
    )


@pytest.mark.parametrize("code", RULES)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_sql_is_read_by_every_engine(code: str, dialect: str) -> None:
    text = RULES[code].shape.sql()

    (parsed,) = sqlglot.parse(text, read=dialect)

    assert parsed is not None
    assert not list(parsed.find_all(sqlglot.exp.Anonymous)), "a function that only one engine has"
    for other in DIALECTS:
        assert sqlglot.transpile(
            text, read=dialect, write=other, unsupported_level=sqlglot.ErrorLevel.RAISE
        )


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_tables_are_made_in_every_engine(name: str, dialect: str) -> None:
    assert sqlglot.parse_one(MADE[name], read=dialect)
