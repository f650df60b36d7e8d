"""What the report of a watch shows, as plain values in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from keepsight.facts.fact import Fact


@dataclass(frozen=True)
class RuleShown:
    """One rule with something raised or falling due."""

    title: str
    sentence: str
    source: str
    standing: str
    clears: str
    raised: int
    soon: int


@dataclass(frozen=True)
class AuthorityShown:
    """One authority's numbers on the day."""

    name: str
    children: int
    facts: int
    raised: int
    children_with_findings: int

    @property
    def per_100_children(self) -> str:
        """Findings raised for each hundred children with a record, to one decimal place."""
        return f"{100 * self.raised / self.children:.1f}" if self.children else "0.0"


@dataclass(frozen=True)
class FindingShown:
    """One finding about a child: what, since when, on which facts, from where, cleared by what."""

    title: str
    sentence: str
    raised_on: date
    facts: Sequence[Fact]
    source: str
    standing: str
    clears: str


@dataclass(frozen=True)
class ConcernGroup:
    """What is raised about one concern of a child, or about no single one."""

    title: str
    findings: Sequence[FindingShown]


@dataclass(frozen=True)
class ChildShown:
    """One child with everything that is raised, grouped by concern."""

    child: str
    authority: str
    since: date
    groups: Sequence[ConcernGroup]

    @property
    def findings(self) -> int:
        """How many findings are raised."""
        return sum(len(each.findings) for each in self.groups)


@dataclass(frozen=True)
class WatchReport:
    """All that the report shows. `ages` are pairs of a length of time and how many."""

    title: str
    on: date
    facts: int
    rules: Sequence[RuleShown]
    ages: Sequence[tuple[str, int]]
    authorities: Sequence[AuthorityShown]
    children: Sequence[ChildShown]
    children_in_all: int
    broken: Sequence[tuple[str, Sequence[str]]]
    cannot_tell: Sequence[tuple[str, Sequence[str]]]
    remarks: Sequence[str] = field(default=())

    @property
    def raised(self) -> int:
        """How many findings are raised on the day."""
        return sum(each.raised for each in self.rules)

    @property
    def soon(self) -> int:
        """How many fall due within four weeks unless something is done."""
        return sum(each.soon for each in self.rules)
