"""A code list: the words that everybody uses for the same thing, each with what it means and where
it comes from."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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

    def together(self, codes: Iterable[str]) -> str:
        """Several codes in one phrase: "Emotional abuse and physical abuse"."""
        return in_one_phrase(self.named(each) for each in codes)

    def group(self, group: str) -> tuple[str, ...]:
        """The codes of one group, in the list's order; KeyError when there is no such group."""
        found = tuple(each.code for each in self._codes.values() if each.group == group)
        if not found:
            raise KeyError(f"the code list {self.name} has no group {group}")
        return found


def in_one_phrase(names: Iterable[str]) -> str:
    """Names of codes with commas and an "and". Only the first keeps its capital, as people write
    it, and what is written in capitals, such as GP and A&E, stays so."""
    first, *others = [str(each) for each in names] or [""]
    return listed([first, *map(in_a_sentence, others)])


def listed(words: Sequence[str]) -> str:
    """Words with commas and an "and"."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def in_a_sentence(name: str) -> str:
    """A name inside a sentence: small, but "GP" stays as it is."""
    is_capitals = name.split(" ", 1)[0].isupper()
    return name if is_capitals else name[:1].lower() + name[1:]
