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
class OftenShown:
    """How often one rule, or all of them, spoke: new in the whole time, a week for each hundred
    children with a record, open on a usual day and on the fullest."""

    title: str
    new: int
    a_week: float
    open: float
    most_open: int

    @property
    def cells(self) -> tuple[str, ...]:
        """The numbers in words; a rate that is not nothing never looks like nothing."""
        rate = f"{self.a_week:.3f}"
        if self.new and self.a_week < 0.001:
            rate = "under 0.001"
        return f"{self.new:,}", rate, f"{self.open:,.0f}", f"{self.most_open:,}"


@dataclass(frozen=True)
class HowOftenShown:
    """How often each rule spoke in so many weeks, and all of them together."""

    weeks: int
    rules: Sequence[OftenShown]
    every: OftenShown

    @property
    def heading(self) -> tuple[str, ...]:
        """What stands above the columns."""
        weeks = "the last week" if self.weeks == 1 else f"the last {self.weeks} weeks"
        return (
            "Rule",
            f"New in {weeks}",
            "New a week for each 100 children",
            "Open on a usual day",
            "Open on the fullest day",
        )


@dataclass(frozen=True)
class AuthorityShown:
    """One authority's numbers on the day."""

    name: str
    children: int
    facts: int
    raised: int
    children_with_findings: int

    @property
    def per_100_children(self) -> float:
        """Findings raised for each hundred children with a record, to one decimal place."""
        return round(100 * self.raised / self.children, 1) if self.children else 0.0


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
    """All that the report shows. `ages` are pairs of a length of time and how many; `own_rules`
    sentences, one for each number and lesson that is an authority's own."""

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
    how_often: HowOftenShown
    own_rules: Sequence[str] = field(default=())
    remarks: Sequence[str] = field(default=())

    @property
    def raised(self) -> int:
        """How many findings are raised on the day."""
        return sum(each.raised for each in self.rules)

    @property
    def soon(self) -> int:
        """How many fall due within four weeks unless something is done."""
        return sum(each.soon for each in self.rules)
