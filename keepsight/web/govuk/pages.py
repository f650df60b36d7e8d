"""A long list in pages: which page this is, and which page numbers are worth showing."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil


@dataclass(frozen=True)
class Pages:
    """Page `number` (from 1) of a list of `total` things, `size` to a page. `key` is the name of
    the page number in the address, so that two lists can stand on one page."""

    number: int
    total: int
    size: int
    key: str = "page"

    @property
    def last(self) -> int:
        """The number of the last page; 1 for an empty list."""
        return max(1, ceil(self.total / self.size))

    @property
    def previous(self) -> int | None:
        """The page before this one, if there is one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        """The page after this one, if there is one."""
        return self.number + 1 if self.number < self.last else None

    @property
    def is_needed(self) -> bool:
        """Whether the list is longer than one page."""
        return self.last > 1

    @property
    def shown(self) -> Iterator[int | None]:
        """The page numbers to show: first, last and those around this one; None for a gap."""
        wanted = sorted({1, self.number - 1, self.number, self.number + 1, self.last})
        before = 0
        for each in wanted:
            if 1 <= each <= self.last:
                if each > before + 1:
                    yield None
                yield each
                before = each


def page_number(asked: str | None) -> int:
    """The page asked for in an address; 1 for anything that is not a sensible page number."""
    return (
        int(asked)
        if asked and asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 and int(asked)
        else 1
    )
