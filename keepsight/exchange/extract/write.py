"""Writes an extract: a folder that stands there whole or not at all, which nobody else may open."""

import csv
import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb

from keepsight.facts.extract import (
    ABOUT,
    AUTHORITY,
    FIELDS,
    KINDS_SUPPLIED,
    RULES_IN_FORCE,
    SIBLINGS,
    TYPES,
)

_ONLY_THE_OWNER = 0o700
_MEMORY = "1GB"


class CannotWriteError(Exception):
    """The folder cannot be written, in plain words."""


@contextmanager
def whole_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, which has another name until all of it is there.

    Nothing is left of it if anything goes wrong, and what was left by a process that was killed is
    taken away. Raises CannotWriteError, also where there is something under that name already.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CannotWriteError(f"{folder}: there is something there already; choose another name.")
    beside = folder.with_name(f".{folder.name}.being-written")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True, mode=_ONLY_THE_OWNER)
        yield beside
        for each in (*(e for e in beside.rglob("*")), beside):
            _to_disk(each)
        beside.rename(folder)
        _to_disk(folder.resolve().parent)
    except OSError as error:
        where = error.filename or folder
        raise CannotWriteError(f"{where}: cannot be written. {error.strerror}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def write_authority(
    folder: Path,
    name: str,
    *,
    lines: Iterable[Sequence[str]],
    siblings: Iterable[Sequence[tuple[str, str]]],
    kinds: Iterable[str],
) -> Iterator[int]:
    """Write one authority's part. Gives how many facts are written so far, as they are.

    `lines`: the facts as JSON, a batch for each file; `siblings` in batches too.
    """
    own = folder / f"{AUTHORITY}{quote(name, safe=' ')}"
    own.mkdir(mode=_ONLY_THE_OWNER)
    written = 0
    for number, batch in enumerate(lines, start=1):
        _as_parquet(batch, own / f"facts-{number:04}.parquet")
        written += len(batch)
        yield written
    pairs = (pair for batch in siblings for pair in batch)
    _as_csv(own / SIBLINGS, ("child", "sibling"), pairs)
    _as_csv(own / KINDS_SUPPLIED, ("kind",), ((each,) for each in sorted(kinds)))


def write_beside(folder: Path, *, about: str, rules: Mapping[str, Any]) -> None:
    """Write what holds for the whole folder: what it is, and the rules in force."""
    (folder / ABOUT).write_text(about, encoding="utf-8")
    text = json.dumps(rules, indent=1, ensure_ascii=False)
    (folder / RULES_IN_FORCE).write_text(text + "\n", encoding="utf-8")


def _as_parquet(lines: Sequence[str], path: Path) -> None:
    text = path.with_suffix(".jsonl")
    with text.open("w", encoding="utf-8") as held:
        held.writelines(f"{line}\n" for line in lines)
    # Read as the type without a zone, an instant would lose the zone that it names.
    read_as = {**TYPES, "instant": "TIMESTAMPTZ"}
    columns = {name: read_as[shape] for name, shape in FIELDS.items()}
    typed = ", ".join(f"CAST({name} AS {TYPES[shape]}) AS {name}" for name, shape in FIELDS.items())
    with duckdb.connect(config={"memory_limit": _MEMORY}) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        table = connection.read_json(str(text), columns=columns, format="newline_delimited")
        table.project(typed).write_parquet(str(path), compression="zstd")
    text.unlink()


def _as_csv(path: Path, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as held:
        writer = csv.writer(held)
        writer.writerow(heads)
        writer.writerows(rows)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
