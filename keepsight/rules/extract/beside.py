"""What lies beside an authority's facts in an extract: who are brothers and sisters, and which kinds
of fact are recorded there although there is none yet."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from keepsight.facts.extract import KINDS_SUPPLIED, SIBLINGS
from keepsight.facts.kind import KINDS
from keepsight.rules.extract.check import Wrong


@dataclass(frozen=True)
class Beside:
    """`siblings`: each child with each brother or sister; None where only facts of relationships
    tell. `kinds`: those that are recorded there, beside what is found."""

    siblings: Sequence[tuple[str, str]] | None = None
    kinds: frozenset[str] = frozenset()


class NotAsExpected(Exception):
    """A file beside the facts is not what it should be; `wrong` says why."""

    def __init__(self, wrong: Wrong) -> None:
        super().__init__(str(wrong))
        self.wrong = wrong


def files_beside(files: Sequence[Path]) -> tuple[Path, ...]:
    """The files that lie beside these, of those that are read here."""
    folders = dict.fromkeys(each.parent for each in files)
    wanted = (folder / name for folder in folders for name in (SIBLINGS, KINDS_SUPPLIED))
    return tuple(each for each in wanted if each.is_file())


def read_beside(files: Sequence[Path]) -> Beside:
    """What lies beside an authority's facts. Raises NotAsExpected."""
    siblings: list[tuple[str, str]] | None = None
    kinds: set[str] = set()
    for path in files_beside(files):
        if path.name == SIBLINGS:
            pairs = _rows(path, ("child", "sibling"))
            siblings = [*(siblings or ()), *((child, other) for child, other in pairs)]
        else:
            kinds.update(kind for (kind,) in _rows(path, ("kind",)))
    return Beside(None if siblings is None else sorted(set(siblings)), frozenset(kinds))


def _rows(path: Path, heads: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The rows below these headings, each with something in every column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as held:
            for number, row in enumerate(csv.reader(held, strict=True)):
                if number == 0 and tuple(row) != heads:
                    raise NotAsExpected(
                        Wrong(str(path), 1, "", f"expected the headings {', '.join(heads)}.")
                    )
                if number:
                    yield _checked(path, number, heads, row)
    except (OSError, ValueError, csv.Error) as error:
        raise NotAsExpected(Wrong(str(path), None, "", f"cannot be read. {error}.")) from error


def _checked(path: Path, number: int, heads: tuple[str, ...], row: list[str]) -> tuple[str, ...]:
    for place, name in enumerate(heads):
        value = row[place] if place < len(row) else ""
        if not value or value != value.strip():
            raise NotAsExpected(Wrong(str(path), number, name, "expected a name without blanks."))
        if name == "kind" and value not in KINDS:
            words = f"there is no kind of fact called '{value}'."
            raise NotAsExpected(Wrong(str(path), number, name, words))
    if len(row) > len(heads):
        raise NotAsExpected(Wrong(str(path), number, "", f"expected {len(heads)} values."))
    return tuple(row)
