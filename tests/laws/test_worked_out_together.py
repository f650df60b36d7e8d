"""Authorities that are worked out together get what each gets alone, though they call children,
facts and concerns by the same names; and what is broken in one is nothing to another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from keepsight.facts.extract import SIBLINGS
from keepsight.rules import by_number, nation
from keepsight.rules.engine import Unreadable
from keepsight.rules.extract.check import read_extract
from keepsight.rules.extract.shape import ALIKE, list_in_words
from keepsight.rules.in_duckdb import InDuckDB
from keepsight.rules.partition import partitions
from keepsight.rules.written import WRITTEN, Outcome
from tests.laws.test_numbered import siblings_among
from tests.laws.test_two_faces import families, seeded
from tests.unit.a_fact import a_concern
from tests.unit.test_watch_nation import changed, written

NAMES = ("ash", "birch", "cedar")


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The families of each are other ones, and called the same; one says who are siblings."""
    folder = tmp_path_factory.mktemp("nation")
    for seed, name in enumerate(NAMES):
        facts = [each for own in families(seeded(seed), how_many=150).values() for each in own]
        written(folder / f"authority={name}", [*facts, *siblings_among(facts)])
    (folder / "authority=birch" / SIBLINGS).write_text(
        "child,sibling\nf1-a,f2-a\nf2-a,f1-a\nf1-a,nobody-else\n"
    )
    return folder


@pytest.fixture
def engine() -> Iterator[InDuckDB]:
    engine = InDuckDB()
    yield engine
    engine.close()


def worked_out(folder: Path, into: Path, engine: InDuckDB) -> list[Outcome]:
    return list(nation.run_partitions(partitions(folder), into=into, engine=engine))


def told(into: Path, name: str) -> dict[str, list[dict[str, Any]]]:
    return {
        what: pq.read_table(into / what / f"authority={name}", partitioning=None).to_pylist()
        for what in WRITTEN
    }


def test_together_is_as_alone(
    three: Path, tmp_path: Path, engine: InDuckDB, monkeypatch: pytest.MonkeyPatch
) -> None:
    together = worked_out(three, tmp_path / "together", engine)
    monkeypatch.setattr(nation, "TOGETHER", 1)
    alone = worked_out(three, tmp_path / "alone", engine)

    assert together == alone
    assert [each.partition for each in together] == list(NAMES)
    for name in NAMES:
        own = told(tmp_path / "together", name)
        assert len(own["findings"]) > 500
        assert own == told(tmp_path / "alone", name), name
    assert told(tmp_path / "alone", "ash") != told(tmp_path / "alone", "birch")


def test_what_cannot_be_worked_out_together_is_one_by_one(
    three: Path, tmp_path: Path, engine: InDuckDB, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And then what is wrong is one authority's."""
    find = by_number.find

    def fails_on_birch(engine: InDuckDB, rules: Any) -> None:
        if engine.rows("SELECT name FROM held JOIN child_names USING (child) WHERE name = 'birch'"):
            raise Unreadable("a number too large")
        find(engine, rules)

    monkeypatch.setattr(by_number, "find", fails_on_birch)
    folder = tmp_path / "nation"
    for name in NAMES:
        written(folder / f"authority={name}", [a_concern("2024-01-08", fact_id="c1", child=name)])

    outcomes = worked_out(folder, tmp_path / "report", engine)

    assert [each.partition for each in outcomes if not each.wrong] == ["ash", "cedar"]
    assert "birch" in str(outcomes[1].wrong[0])
    assert "a number too large" in str(outcomes[1].wrong[0])
    assert told(tmp_path / "report", "cedar")["threads"]


def test_what_cannot_be_written_of_one_is_written_of_the_others(
    three: Path, tmp_path: Path, engine: InDuckDB, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = engine.write

    def fails_on_birch(sql: str, folder: Path) -> None:
        if "birch" in folder.name and folder.parent.name == "threads":
            raise Unreadable("a day that is none")
        write(sql, folder)

    monkeypatch.setattr(engine, "write", fails_on_birch)

    outcomes = worked_out(three, tmp_path / "report", engine)

    assert [each.partition for each in outcomes if not each.wrong] == ["ash", "cedar"]
    assert "a day that is none" in str(outcomes[1].wrong[0])
    assert not list((tmp_path / "report").glob("*/*birch*")), "nothing of it is left"


def test_what_was_judged_of_one_authority_is_judged_of_the_next(
    tmp_path: Path, engine: InDuckDB
) -> None:
    """A concern without a harm, alike in two of them; and alike facts that are right in all."""
    for name in NAMES:
        concerns = [a_concern("2024-01-08", fact_id=f"c{n}", child="child") for n in range(3)]
        path = written(tmp_path / "in" / f"authority={name}", concerns)
        if name != "cedar":
            changed(path, 2, harms=[])

    outcomes = worked_out(tmp_path / "in", tmp_path / "report", engine)

    assert [bool(each.wrong) for each in outcomes] == [True, True, False]
    for each in outcomes[:2]:
        assert [(wrong.row, wrong.expected[:39]) for wrong in each.wrong] == [
            (2, "harms: a concern names at least one har")
        ]
    assert len(told(tmp_path / "report", "cedar")["threads"]) == 3


def test_no_two_shapes_have_one_number(three: Path, engine: InDuckDB) -> None:
    assert not read_extract(engine, [three / "authority=ash" / "facts.parquet"]).wrong

    ((numbers,),) = engine.rows("SELECT COUNT(DISTINCT shape) FROM held")
    parts = ", ".join(ALIKE)
    ((shapes,),) = engine.rows(f"SELECT COUNT(*) FROM (SELECT DISTINCT {parts} FROM raw)")

    assert numbers == shapes
    assert shapes > 200, "there were many to tell apart"


def test_which_of_several_lists_is_empty_makes_another_number() -> None:
    """DuckDB's HASH passes over a list that is not there, and takes the next in its place."""
    lists = "(VALUES (NULL), ([]), (['a']), (['b']), (['a', 'b']), (['b', 'a']))"
    together = f"{lists} x (x), {lists} y (y), {lists} z (z)"
    number = f"HASH({', '.join(map(list_in_words, 'xyz'))})"

    row = duckdb.execute(f"SELECT COUNT(DISTINCT {number}), COUNT(*) FROM {together}").fetchone()

    # An empty list says what no list says.
    assert row == (5**3, 6**3)
