"""Reads what a review itself says went wrong: the file of findings beside a replay file."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from keepsight.exchange.reading import Problem, UnreadableFileError, in_words, quoted
from keepsight.exchange.replay_case.case import Failing
from keepsight.exchange.tables.file import tables_in
from keepsight.exchange.tables.heading import Heading, heading_of, plain
from keepsight.exchange.tables.table import Table, in_text

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "finding": ("finding", "failing", "what went wrong", "what the review found"),
    "pattern": ("pattern", "patterns", "theme"),
    "source": ("source", "sources", "reference", "ref"),
    "basis": ("basis", "named by", "who says so"),
}
"""Each field of the findings of a review, and how its column may be headed."""

BASES: Mapping[str, str] = {
    "reviewer": "named by the review",
    "reported": "reported by others",
    "derived": "read off the facts",
}
"""Who says that it went wrong. What was only read off the same facts proves nothing about rules."""


def read_failings(path: Path) -> tuple[list[Failing], list[Problem]]:
    """What a file of findings says went wrong, in its order, and what is wrong with the file.

    A row without a finding is left out; a pattern or basis that is missing or not known is said,
    and the row is kept. Raises UnreadableFileError when the file has no such column at all.
    """
    tables, problems = tables_in(path)
    found: list[Failing] = []
    headings = [(each, heading_of(each, COLUMNS)) for each in tables]
    if not any(heading and "finding" in heading.columns for _, heading in headings):
        raise UnreadableFileError(
            Problem(path.name, None, "finding", "no such column", "a column called finding")
        )
    for table, heading in headings:
        if heading is None or "finding" not in heading.columns:
            continue
        problems.extend(_missing(table, heading))
        for number, said in _rows(table, heading):
            failing = Failing(
                said["finding"],
                tuple(_words(said.get("pattern", ""))),
                said["basis"] if said.get("basis", "") in BASES else "",
                number,
            )
            problems.extend(_wrong(path.name, number, said, heading))
            if failing.finding:
                found.append(failing)
    return found, problems


def failings_beside(path: Path) -> list[Failing]:
    """What the file of findings beside a replay file says, as far as it can be read."""
    beside = file_beside(path, "findings")
    if beside is None:
        return []
    try:
        return read_failings(beside)[0]
    except UnreadableFileError:
        return []


def file_beside(path: Path, what: str) -> Path | None:
    """The file of windows or findings of the same label, of any kind that can be read."""
    for ending in dict.fromkeys((path.suffix, ".csv", ".xlsx")):
        candidate = path.with_name(f"{path.name.split('.')[0]}.{what}{ending}")
        if candidate.is_file() and candidate != path:
            return candidate
    return None


def _rows(table: Table, heading: Heading) -> Iterator[tuple[int, dict[str, str]]]:
    for line in heading.rows_below(table):
        said = {k: in_text(v).strip() for k, v in heading.named_cells(line).items()}
        said["basis"] = said.get("basis", "").lower()
        yield line.number, said


def _words(patterns: str) -> Iterator[str]:
    for each in re.split(r"[;,/|]", patterns):
        if word := plain(each).replace(" ", "_"):
            yield word


def _missing(table: Table, heading: Heading) -> Iterator[Problem]:
    for field in ("pattern", "basis"):
        if field not in heading.columns:
            row = table.lines[heading.place].number
            expected = f"a column called {field}"
            yield Problem(table.file, row, field, "no such column", expected, refused=False)


def _wrong(file: str, row: int, said: Mapping[str, str], heading: Heading) -> Iterator[Problem]:
    if not said["finding"]:
        expected = "what the review found, in words; the row was left out"
        yield Problem(file, row, "finding", "nothing", expected)
    if "basis" in heading.columns and said["basis"] not in BASES:
        expected = f"one of {in_words(list(BASES))}; not counted as named by the review"
        yield Problem(file, row, "basis", quoted(said["basis"]), expected, refused=False)
