"""One rule, one text of SQL, every size: DuckDB, PostgreSQL and Spark find what plain Python finds,
row by row, in lives thrown by dice and in the golden set."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from keepsight.cli import app
from keepsight.config import embedded
from keepsight.facts.column import COLUMNS
from keepsight.facts.fact import Fact
from keepsight.practice.day import to_date
from keepsight.rules.by_name import make_tables
from keepsight.rules.engine import Engine
from keepsight.rules.extract.check import read_extract
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.in_force import RulesInForce
from keepsight.rules.lesson.lesson import SORTS
from keepsight.rules.lesson.making import rule_of
from keepsight.rules.rulebook import RULES
from keepsight.rules.spark import InSpark, NoSpark, start
from keepsight.rules.tables import LOADED, deadline_rows, tables_for
from keepsight.synthetic.folder import parquet_of
from tests.laws.lessons import a_lesson
from tests.laws.small_lives import a_family, seeded
from tests.spec import golden_set
from tests.spec.golden_set import Row, in_python
from tests.unit.a_fact import a_fact

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

FAMILIES = 220
THROWN = {
    "not_done": 507, "too_many": 507, "nothing_comes": 507, "rhythm_lost": 507, "left_open": 513,
}  # fmt: skip
LESSONS = {
    each.code: each
    for each in (
        rule_of(a_lesson(seeded(THROWN[sort]), sort=sort), code=f"lesson_{sort}") for sort in SORTS
    )
}
"""One of each sort that the form can make, thrown so that it speaks; what else a lesson may choose
is tried in `test_lessons`."""

EVERY = {**RULES, **LESSONS}
# Compiling for speed takes longer than these few facts do.
FOR_FEW_FACTS = {
    "spark__sql__adaptive__enabled": "false",
    "spark__sql__codegen__wholeStage": "false",
    "spark__sql__codegen__factoryMode": "NO_CODEGEN",
    "spark__sql__shuffle__partitions": "1",
    "spark__default__parallelism": "1",
    "spark__driver__memory": "2g",
    "spark__driver__extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


def families() -> list[Fact]:
    """Two siblings each, with the fact that says so; each rule's own kinds in turn."""
    random = seeded(31)
    wanted = [tuple(kind for group in rule.needs for kind in group[:2]) for rule in EVERY.values()]
    found = []
    for number in range(FAMILIES):
        name = f"f{number}"
        found += a_family(random, name, kinds=wanted[number % len(wanted)])
        found.append(
            a_fact("relationship", "2024-01-08", fact_id=f"{name}.siblings", child=f"{name}-a",
                   relative=f"{name}-b", relation="brother_or_sister")
        )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def every_fact() -> list[Fact]:
    return [*golden_set.facts(), *families()]


@pytest.fixture(scope="module")
def extract(every_fact: list[Fact], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of it as one file of Parquet."""
    lines = tmp_path_factory.mktemp("extract") / "facts.jsonl"
    lines.write_text("".join(json.dumps(each.as_dict()) + "\n" for each in every_fact))
    return parquet_of(lines)


@pytest.fixture(scope="module")
def by_python(every_fact: list[Fact]) -> list[Row]:
    return in_python(every_fact, rules=EVERY.values())


@pytest.fixture(scope="module")
def by_duckdb(extract: Path) -> Iterator[InDuckDB]:
    engine = InDuckDB()
    assert not read_extract(engine, [extract]).wrong
    engine.fill("deadlines", LOADED["deadlines"], deadline_rows(EVERY.values()))
    make_tables(engine, rules=EVERY.values())
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def spark() -> Iterator["SparkSession"]:
    try:
        session = start("local[2]", **FOR_FEW_FACTS)
    except NoSpark as error:
        pytest.skip(str(error))
    yield session
    session.stop()


@pytest.fixture(scope="module")
def by_spark(
    spark: "SparkSession", extract: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[InSpark]:
    engine = InSpark(spark, scratch=tmp_path_factory.mktemp("spark"))
    assert not read_extract(engine, [extract]).wrong
    engine.fill("deadlines", LOADED["deadlines"], deadline_rows(EVERY.values()))
    make_tables(engine, rules=EVERY.values())
    yield engine
    engine.close()


def found_by(engine: Engine, *, at_once: int = 1) -> list[Row]:
    with ThreadPoolExecutor(at_once) as pool:
        found = pool.map(lambda rule: engine.rows(rule.shape.sql()), EVERY.values())
        return in_rows(
            (code, *row) for code, rows in zip(EVERY, found, strict=True) for row in rows
        )


def in_rows(found: Iterator[tuple]) -> list[Row]:  # type: ignore[type-arg]
    return sorted(
        (code, child, concern or "", to_date(raised).isoformat(),
         None if cleared is None else to_date(cleared).isoformat(), fact_id)
        for code, child, concern, raised, cleared, fact_id in found
    )  # fmt: skip


def is_golden(row: Row) -> bool:
    # The families' names have no full stop, and the golden set is of the rulebook.
    return "." in row[1] and row[0] in RULES


def test_the_golden_set_is_of_every_rule_and_plain_python_finds_it() -> None:
    """After a change that is meant: `.venv/bin/python -m tests.spec.golden_set`, and read it."""
    assert {row[0] for row in golden_set.expected()} == set(RULES)
    assert in_python(golden_set.facts()) == golden_set.expected()


def test_every_rule_and_lesson_is_tried_in_earnest(by_python: list[Row]) -> None:
    assert {row[0] for row in by_python} == set(EVERY)


def test_duckdb_finds_what_python_finds(by_duckdb: InDuckDB, by_python: list[Row]) -> None:
    found = found_by(by_duckdb)

    assert found == by_python
    assert [row for row in found if is_golden(row)] == golden_set.expected()


def test_spark_finds_what_python_finds(by_spark: InSpark, by_python: list[Row]) -> None:
    found = found_by(by_spark, at_once=3)

    assert found == by_python
    assert [row for row in found if is_golden(row)] == golden_set.expected()


def test_spark_reads_an_extract_as_duckdb_does(by_spark: InSpark, by_duckdb: InDuckDB) -> None:
    for name, columns in (
        ("facts", [each for each in COLUMNS if each != "known_day"] + ["known_day"]),
        ("listed", ["child", "fact_id", "field", "value"]),
        ("siblings", ["child", "sibling"]),
        ("threads", ["child", "concern", "opened_day", "answered_day"]),
    ):
        asked = f"SELECT {', '.join(columns)} FROM {name}"
        assert sorted(by_spark.rows(asked), key=str) == sorted(by_duckdb.rows(asked), key=str), name


def test_postgresql_finds_what_python_finds(
    database_server: embedded.Server, by_duckdb: InDuckDB, by_python: list[Row]
) -> None:
    own = embedded.make_database(database_server, "keepsight_three_engines")
    try:
        with psycopg.connect(own.owner_url) as postgres:
            _load(postgres, by_duckdb)
            found = in_rows(
                (code, *row)
                for code, rule in EVERY.items()
                for row in postgres.execute(rule.shape.sql())
            )
    finally:
        embedded.drop_database(own, own.database)

    assert found == by_python


def _load(postgres: psycopg.Connection, duck: InDuckDB) -> None:
    """The loaded tables as DuckDB has them, and those that are made of them by PostgreSQL."""
    for name, columns in {"facts": COLUMNS, **LOADED}.items():
        typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        postgres.execute(f"CREATE TABLE {name} ({typed})")
        rows = (
            deadline_rows(EVERY.values())
            if name == "deadlines"
            else duck.rows(f"SELECT {', '.join(columns)} FROM {name}")
        )
        with postgres.cursor().copy(f"COPY {name} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        postgres.execute(f"ANALYZE {name}")
    for name, sql in tables_for(EVERY.values()).items():
        postgres.execute(f"CREATE TABLE {name} AS {sql}")
        postgres.execute(f"ANALYZE {name}")


def test_the_command_writes_the_same_on_spark(
    spark: "SparkSession", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the files to the Parquet of findings, threads and children; two rules are enough."""
    rules = {code: RULES[code] for code in ("first_core_group_late", "initial_conference_late")}
    monkeypatch.setattr("keepsight.rules.in_force.THE_RULEBOOK", RulesInForce(rules))
    folder = tmp_path / "nation" / "authority=ash dale [north]"
    folder.mkdir(parents=True)
    (folder / "facts.jsonl").write_text(
        "".join(json.dumps(each.as_dict()) + "\n" for each in golden_set.facts())
    )
    for name, more in (("duckdb", []), ("spark", ["--master", "local[2]"])):
        given = ["watch", tmp_path / "nation", "--report", tmp_path / name, "--engine", name, *more]
        shown = CliRunner().invoke(app, list(map(str, given)))
        assert shown.exit_code == 0, shown.output
    for what in ("findings", "threads", "children"):
        one, two = (
            pq.read_table(tmp_path / name / what, partitioning="hive").to_pylist()
            for name in ("duckdb", "spark")
        )
        assert one
        assert one == two, what
