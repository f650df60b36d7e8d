"""What the page of a replay shows, as plain values in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from keepsight.facts.fact import Fact


@dataclass(frozen=True)
class FindingShown:
    """A finding in words: what was seen, about whom, on which facts, and what would clear it."""

    title: str
    sentence: str
    child: str
    concern: str
    raised_on: date
    cleared_on: date | None
    before_the_end: str
    source: str
    standing: str
    clears: str
    patterns: tuple[str, ...]
    facts: Sequence[Fact]
    edge: str = ""


@dataclass(frozen=True)
class ConcernShown:
    """A concern in words, with what happened while it was open."""

    child: str
    harms: str
    opened_on: date
    answered_on: date | None
    words: str
    agency: str
    meetings: int
    left_open_by: Sequence[Fact]
    edge: str = ""

    @property
    def meetings_sentence(self) -> str:
        """How often agencies met while nobody answered."""
        if self.meetings == 0:
            return "No meeting of agencies is recorded while this concern was open."
        if self.meetings == 1:
            held = "1 meeting was held while this concern was open"
        else:
            held = f"{self.meetings} meetings were held while this concern was open"
        end = "none answered it" if self.meetings > 1 else "it did not answer it"
        return f"{held}; {end}." if self.answered_on is None else f"{held}."


@dataclass(frozen=True)
class Page:
    """All that the page shows. `pictures` are pairs of a caption and an SVG made by us."""

    label: str
    until: date
    is_placed: bool
    ended: Sequence[str]
    findings: Sequence[FindingShown]
    concerns: Sequence[ConcernShown]
    pictures: Sequence[tuple[str, str]]
    differs: Sequence[str]
    cannot_tell: Sequence[tuple[str, str]]
    left_out: Sequence[str]
    remarks: Sequence[str]
    failings: Sequence[tuple[str, str]]
    facts: Sequence[Fact]
    edges: Sequence[str] = field(default=())
    own_rules: Sequence[str] = field(default=())

    @property
    def never_answered(self) -> int:
        """How many concerns nobody had answered at the end, each told once."""
        return len({(c.child, c.harms) for c in self.concerns if c.answered_on is None})
