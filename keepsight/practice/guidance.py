"""The law, guidance, local procedures, reviews and reports that Keepsight rests on, each with the
days it was in force and how sure we are of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from keepsight.practice.table import rows

_SURE = {"verified": True, "from_memory": False}
_WORKING_TOGETHER = "working_together_"


@dataclass(frozen=True, slots=True)
class Guidance:
    """One document in one edition.

    `verified` says whether what we take from it was seen in a published page, and `doubt` what
    was not. A document without days is local, or a report, and does not go out of force.
    """

    key: str
    title: str
    publisher: str
    in_force_from: date | None
    in_force_to: date | None
    verified: bool
    address: str
    changed: str
    doubt: str

    def is_in_force_on(self, day: date) -> bool:
        """Whether this edition applied on that day; the first and the last day count."""
        begun = self.in_force_from is None or self.in_force_from <= day
        return begun and (self.in_force_to is None or day <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a document: which one, and where in it."""

    guidance: Guidance
    where: str

    def __str__(self) -> str:
        """The citation in words for a page: title, then the place."""
        return f"{self.guidance.title}: {self.where}" if self.where else self.guidance.title


def _read() -> Mapping[str, Guidance]:
    known: dict[str, Guidance] = {}
    for row in rows("guidance.csv"):
        key = row.text("key")
        if not key or key in known:
            raise row.wrong("key", "a key that no other row has")
        known[key] = Guidance(
            key=key,
            title=row.text("title"),
            publisher=row.text("publisher"),
            in_force_from=row.day("in_force_from"),
            in_force_to=row.day("in_force_to"),
            verified=row.choice("sure", _SURE),
            address=row.text("address"),
            changed=row.text("changed"),
            doubt=row.text("doubt"),
        )
    return MappingProxyType(known)


GUIDANCE: Mapping[str, Guidance] = _read()

WORKING_TOGETHER: tuple[Guidance, ...] = tuple(
    each for each in GUIDANCE.values() if each.key.startswith(_WORKING_TOGETHER)
)


def cite(key: str, where: str = "") -> Citation:
    """The citation of a place in one of the documents of GUIDANCE; KeyError for an unknown key."""
    if key not in GUIDANCE:
        raise KeyError(f'no guidance has the key "{key}"; the keys are in guidance.csv')
    return Citation(GUIDANCE[key], where)


def edition_in_force(*, on: date) -> Guidance | None:
    """The edition of Working Together that applied on a day; None before April 2006."""
    return next((each for each in WORKING_TOGETHER if each.is_in_force_on(on)), None)
