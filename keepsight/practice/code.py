"""A code list: the words that everybody uses for the same thing, each with what it means and where
it comes from."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """One word of a code list.

    `code` is what is stored, `name` what people read, `description` what it means, `group` a family
    of codes that rules may ask for together.
    """

    code: str
    name: str
    description: str = ""
    group: str = ""


class CodeList(Mapping[str, Code]):
    """An ordered list of codes with a title, what it is for and its source."""

    def __init__(self, name: str, *, title: str, source: str, codes: tuple[Code, ...]) -> None:
        self.name = name
        self.title = title
        self.source = source
        self._codes = {each.code: each for each in codes}
        if len(self._codes) != len(codes):
            raise ValueError(f"the code list {name} has a code twice")

    def __getitem__(self, code: str) -> Code:
        return self._codes[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def __hash__(self) -> int:
        return hash(self.name)

    def named(self, code: str) -> str:
        """What people read for `code`; the code itself when it is not in the list."""
        known = self._codes.get(code)
        return known.name if known else code

    def group(self, group: str) -> tuple[str, ...]:
        """The codes of one group, in the list's order; KeyError when there is no such group."""
        found = tuple(each.code for each in self._codes.values() if each.group == group)
        if not found:
            raise KeyError(f"the code list {self.name} has no group {group}")
        return found
