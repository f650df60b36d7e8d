"""An invented authority as files: its facts as JSON lines or Parquet, its people as CSV."""

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any, Literal

import duckdb

from keepsight.facts.extract import FIELDS, TYPES
from keepsight.synthetic.authority import Authority

Form = Literal["jsonl", "parquet"]


def write_folder(authority: Authority, folder: Path, *, form: Form = "jsonl") -> list[Path]:
    """Write the authority into a folder, which is made if need be. Gives the files written."""
    folder.mkdir(parents=True, exist_ok=True)
    facts = folder / "facts.jsonl"
    with facts.open("w", encoding="utf-8") as lines:
        for each in authority.facts:
            lines.write(json.dumps(each.as_dict(), ensure_ascii=False) + "\n")
    if form == "parquet":
        facts = parquet_of(facts)
    tables: dict[str, Iterable[Any]] = {
        "children": authority.children,
        "adults": authority.adults,
        "families": authority.families,
        "relationships": authority.relationships,
        "addresses": authority.addresses,
        "agencies": authority.agencies,
        "teams": authority.teams,
        "workers": authority.workers,
        "involvements": authority.involvements,
        "planted": authority.planted,
    }
    written = [_as_csv(folder / f"{name}.csv", rows) for name, rows in tables.items()]
    return [facts, *written]


def _as_csv(path: Path, rows: Iterable[Any]) -> Path:
    every = list(rows)
    with path.open("w", encoding="utf-8", newline="") as out:
        if every:
            writer = csv.DictWriter(out, [each.name for each in fields(every[0])])
            writer.writeheader()
            writer.writerows({name: _plain(v) for name, v in asdict(e).items()} for e in every)
    return path


def _plain(value: object) -> object:
    return " ".join(value) if isinstance(value, tuple) else value


def parquet_of(lines: Path) -> Path:
    """Facts as JSON lines made one Parquet table, with a column for every field of every kind.

    Takes the place of the file of lines.
    """
    path = lines.with_suffix(".parquet")
    columns = {name: TYPES[shape] for name, shape in FIELDS.items()}
    with duckdb.connect() as connection:
        table = connection.read_json(str(lines), columns=columns, format="newline_delimited")
        table.write_parquet(str(path), compression="zstd")
    lines.unlink()
    return path
