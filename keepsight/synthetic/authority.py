"""An invented authority: its people, its agencies, every fact about its children, and the drift
that was planted among them. Nobody in it is real."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from keepsight.facts.fact import Fact
from keepsight.practice.codes.person import RELATION
from keepsight.synthetic.agency import Agency, Involvement, Team, Worker
from keepsight.synthetic.person import Address, Family, Person, Relationship
from keepsight.synthetic.planted import Planted


@dataclass(frozen=True)
class Authority:
    """Everything invented. `facts` are in the order in which they became known."""

    name: str
    from_on: date
    until: date
    children: tuple[Person, ...]
    adults: tuple[Person, ...]
    families: tuple[Family, ...]
    relationships: tuple[Relationship, ...]
    addresses: tuple[Address, ...]
    agencies: tuple[Agency, ...]
    teams: tuple[Team, ...]
    workers: tuple[Worker, ...]
    involvements: tuple[Involvement, ...]
    facts: tuple[Fact, ...]
    planted: tuple[Planted, ...]

    @cached_property
    def facts_by_child(self) -> Mapping[str, tuple[Fact, ...]]:
        """Each child's facts, in the order in which they became known."""
        found: dict[str, list[Fact]] = {each.person_id: [] for each in self.children}
        for fact in self.facts:
            found[fact.child].append(fact)
        return {child: tuple(own) for child, own in found.items()}

    @cached_property
    def siblings(self) -> Mapping[str, tuple[str, ...]]:
        """Each child's brothers and sisters who have a record of their own."""
        found: dict[str, list[str]] = {each.person_id: [] for each in self.children}
        for each in self.relationships:
            if each.relation in RELATION.group("sibling"):
                found[each.child].append(each.relative)
        return {child: tuple(own) for child, own in found.items()}
