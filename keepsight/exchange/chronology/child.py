"""Which child a row of a chronology is about, and how two children of one name are told apart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from keepsight.exchange.reading import quoted
from keepsight.exchange.subject import Family


@dataclass(frozen=True)
class NamedChild:
    """A child as a file or the record knows them: `child` is what facts call them."""

    child: str
    name: str
    number: str = ""
    born_on: date | None = None


@dataclass(frozen=True)
class WhoRefusedError(Exception):
    """A cell that does not say which child is meant."""

    field: str
    found: str
    expected: str


@dataclass
class Children:
    """The children that a file names, matched with those already on record.

    Rows are shown once, by `see`, before any is resolved: whether a name belongs to two children
    can only be said at the end. `default` is the child of a file that names none.
    """

    on_record: Sequence[NamedChild] = ()
    default: str = ""
    _cells: list[str] = field(default_factory=list)
    _known_by: dict[str, set[tuple[str, date | None]]] = field(
        default_factory=lambda: defaultdict(set)
    )
    _family: Family | None = None
    named: dict[str, NamedChild] = field(default_factory=dict)

    def see(self, cell: str, *, number: str, born_on: date | None) -> None:
        """Take note of one row's child, number and date of birth."""
        cell = self._whole(cell, number)
        if not number:
            self._cells.append(cell)
        if number or born_on:
            self._known_by[_key(cell)].add((number, born_on))

    def who(self, cell: str, *, number: str, born_on: date | None) -> tuple[tuple[str, ...], str]:
        """The children a row is about; and the adult's name where it is about an adult.

        Raises WhoRefusedError when two children could be meant, or none.
        """
        cell = self._whole(cell, number)
        if number:
            return (self._numbered(cell, number, born_on),), ""
        if self._family is None:
            self._family = Family(self._cells or [""])
        subject = self._family.subject(cell)
        if not cell and self.default:
            return (self.default,), ""
        names = subject.children
        if self._family.children == ("Child",) and "child" not in " ".join(self._cells).lower():
            if not self.default:
                raise WhoRefusedError("child", "no child's name", "the name of a child")
            names = (self.default,)
        if cell.strip().lower().startswith("both") and len(names) != 2:
            expected = "the children's names: this file does not name two"
            raise WhoRefusedError("child", quoted(cell), expected)
        return tuple(self._one(each, born_on) for each in names), subject.about

    def _numbered(self, name: str, number: str, born_on: date | None) -> str:
        for each in self.on_record:
            if number in (each.number, each.child):
                return self._remember(each)
        return self._remember(NamedChild(number, name, number, born_on))

    def _one(self, name: str, born_on: date | None) -> str:
        matches = [each for each in self.on_record if _key(each.name) == _key(name)]
        by_birth = [each for each in matches if born_on and each.born_on == born_on]
        if len(by_birth) == 1:
            return self._remember(by_birth[0])
        others = self._known_by[_key(name)]
        births = {each for _, each in others if each}
        numbers = {each for each, _ in others if each}
        if len(matches) > 1 or len(numbers) > 1 or (len(births) > 1 and born_on is None):
            raise WhoRefusedError(
                "child",
                f"{quoted(name)}, the name of two children",
                "a column with the child's number or date of birth, to tell them apart",
            )
        if len(births) > 1 and born_on:
            return self._remember(NamedChild(f"{name} (born {born_on})", name, "", born_on))
        if len(matches) == 1:
            return self._remember(matches[0])
        if len(numbers) == 1:
            return self._numbered(name, next(iter(numbers)), born_on)
        return self._remember(NamedChild(name, name, "", born_on))

    def _remember(self, child: NamedChild) -> str:
        self.named.setdefault(child.child, child)
        return child.child

    @staticmethod
    def _whole(cell: str, number: str) -> str:
        """ "SMITH, Mia" is one child, and so is any name with a number of its own."""
        surname, comma, rest = cell.partition(",")
        if comma and (number or (surname.isupper() and not any(map(str.isdigit, surname)))):
            return f"{rest.strip()} {surname.strip().title()}"
        return cell.strip()


def _key(name: str) -> str:
    return " ".join(name.lower().split())


def names_in(children: Iterable[NamedChild]) -> list[str]:
    """The children's identifiers in order of their names."""
    return [each.child for each in sorted(children, key=lambda each: (each.name, each.child))]
