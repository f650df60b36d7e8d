"""What the rules find in an extract, by DuckDB and quickly: by tables in which children, facts and
concerns have numbers, told by name again."""

from collections.abc import Iterable

from keepsight.rules.by_name import findings_of, threads_of
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.numbered import load_numbered
from keepsight.rules.numbered_found import CONCERN_HARMS, FOUND, THREADS, find
from keepsight.rules.rule import Rule
from keepsight.rules.tables import LOADED

_CHILDREN = """
    SELECT child, MIN(happened_on) AS first_on, MAX(happened_on) AS last_on, COUNT(*) AS facts
    FROM raw
    WHERE kind <> 'entered_in_error' AND fact_id NOT IN (SELECT fact_id FROM replaced)
    GROUP BY child"""


def make_tables(
    engine: InDuckDB,
    *,
    rules: Iterable[Rule],
    siblings: Iterable[tuple[str, str]] | None = None,
) -> None:
    """As `by_name.make_tables`."""
    if siblings is not None:
        engine.fill("known_siblings", LOADED["siblings"], siblings)
    load_numbered(engine, rules=rules, known_siblings=siblings is not None)
    engine.table("every_child", _CHILDREN)


def threads(engine: InDuckDB) -> str:
    """As `by_name.threads`."""
    return threads_of(engine, f"({THREADS})", f"({CONCERN_HARMS})")


def findings(engine: InDuckDB, rules: Iterable[Rule]) -> str:
    """As `by_name.findings`."""
    find(engine, rules=rules)
    return findings_of(engine, FOUND)
