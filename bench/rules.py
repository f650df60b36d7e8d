"""All rules: on one child with a long record, and on every child of the invented authority, one by
one in Python and all at once in DuckDB. The floor is one scan and sort of the same facts."""

from datetime import date

import duckdb

from bench.figure import Figure, figure, ratio, times
from bench.life import life
from keepsight.cli.demo import CHILDREN, SEED, YEARS
from keepsight.facts.chronology import current
from keepsight.rules import run
from keepsight.rules.history import History, history_of
from keepsight.rules.rulebook import RULES
from keepsight.rules.watch import findings_of
from keepsight.synthetic.authority import Authority, invent

LONG, SIBLING = 1_000, 300
UNTIL = date(2026, 3, 31)


def measure() -> list[Figure]:
    """One child in Python, with nobody else in memory; then the authority, both ways."""
    one_child = _one_child()
    authority = invent(children=CHILDREN, years=YEARS, until=UNTIL, seed=SEED)
    return [one_child, *_authority(authority)]


def _one_child() -> Figure:
    own, other = (current(life(each, facts)) for each, facts in (("a", LONG), ("b", SIBLING)))
    spent = times(lambda: findings_of(History("a", own, {"b": other})), often=200)
    what = f"All rules on a child with {LONG:,} facts, Python"
    return figure(what, spent, note="25 concerns that nobody answered")


def _authority(authority: Authority) -> list[Figure]:
    facts = len(authority.facts)
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        run.load_calendar(connection, rules=RULES.values())
        loaded = times(
            lambda: run.load(connection, authority.facts, siblings=authority.siblings),
            often=1,
            warm_up=0,
        )
        floor = times(lambda: connection.execute(_FLOOR), often=7)
        at_once = times(lambda: _in_duckdb(connection), often=7, warm_up=2)
    one_by_one = times(lambda: _in_python(authority), often=3, warm_up=1)
    size = f"{len(authority.children):,} children, {facts:,} facts"
    against = "one scan and sort"
    return [
        figure(
            "All rules on the default authority, DuckDB",
            at_once,
            floor=ratio(at_once, floor, against),
            note=f"{size}; loading the tables takes {loaded[0]:.1f} s more",
        ),
        figure(
            "All rules on the same, child by child, Python",
            one_by_one,
            floor=ratio(one_by_one, floor, against),
            note=f"{sum(one_by_one) / 3 / len(authority.children) * 1000:.2f} ms a child",
        ),
    ]


_FLOOR = "CREATE OR REPLACE TABLE sorted AS SELECT * FROM facts ORDER BY child, day"


def _in_duckdb(connection: duckdb.DuckDBPyConnection) -> None:
    run.make(connection, rules=RULES.values())
    run.findings(connection)


def _in_python(authority: Authority) -> None:
    by_child, siblings = authority.facts_by_child, authority.siblings
    for child, own in by_child.items():
        family = [*own, *(fact for each in siblings[child] for fact in by_child[each])]
        findings_of(history_of(child, family, siblings=siblings[child]))
