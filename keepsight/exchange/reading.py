"""What came of reading a file: the facts, what could not be read and why, and what may be there
twice."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from keepsight.facts.fact import Fact


@dataclass(frozen=True)
class Problem:
    """Something in a file that could not be read, or that somebody should look at.

    `row` is the row as a spreadsheet numbers it, None for the whole file. A `refused` row is not
    among the facts; one that is not refused is, and the problem is a remark about it.
    """

    file: str
    row: int | None
    field: str
    found: str
    expected: str
    refused: bool = True
    sheet: str = ""

    @property
    def sentence(self) -> str:
        """The problem in one plain sentence: where, what was found, what was expected."""
        where = [self.file]
        if self.sheet:
            where.append(
                f"sheet {self.sheet}" if not self.sheet.startswith("table ") else self.sheet
            )
        if self.row is not None:
            where.append(f"row {self.row}")
        if self.field:
            where.append(self.field)
        return f"{', '.join(where)}: found {self.found}; expected {self.expected}."

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Duplicate:
    """Two facts that may be one event told twice. Both are kept; a person decides."""

    first: Fact
    second: Fact
    why: str

    @property
    def sentence(self) -> str:
        """The pair in one plain sentence: where each was told, and what is alike."""
        places = sorted(each.source.partition(";")[0] for each in (self.first, self.second))
        return f"{' and '.join(places)} may tell of one event: {self.why}."


@dataclass(frozen=True)
class Reading:
    """What one file, or several files together, gave.

    `facts` are the rows that could be read; `rows_read` counts every row with something in it,
    whether it could be read or not.
    """

    facts: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    children: list[str] = field(default_factory=list)
    rows_read: int = 0

    @property
    def refused(self) -> list[Problem]:
        """The problems that kept something out."""
        return [each for each in self.problems if each.refused]

    @property
    def remarks(self) -> list[Problem]:
        """The problems that somebody should look at, although the row was taken in."""
        return [each for each in self.problems if not each.refused]

    @property
    def is_good(self) -> bool:
        """Whether nothing was kept out."""
        return not self.refused


class UnreadableFileError(Exception):
    """A file that cannot be read at all; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.sentence)
        self.problem = problem


def quoted(value: object, *, at_most: int = 60) -> str:
    """A value from a file, shortened and in quotation marks, for a sentence; "nothing" if empty."""
    text = " ".join(str(value).split())
    if not text:
        return "nothing"
    return f'"{text}"' if len(text) <= at_most else f'"{text[: at_most - 3]}..."'


def in_words(words: Sequence[str], *, last: str = "or") -> str:
    """A list in words: "a, b or c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
