"""What stands on a paper: headings, words, lists of what and who, tables, a child's own words."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Heading:
    """A heading of the paper; `level` 1 begins a part, 2 a part of it."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Words:
    """A paragraph; `is_strong` for what nobody may overlook."""

    text: str
    is_strong: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's own words, the child's above all; `by` says whose."""

    text: str
    by: str = ""


@dataclass(frozen=True)
class Lines:
    """Points, each on a line of its own."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """What and who, one below another: ("Chair", "Cath Odell")."""

    entries: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Table:
    """Rows under headings. `widths` are shares of the page; `title` says what the table is."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = field(default=())


Part = Heading | Words | Quote | Lines | Entry | Table


@dataclass(frozen=True)
class Paper:
    """A whole paper. `about` stands below the title, `made` at the foot of each page: who printed
    it and when; `marking` at the top of each: who may read it."""

    title: str
    about: str
    made: str
    marking: str
    parts: tuple[Part, ...]
    is_wide: bool = False

    def as_dict(self) -> dict[str, Any]:
        """The paper as plain values, each part with its kind."""
        return {
            "title": self.title,
            "about": self.about,
            "made": self.made,
            "marking": self.marking,
            "is_wide": self.is_wide,
            "parts": [{"kind": type(each).__name__, **asdict(each)} for each in self.parts],
        }
