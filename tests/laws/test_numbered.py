"""With numbers in place of names, the rules find the same as one child at a time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest

from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.practice.day import to_date
from keepsight.rules.history import history_of, siblings_in
from keepsight.rules.numbered import load_numbered
from keepsight.rules.numbered_found import findings_numbered
from keepsight.rules.rule import Rule
from keepsight.rules.rulebook import RULES
from keepsight.rules.run import load_calendar
from keepsight.rules.watch import findings_of
from keepsight.synthetic.authority import invent
from tests.laws.test_extract import view_extract
from tests.laws.test_two_faces import families, seeded
from tests.unit.a_fact import a_fact

Found = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def engine() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        load_calendar(connection, rules=RULES.values())
        yield connection


def in_python(facts: list[Fact], *, rules: list[Rule]) -> Found:
    known = current(facts)
    near = siblings_in(known)
    own: dict[str, list[Fact]] = {child: [] for child in near}
    for each in known:
        own.setdefault(each.child, []).append(each)
    found = []
    for child in own:
        family = [f for each in (child, *near.get(child, ())) for f in own[each]]
        history = history_of(child, family, siblings=near.get(child, ()))
        found += findings_of(history, rules=rules)
    return sorted(
        (f.rule, f.child, f.concern or "", f.raised_on, str(f.cleared_on), f.facts[0])
        for f in found
    )


def by_numbers(engine: duckdb.DuckDBPyConnection, *, rules: list[Rule]) -> Found:
    load_numbered(engine, rules=rules)
    return sorted(
        (rule, child, concern or "", to_date(raised), str(cleared and to_date(cleared)), fact)
        for rule, child, concern, raised, cleared, fact in findings_numbered(engine, rules=rules)
    )


def siblings_among(facts: list[Fact]) -> list[Fact]:
    """Facts that say which children are brothers and sisters: those of one family."""
    names = sorted({each.child for each in facts})
    return [
        a_fact(
            "relationship",
            "2001-01-01",
            fact_id=f"{name}-sibling",
            child=name,
            relative=f"{name[:-1]}{'b' if name.endswith('a') else 'a'}",
            relation="brother_or_sister",
        )
        for name in names
    ]


@pytest.fixture(scope="module")
def awkward() -> list[Fact]:
    facts = [each for own in families(seeded(8), how_many=4_000).values() for each in own]
    return facts + siblings_among(facts)


@pytest.fixture(scope="module")
def expected(awkward: list[Fact]) -> Found:
    return in_python(awkward, rules=list(RULES.values()))


def test_awkward_families(
    engine: duckdb.DuckDBPyConnection, awkward: list[Fact], expected: Found, tmp_path: Path
) -> None:
    view_extract(engine, awkward, tmp_path)

    assert by_numbers(engine, rules=list(RULES.values())) == expected
    # That each one is tried is asked of more families, in test_two_faces.
    assert len({each[0] for each in expected}) > 0.9 * len(RULES), "most were tried in earnest"


def test_each_rule_alone_reads_what_it_needs(
    engine: duckdb.DuckDBPyConnection, awkward: list[Fact], expected: Found, tmp_path: Path
) -> None:
    """What no rule names is not read; so each must find the same when it is alone."""
    view_extract(engine, awkward, tmp_path)

    for code, rule in RULES.items():
        assert by_numbers(engine, rules=[rule]) == [e for e in expected if e[0] == code]


def test_an_authority(engine: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    authority = invent(children=150, years=2, until=date(2026, 3, 31), seed=4)
    view_extract(engine, list(authority.facts), tmp_path)
    rules = list(RULES.values())

    found = by_numbers(engine, rules=rules)

    assert found
    assert found == in_python(list(authority.facts), rules=rules)
