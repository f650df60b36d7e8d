"""Invented people: children, the adults around them, who is what to whom, and where they lived."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody invented. `person_id` of a child is the `child` of every fact about them.

    `born_on` lies after the last day of the authority for a child who is not born yet.
    """

    person_id: str
    given_name: str
    family_name: str
    born_on: date
    died_on: date | None = None

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.given_name} {self.family_name}"

    def age_on(self, day: date) -> int:
        """Whole years of age on that day; negative before birth."""
        before_birthday = (day.month, day.day) < (self.born_on.month, self.born_on.day)
        return day.year - self.born_on.year - before_birthday


@dataclass(frozen=True, slots=True)
class Relationship:
    """What `relative` is to `child` (a code of RELATION), for as long as they are.

    Brothers and sisters stand both ways round.
    """

    child: str
    relative: str
    relation: str
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """Where a person lived, from one day up to, not including, another."""

    person: str
    address: str
    from_on: date
    to_on: date | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """Children who are brothers and sisters, and the adults who have cared for them."""

    family_id: str
    name: str
    children: tuple[str, ...]
    adults: tuple[str, ...]
