"""An extract read in SQL makes the tables that the facts, read one by one, make in Python."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from keepsight.facts.chronology import current
from keepsight.facts.column import COLUMNS
from keepsight.facts.extract import FIELDS
from keepsight.facts.fact import Fact
from keepsight.rules.dialect import DUCKDB
from keepsight.rules.extract.table import tables, typed
from keepsight.rules.history import siblings_in
from keepsight.rules.run import load
from keepsight.synthetic.authority import invent
from tests.laws.small_lives import a_family, seeded
from tests.unit.a_fact import a_concern, a_fact

Rows = dict[str, list[tuple[object, ...]]]
ASKED = {
    "facts": f"SELECT {', '.join(COLUMNS)} FROM facts ORDER BY fact_id",
    "listed": "SELECT child, fact_id, field, value FROM listed ORDER BY ALL",
    "siblings": "SELECT child, sibling FROM siblings ORDER BY ALL",
}


@pytest.fixture
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def asked(engine: duckdb.DuckDBPyConnection) -> Rows:
    return {name: engine.execute(sql).fetchall() for name, sql in ASKED.items()}


def in_python(engine: duckdb.DuckDBPyConnection, facts: list[Fact]) -> Rows:
    known = {child: others - {child} for child, others in siblings_in(current(facts)).items()}
    load(engine, facts, siblings=known)
    return asked(engine)


def view_extract(
    engine: duckdb.DuckDBPyConnection,
    facts: list[Fact],
    folder: Path,
    *,
    as_held: Callable[[Fact], dict[str, Any]] = Fact.as_dict,
) -> None:
    """Write the facts to a file, and look at it as `raw`."""
    path = folder / "facts.jsonl"
    path.write_text("".join(json.dumps(as_held(each)) + "\n" for each in facts))
    columns = {name: DUCKDB.types[shape] for name, shape in FIELDS.items()}
    file = folder / "facts.parquet"
    engine.read_json(str(path), columns=columns, format="newline_delimited").write_parquet(
        str(file)
    )
    read = f"read_parquet('{file}', file_row_number = true)"
    raw = typed(DUCKDB, columns, read_from=read, place="file_row_number")
    engine.execute(f"CREATE OR REPLACE VIEW raw AS {raw}")


def in_sql(
    engine: duckdb.DuckDBPyConnection,
    facts: list[Fact],
    folder: Path,
    *,
    as_held: Callable[[Fact], dict[str, Any]] = Fact.as_dict,
) -> Rows:
    view_extract(engine, facts, folder, as_held=as_held)
    for name, sql in tables(DUCKDB).items():
        engine.execute(f"DROP TABLE IF EXISTS {name}")
        engine.execute(f"CREATE TABLE {name} AS {sql}")
    return asked(engine)


def test_awkward_families_read_alike(engine: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    random = seeded(11)
    facts = [f for number in range(600) for f in a_family(random, f"f{number}")]

    assert in_sql(engine, facts, tmp_path) == in_python(engine, facts)


def test_an_authority_reads_alike(engine: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    authority = invent(children=150, years=2, until=date(2026, 3, 31), seed=4)

    here = in_sql(engine, list(authority.facts), tmp_path)

    assert here == in_python(engine, list(authority.facts))
    assert all(here.values())


def corrections() -> list[Fact]:
    """Every way in which a fact is corrected, taken out, or may not be."""

    def takes_out(fact_id: str, what: str, on: str, **given: Any) -> Fact:
        return a_fact(
            "entered_in_error", on, fact_id=fact_id, corrects=what, reasons="Wrong.", **given
        )

    later = {"known": "2025-06-02"}
    return [
        a_fact("visit", "2025-05-01", fact_id="visit", seen="seen"),
        a_fact("visit", "2025-05-02", fact_id="visit-again", corrects="visit", **later),
        a_fact("visit", "2025-05-03", fact_id="too-early", corrects="later", known="2025-05-03"),
        a_fact("visit", "2025-05-03", fact_id="later", **later),
        # A circle hides nothing: only the later of the two counts.
        a_fact("visit", "2025-05-04", fact_id="round-a", corrects="round-b", **later),
        a_fact("visit", "2025-05-04", fact_id="round-b", corrects="round-a", known="2025-06-03"),
        a_fact("note", "2025-05-05", fact_id="note"),
        a_fact("core_group", "2025-05-05", fact_id="note-is", corrects="note", **later),
        a_fact("core_group", "2025-05-06", fact_id="other-kind", corrects="visit-again", **later),
        a_fact("visit", "2025-05-06", fact_id="other", child="child-2", corrects="later", **later),
        takes_out("out", "other-kind", "2025-06-04", known="2025-06-04"),
        takes_out("out-of-nothing", "nothing", "2025-06-04"),
        a_concern("2025-05-07", fact_id="concern"),
        takes_out("not-out", "concern", "2025-06-04"),
        a_concern("2025-05-08", fact_id="concern-2", corrects="concern", **later),
        a_concern(
            "2025-05-09", fact_id="concern-3", concerns=("concern",), corrects="concern", **later
        ),
        # The same moment: the name decides which is the later.
        a_fact("visit", "2025-05-10", fact_id="same-a", corrects="same-b"),
        a_fact("visit", "2025-05-10", fact_id="same-b", corrects="same-a"),
        *(
            a_fact("relationship", "2025-05-01", fact_id=name, relative=relative, relation=relation)
            for name, relative, relation in (
                ("brother", "child-2", "brother_or_sister"),
                ("wrong", "child-3", "brother_or_sister"),
                ("self", "child-1", "brother_or_sister"),
                ("mother", "adult-1", "mother"),
            )
        ),
        takes_out("not-a-brother", "wrong", "2025-06-04"),
    ]


def test_corrections_read_alike(engine: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    facts = corrections()

    here = in_sql(engine, facts, tmp_path)

    assert here == in_python(engine, facts)
    assert here["siblings"] == [("child-1", "child-2"), ("child-2", "child-1")]
    assert len(here["facts"]) < len(facts) - 5


def test_the_day_it_became_known_is_londons(
    engine: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    moments = (
        datetime(year, month, day, hour, 30, tzinfo=UTC)
        for year in (1970, 1985, 1999, 2026, 2031)
        for month in (1, 3, 7, 10)
        for day in (1, 24, 25, 26, 27, 28, 29, 30, 31)
        for hour in (0, 22, 23)
    )
    facts = [
        a_fact("note", "1969-01-01", fact_id=f"n{number}", recorded_at=moment)
        for number, moment in enumerate(moments)
    ]

    assert in_sql(engine, facts, tmp_path) == in_python(engine, facts)


def test_what_a_file_leaves_out_is_what_the_class_assumes(
    engine: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    random = seeded(12)
    facts = [f for number in range(300) for f in a_family(random, f"f{number}")]
    facts += [a_concern("2025-05-07", fact_id="own-thread")]

    def shortest(fact: Fact) -> dict[str, Any]:
        held = {"kind": fact.kind, **fact.model_dump(mode="json", exclude_defaults=True)}
        if fact.kind == "concern" and fact.concerns == (fact.fact_id,):
            del held["concerns"]
        return held

    here = in_sql(engine, facts, tmp_path, as_held=shortest)

    assert here == in_python(engine, facts)
