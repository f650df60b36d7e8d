"""JSON lines as an extract: each line is read by its class, and written as Parquet beside."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pydantic import ValidationError

from keepsight.facts.extract import FIELDS
from keepsight.facts.fact import KINDS, UnknownKind, fact_from
from keepsight.facts.kind import FieldShape
from keepsight.facts.not_a_fact import why_not
from keepsight.rules.extract.check import MOST, Wrong

_ARROW: dict[FieldShape, Any] = {
    "text": pa.string(),
    "code": pa.string(),
    "codes": pa.list_(pa.string()),
    "texts": pa.list_(pa.string()),
    "yes_no": pa.bool_(),
    "day": pa.date32(),
    "instant": pa.timestamp("us"),
}
_SCHEMA = pa.schema([(name, _ARROW[shape]) for name, shape in FIELDS.items()])
_AT_A_TIME = 20_000


def lines_as_parquet(file: Path, to: Path) -> list[Wrong]:
    """Write the facts of a file of JSON lines as Parquet, or say what is wrong with the first lines
    that are no facts. An empty line gives no row."""
    wrong: list[Wrong] = []
    with pq.ParquetWriter(to, _SCHEMA, compression="zstd") as writer:
        rows: list[dict[str, Any]] = []
        for number, line in enumerate(_lines(file), start=1):
            if not line.strip():
                continue
            try:
                rows.append(_row(line))
            except _NotAFact as error:
                wrong.append(Wrong(str(file), number, error.field, error.expected))
                if len(wrong) == MOST:
                    break
            if len(rows) == _AT_A_TIME:
                writer.write_table(_table(rows))
                rows = []
        writer.write_table(_table(rows))
    return wrong


class _NotAFact(Exception):
    def __init__(self, field: str, expected: str) -> None:
        super().__init__(expected)
        self.field, self.expected = field, expected


def _lines(file: Path) -> Iterator[bytes]:
    with file.open("rb") as held:
        yield from held


def _row(line: bytes) -> dict[str, Any]:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except ValueError as error:
        raise _NotAFact("", "not JSON in UTF-8.") from error
    if not isinstance(values, dict):
        raise _NotAFact("", "expected one fact, with its kind.")
    if not isinstance(values.get("kind"), str):
        raise _NotAFact("kind", "missing; every fact says of which kind it is.")
    if values["kind"] in KINDS and not values.get("fact_id"):
        raise _NotAFact("fact_id", "missing; each fact has a name of its own.")
    try:
        fact = fact_from({name: each for name, each in values.items() if each is not None})
    except ValidationError as error:
        field, words = why_not(error)[0]
        raise _NotAFact(field, words) from error
    except UnknownKind as error:
        raise _NotAFact("kind", f"{error}.") from error
    return {"kind": fact.kind, **fact.model_dump()}


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    """The facts as columns; instants are in UTC already, and are written without saying so."""
    for each in rows:
        for name, shape in FIELDS.items():
            if shape == "instant" and each.get(name) is not None:
                each[name] = each[name].replace(tzinfo=None)
    return pa.Table.from_pylist(rows, schema=_SCHEMA)
