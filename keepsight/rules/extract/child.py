"""Single children out of an extract of many: their facts, with those of brothers and sisters, so
that a finding can be told with every fact it rests on."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact, fact_from
from keepsight.practice.codes.person import RELATION
from keepsight.rules.dialect import texts
from keepsight.rules.engine import Engine
from keepsight.rules.extract.beside import read_beside
from keepsight.rules.extract.check import open_extract, rows_held
from keepsight.rules.extract.lines import lines_as_parquet
from keepsight.rules.history import History, history_of, siblings_in
from keepsight.rules.partition import Partition


def histories(
    engine: Engine,
    partition: Partition,
    children: Iterable[str],
    *,
    supplied: frozenset[str] | None = None,
    working: Path | None = None,
) -> Mapping[str, History]:
    """The histories of these children of a partition that was found to hold nothing but facts.

    `working`: a folder for what is needed meanwhile.
    """
    wanted = sorted(set(children))
    if not wanted:
        return {}
    engine.forget()
    with tempfile.TemporaryDirectory(prefix="lines-", dir=working) as scratch:
        files = []
        for number, file in enumerate(partition.files):
            to = file
            if file.suffix != ".parquet":
                to = Path(scratch) / f"{number}.parquet"
                lines_as_parquet(file, to)
            files.append(to)
        open_extract(engine, files)
        pairs = read_beside(partition.files).siblings
        near = (
            _siblings_of(engine, wanted) if pairs is None else {o for c, o in pairs if c in wanted}
        )
        facts = _facts_of(engine, {*wanted, *near})
    known = siblings_in(current(facts)) if pairs is None else _by_child(pairs)
    by_child: dict[str, list[Fact]] = {}
    for each in facts:
        by_child.setdefault(each.child, []).append(each)
    return {
        child: history_of(
            child,
            [f for each in {child, *known.get(child, ())} for f in by_child.get(each, ())],
            siblings=known.get(child, ()),
            supplied=supplied,
        )
        for child in wanted
    }


def _by_child(pairs: Iterable[tuple[str, str]]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = {}
    for child, other in pairs:
        found.setdefault(child, set()).add(other)
    return found


def _siblings_of(engine: Engine, children: list[str]) -> set[str]:
    named = texts(children)
    rows = engine.rows(
        f"SELECT child, relative FROM raw WHERE kind = 'relationship' "
        f"AND relation IN ({texts(RELATION.group('sibling'))}) "
        f"AND (child IN ({named}) OR relative IN ({named}))"
    )
    return {each for row in rows for each in row}


def _facts_of(engine: Engine, children: Iterable[str]) -> list[Fact]:
    chosen = f"SELECT {{0}} FROM raw r WHERE r.child IN ({texts(sorted(children))})"
    found = {held["fact_id"]: fact_from(held) for _, held in rows_held(engine, chosen)}
    return list(found.values())
