"""What rules find in tables with numbers in place of names, told by name again."""

from collections.abc import Iterable, Iterator
from typing import Any

from keepsight.rules.extract.held import Database
from keepsight.rules.rule import Rule

FOUND = """
    SELECT found.rule, c.name AS child, o.name AS concern, found.raised_day, found.cleared_day,
        f.name AS fact_id
    FROM found
    JOIN child_names c ON c.child = found.child
    JOIN fact_names f ON f.fact_id = found.fact_id
    LEFT JOIN concern_names o ON o.concern = found.concern"""
"""A SELECT of what `find` found, by names."""

THREADS = """
    SELECT c.name AS child, o.name AS concern, t.opened_day, t.answered_day
    FROM threads t
    JOIN child_names c ON c.child = t.child
    JOIN concern_names o ON o.concern = t.concern"""
"""A SELECT of the stretches in which concerns were open, by names."""

CONCERN_HARMS = """
    SELECT c.name AS child, o.name AS concern, h.harm
    FROM concern_harms h
    JOIN child_names c ON c.child = h.child
    JOIN concern_names o ON o.concern = h.concern"""
"""A SELECT of the harms of concerns, by names."""


def find(database: Database, *, rules: Iterable[Rule]) -> None:
    """Run the rules on such tables; what they find is there as FOUND then."""
    database.execute(
        "CREATE OR REPLACE TABLE found (rule VARCHAR, child INTEGER, concern INTEGER, "
        "raised_day INTEGER, cleared_day INTEGER, fact_id INTEGER)"
    )
    for each in rules:
        database.execute(
            f"INSERT INTO found SELECT '{each.code}', child, CAST(concern AS INTEGER), "
            f"raised_day, cleared_day, fact_id FROM ({each.shape.sql()})"
        )


def findings_numbered(database: Database, *, rules: Iterable[Rule]) -> Iterator[tuple[Any, ...]]:
    """Run the rules on such tables: rule, child, concern, raised_day, cleared_day and fact_id."""
    find(database, rules=rules)
    rows = database.execute(f"{FOUND} ORDER BY raised_day, child, rule, concern, fact_id")
    while batch := rows.fetchmany(10_000):
        yield from batch
