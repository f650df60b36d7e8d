"""Makes the page of a replay from plain values: nothing is fetched and nothing runs when it is
opened."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from keepsight.exchange.chronology.write import day_in_words
from keepsight.facts.chronology import family_chronology
from keepsight.facts.fact import Fact
from keepsight.practice.codes.agency import AGENCY

_LONGEST_LIST = 40


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
    lessons: Sequence[tuple[str, str]]
    facts: Sequence[Fact]
    edges: Sequence[str] = field(default=())

    @property
    def never_answered(self) -> int:
        """How many concerns nobody had answered at the end, each told once."""
        return len({(c.child, c.harms) for c in self.concerns if c.answered_on is None})


def page(shown: Page) -> str:
    """The page as HTML, complete in itself."""
    # Every value is escaped; only our own pictures are taken as they are.
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["day"] = day
    environment.filters["when"] = _when
    environment.filters["agency"] = AGENCY.named
    template = environment.from_string(
        files("keepsight.exchange.replay_page").joinpath("page.html").read_text(encoding="utf-8")
    )
    return template.render(
        page=shown,
        pictures=[(caption, Markup(svg)) for caption, svg in shown.pictures],  # noqa: S704
        entries=family_chronology(shown.facts),
        longest_list=_LONGEST_LIST,
    )


def day(value: date | None) -> str:
    """A day as people write it: 3 December 2009."""
    return f"{value.day} {value:%B %Y}" if value else ""


def _when(fact: Fact) -> str:
    """The day of a fact in words; as the source wrote it where it is not sure."""
    return day(fact.happened_on) if fact.precision == "day" else day_in_words(fact)
