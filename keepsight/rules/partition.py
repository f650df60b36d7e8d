"""What lies in a folder of extracts: one authority, or one partition for each. And what the files
of a partition, the rules and their numbers were when it was finished."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from urllib.parse import quote, unquote

from keepsight.facts.extract import AUTHORITY
from keepsight.rules.dialect import DUCKDB
from keepsight.rules.extract import table
from keepsight.rules.extract.beside import files_beside
from keepsight.rules.rule import Rule
from keepsight.rules.tables import tables_for

ENDINGS = (".parquet", ".jsonl", ".ndjson")


@dataclass(frozen=True, slots=True)
class Partition:
    """One authority's files of facts."""

    name: str
    files: tuple[Path, ...]

    @property
    def folder(self) -> str:
        """The name of its folder in what is written: `authority=` and its name."""
        return f"{AUTHORITY}{quote(self.name, safe=' ')}"


def partitions(path: Path) -> list[Partition]:
    """The partitions of a folder, by name; a file is a partition by itself.

    A folder `authority=NAME` anywhere on the way to a file names its partition. Else the first
    folder below `path` does; files in `path` itself, and in folders such as `year=2024`, are of one
    partition, called as `path` is.
    """
    if path.is_file():
        return [Partition(path.stem, (path,))] if path.suffix in ENDINGS else []
    found: dict[str, list[Path]] = {}
    for file in sorted(path.rglob("*")):
        if file.suffix in ENDINGS and file.is_file() and not _is_hidden(file, path):
            found.setdefault(_name_of(file, path), []).append(file)
    return [Partition(name, tuple(files)) for name, files in sorted(found.items())]


def _is_hidden(file: Path, folder: Path) -> bool:
    """What is being written, or is no data: other engines leave such files out as well."""
    return any(each.startswith((".", "_")) for each in file.relative_to(folder).parts)


def _name_of(file: Path, folder: Path) -> str:
    way = file.relative_to(folder).parts[:-1]
    for each in way:
        if each.startswith(AUTHORITY):
            return unquote(each.removeprefix(AUTHORITY))
    if way and "=" not in way[0]:
        return way[0]
    return folder.resolve().name or "all"


def fingerprint(partition: Partition, *, rules: str) -> str:
    """The same only while the files hold the same and the rules, and their numbers, are the same."""
    parts = [rules]
    for file in (*partition.files, *files_beside(partition.files)):
        with file.open("rb") as held:
            parts.append(f"{file.name} {file_digest(held, 'sha256').hexdigest()}")
    return _digest(parts)


def fingerprint_of_rules(rules: Iterable[Rule], *, dues: Sequence[tuple[str, int, int]]) -> str:
    """The same only while these rules, their numbers and the calendar behind them are the same.

    `dues`: the last days in time of their clocks.
    """
    return _digest(_everything_of(list(rules), dues))


def _everything_of(rules: list[Rule], dues: Sequence[tuple[str, int, int]]) -> Iterator[str]:
    yield from (f"{rule.code} {rule.needs} {rule.shape.sql()}" for rule in rules)
    yield from tables_for(rules).values()
    yield from table.tables(DUCKDB).values()
    yield repr(dues)


def _digest(parts: Iterable[str]) -> str:
    whole = sha256()
    for each in parts:
        whole.update(each.encode() + b"\0")
    return whole.hexdigest()
