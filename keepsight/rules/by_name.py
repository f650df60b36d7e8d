"""What the rules find in an extract, on any engine: by tables in which children, facts and concerns
have their names."""

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from keepsight.rules.engine import Engine
from keepsight.rules.extract.table import tables
from keepsight.rules.rule import Rule
from keepsight.rules.tables import LOADED, tables_for

CHILDREN = """
    SELECT child, DATE '1970-01-01' + MIN(day) AS first_on, DATE '1970-01-01' + MAX(day) AS last_on,
        COUNT(*) AS facts
    FROM facts GROUP BY child"""


def make_tables(
    engine: Engine,
    *,
    rules: Iterable[Rule],
    siblings: Mapping[int, Iterable[tuple[str, str]]] = MappingProxyType({}),
) -> None:
    """Make, of the checked extract, every table that these rules read. The calendar is there.

    `siblings`: of each extract by its number (here there is one, number 0) each child with each
    brother or sister; it is left out where facts of relationships say who they are.
    """
    for name, sql in tables(engine.dialect).items():
        engine.table(name, sql)
    if 0 in siblings:
        engine.fill("siblings", LOADED["siblings"], siblings[0])
    for together in in_rounds({**tables_for(rules), "every_child": CHILDREN}):
        engine.tables(together)


def in_rounds(tables: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """These tables, in such rounds that none reads another of its own round or of a later one: an
    engine may work at those of a round at the same time."""
    left = dict(tables)
    while left:
        names = re.compile(rf"\b({'|'.join(left)})\b")
        ready = {name: sql for name, sql in left.items() if not set(names.findall(sql)) - {name}}
        if not ready:
            # A column that is called as a table is; they come in an order that will do.
            name = next(iter(left))
            ready = {name: left[name]}
        yield ready
        left = {name: sql for name, sql in left.items() if name not in ready}


def find(engine: Engine, rules: Iterable[Rule]) -> None:
    """Work out what these rules find; each rule's by themselves, which takes less."""
    engine.tables({f"found_{rule.code}": rule.shape.sql() for rule in rules})


def children(engine: Engine, part: int) -> str:
    """A SELECT of every child of this extract, with its first and last day and how many facts."""
    return "SELECT * FROM every_child ORDER BY child"


def threads(engine: Engine, part: int) -> str:
    """A SELECT of each stretch in which a concern was open, with its harms."""
    return threads_of(engine, "threads", "concern_harms")


def findings(engine: Engine, rules: Iterable[Rule], part: int) -> str:
    """A SELECT of every finding of these rules, which were worked out."""
    every = " UNION ALL ".join(
        f"SELECT '{rule.code}' AS rule, child, concern, raised_day, cleared_day, fact_id "
        f"FROM found_{rule.code}"
        for rule in rules
    )
    none = (
        "SELECT '' AS rule, '' AS child, '' AS concern, 0 AS raised_day, 0 AS cleared_day, "
        "'' AS fact_id WHERE 1 = 0"
    )
    return findings_of(engine, every or none)


def threads_of(engine: Engine, stretches: str, harms: str) -> str:
    """The same out of these, with names and with days as numbers."""
    return f"""
    SELECT t.child, t.concern, {_date("t.opened_day")} AS opened_on,
        {_date("t.answered_day")} AS answered_on, h.harms
    FROM {stretches} t
    LEFT JOIN (
        SELECT child, concern, {engine.dialect.listed("harm")} AS harms
        FROM {harms} GROUP BY child, concern
    ) h ON h.child = t.child AND h.concern = t.concern
    ORDER BY t.child, t.concern, t.opened_day"""


def findings_of(engine: Engine, found: str) -> str:
    """A SELECT of findings as they are written, out of one with names and with days as numbers."""
    names = "CONCAT_WS(CHR(31), rule, child, COALESCE(concern, ''), fact_id, NULLIF(turn, 0))"
    return f"""
    SELECT SUBSTRING({engine.dialect.sha256(names)}, 1, 16) AS finding_id, rule, child, concern,
        {_date("raised_day")} AS raised_on, {_date("cleared_day")} AS cleared_on, fact_id
    FROM (
        SELECT f.*, ROW_NUMBER() OVER (
            PARTITION BY rule, child, concern, fact_id ORDER BY raised_day) - 1 AS turn
        FROM ({found}) f) found
    ORDER BY raised_on, child, rule, COALESCE(concern, ''), fact_id"""


def _date(day: str) -> str:
    return f"DATE '1970-01-01' + CAST({day} AS INTEGER)"
