"""What the rules find in extracts, by DuckDB and quickly: by tables in which children, facts and
concerns have numbers, told by name again. Several extracts are worked out together."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from keepsight.rules import numbered_found
from keepsight.rules.by_name import findings_of, threads_of
from keepsight.rules.dialect import quoted, texts
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.numbered import load_numbered
from keepsight.rules.numbered_found import CONCERN_HARMS, FOUND, THREADS
from keepsight.rules.rule import Rule
from keepsight.rules.tables import LOADED

_CHILDREN = """
    SELECT h.child, DATE '1970-01-01' + MIN(h.day) AS first_on,
        DATE '1970-01-01' + MAX(h.day) AS last_on, COUNT(*) AS facts
    FROM held h
    JOIN shapes s ON s.shape = h.shape
    WHERE s.kind <> 'entered_in_error' AND h.rowid NOT IN (SELECT fact_id FROM replaced)
    GROUP BY h.child"""

_PART = {"part": "integer"}


def make_tables(
    engine: InDuckDB,
    *,
    rules: Iterable[Rule],
    siblings: Mapping[int, Iterable[tuple[str, str]]] = MappingProxyType({}),
) -> None:
    """As `by_name.make_tables`, of all extracts that are held for these rules."""
    pairs = ((part, *pair) for part, known in siblings.items() for pair in known)
    engine.fill("known_siblings", {**_PART, **LOADED["siblings"]}, pairs)
    load_numbered(engine, rules=rules, siblings_known=list(siblings), is_held=True)
    engine.table("every_child", _CHILDREN)


def find(engine: InDuckDB, rules: Iterable[Rule]) -> None:
    """As `by_name.find`, of all of them."""
    numbered_found.find(engine, rules=rules)


def children(engine: InDuckDB, part: int) -> str:
    """As `by_name.children`."""
    return f"""
    SELECT c.name AS child, e.* EXCLUDE (child)
    FROM every_child e JOIN child_names c ON c.child = e.child
    WHERE c.part = {part} ORDER BY c.name"""


def threads(engine: InDuckDB, part: int) -> str:
    """As `by_name.threads`."""
    own = f"WHERE c.part = {part}"
    return threads_of(engine, f"({THREADS} {own})", f"({CONCERN_HARMS} {own})")


def findings(engine: InDuckDB, rules: Iterable[Rule], part: int) -> str:
    """As `by_name.findings`."""
    codes = texts(each.code for each in rules)
    own = f"WHERE c.part = {part} AND found.rule IN ({codes or quoted('')})"
    return findings_of(engine, f"{FOUND} {own}")
