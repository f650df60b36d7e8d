"""The rules over many children at once: the SQL of each shape, run by DuckDB."""

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb

from keepsight.facts.chronology import current
from keepsight.facts.column import COLUMNS, listed_rows, row
from keepsight.facts.fact import Fact
from keepsight.practice.day import to_date
from keepsight.rules.finding import Finding, in_order
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES
from keepsight.rules.tables import LOADED, deadline_rows, tables_for
from keepsight.rules.watch import cannot_tell

_TYPES = {"text": "VARCHAR", "integer": "INTEGER", "boolean": "BOOLEAN"}


def findings_in_duckdb(
    facts: Iterable[Fact],
    *,
    siblings: Mapping[str, Iterable[str]] | None = None,
    supplied: frozenset[str] | None = None,
    rules: Iterable[Rule] | None = None,
) -> list[Finding]:
    """What the rules say about all these children, the same as one child at a time.

    `facts` as the ledger has them, in any order; `siblings` names each child's brothers and
    sisters; `supplied` as for a History. A finding names only the fact that raised it.
    """
    chosen = list(RULES.values() if rules is None else rules)
    silent = {each.rule for each in cannot_tell(supplied, rules=chosen)}
    chosen = [each for each in chosen if each.code not in silent]
    with duckdb.connect() as connection:
        load_calendar(connection, rules=chosen)
        load(connection, facts, siblings=siblings or {})
        make(connection, rules=chosen)
        return findings(connection, rules=chosen)


def load_calendar(connection: duckdb.DuckDBPyConnection, *, rules: Iterable[Rule]) -> None:
    """Fill the table of last days in time for every clock of these rules."""
    dues = ({"clock": c, "start_day": s, "due_day": d} for c, s, d in deadline_rows(rules))
    _fill(connection, "deadlines", LOADED["deadlines"], dues)


def load(
    connection: duckdb.DuckDBPyConnection,
    facts: Iterable[Fact],
    *,
    siblings: Mapping[str, Iterable[str]],
) -> None:
    """Fill the tables of the facts in place of what was there."""
    every = current(facts)
    listed = (dict(zip(LOADED["listed"], r, strict=True)) for f in every for r in listed_rows(f))
    pairs = (
        {"child": child, "sibling": each} for child, known in siblings.items() for each in known
    )
    _fill(connection, "facts", COLUMNS, fact_rows(every))
    _fill(connection, "listed", LOADED["listed"], listed)
    _fill(connection, "siblings", LOADED["siblings"], pairs)


def make(connection: duckdb.DuckDBPyConnection, *, rules: Iterable[Rule]) -> None:
    """Make, of the loaded tables, those that these rules read beside them."""
    for name, sql in tables_for(rules).items():
        connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")


def findings(
    connection: duckdb.DuckDBPyConnection, *, rules: Iterable[Rule] | None = None
) -> list[Finding]:
    """Run the rules on tables that are there already. In order of the day raised."""
    found = [
        Finding(rule.code, child, concern, to_date(raised), _date(cleared), (fact_id,))
        for rule in (RULES.values() if rules is None else rules)
        for child, concern, raised, cleared, fact_id in connection.execute(
            rule.shape.sql()
        ).fetchall()
    ]
    return in_order(found)


def fact_rows(facts: Iterable[Fact]) -> Iterator[dict[str, Any]]:
    """Rows of `facts` for current facts in order; `position` counts within each child."""
    places: dict[str, int] = defaultdict(int)
    for each in facts:
        yield row(each, position=places[each.child])
        places[each.child] += 1


def _date(day: int | None) -> Any:
    return None if day is None else to_date(day)


def _fill(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    columns: Mapping[str, str],
    rows: Iterable[Mapping[str, Any]],
) -> None:
    typed = {column: _TYPES[kind] for column, kind in columns.items()}
    wanted = ", ".join(f"{column} {kind}" for column, kind in typed.items())
    connection.execute(f"CREATE OR REPLACE TABLE {name} ({wanted})")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.json"
        with path.open("w", encoding="utf-8") as file:
            for each in rows:
                given = {column: value for column, value in each.items() if value is not None}
                file.write(json.dumps(given) + "\n")
        if path.stat().st_size:
            connection.execute(
                f"INSERT INTO {name} BY NAME "
                "SELECT * FROM read_json(?, columns = ?, format = 'newline_delimited')",
                [str(path), typed],
            )
