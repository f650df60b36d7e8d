"""Makes the page of a replay from plain values: nothing is fetched and nothing runs when it is
opened."""

from collections.abc import Iterator, Sequence
from importlib.resources import files
from string import Template

from keepsight.exchange.replay_page import section
from keepsight.exchange.replay_page.markup import Html, joined, listed, tag
from keepsight.exchange.replay_page.shown import Page
from keepsight.facts.chronology import family_chronology

_MOST_REMARKS = 40
_PLACED = (
    "Substance and order come from published accounts; the days are set inside the years stated "
    "so that the case can be run. They are not to be quoted."
)
_RANGES = (
    "Where the source gives only a range, the case was played twice: with each such event at the "
    "earliest and at the latest day it may have happened. A finding that came so at one edge only "
    "says so."
)
_SILENT = (
    "These rules said nothing, because the file never tells of the events they need. That is not "
    "to say that nothing slipped."
)
_NOTHING_FOUND = (
    "No rule had anything to say. That is not to say that all was well: see what the rules cannot "
    "tell."
)


def page(shown: Page) -> str:
    """The page as HTML, complete in itself."""
    template = files("keepsight.exchange.replay_page").joinpath("page.html")
    played = f"Replayed day by day as it was known, up to {section.day(shown.until)}"
    return Template(template.read_text(encoding="utf-8")).substitute(
        title=joined(f"{shown.label}: replay as it was known"),
        heading=tag("header", tag("div", tag("h1", shown.label), tag("p", played))),
        sections="\n".join(_sections(shown)),
    )


def _sections(shown: Page) -> Iterator[Html]:
    entries = family_chronology(shown.facts)
    yield section.counts(
        [
            (shown.never_answered, "concern never answered", "concerns never answered"),
            (len(shown.findings), "finding raised", "findings that would have been raised"),
            (len(entries), "event in the chronology", "events in the chronology"),
        ]
    )
    if shown.is_placed:
        yield section.inset("The days in this file are placed.", _PLACED)
    if len(shown.edges) > 1:
        yield section.inset("Some events have no day.", _RANGES)
    if shown.ended:
        yield tag("p", " ".join(shown.ended))
    yield section.heading("The timeline", "picture")
    for caption, svg in shown.pictures:
        # The picture is our own and escapes the words in it.
        yield section.picture(caption, Html(svg))
    yield section.heading("Concerns", "concerns")
    yield from (section.concern(each) for each in shown.concerns)
    if not shown.concerns:
        yield tag("p", "No concern is recorded.")
    yield section.heading("Findings, in the order in which they would have been raised", "findings")
    yield from (section.finding(each) for each in shown.findings)
    if not shown.findings:
        yield tag("p", _NOTHING_FOUND)
    yield from _said_apart(shown)
    yield section.heading("The chronology", "chronology")
    yield section.chronology(entries)


def _said_apart(shown: Page) -> Iterator[Html]:
    """What a reader needs to judge the rest: differences, silences, rows left out, the review."""
    silent = [joined(tag("b", rule), f": {why}") for rule, why in shown.cannot_tell]
    failings = [f"{said} ({basis})" if basis else said for said, basis in shown.failings]
    yield from _part("What differs between the edges", "differs", shown.differs)
    yield from _part("What the rules cannot tell", "cannot-tell", silent, first=_SILENT)
    yield from _part("Numbers and lessons of the authority's own", "own-rules", shown.own_rules)
    yield from _part("Rows left out", "left-out", shown.left_out)
    yield from _part("Remarks on reading the file", "remarks", _first_of(shown.remarks))
    yield from _part("What the review found", "review", failings)


def _part(title: str, name: str, lines: Sequence[str], *, first: str = "") -> Iterator[Html]:
    if lines:
        yield section.heading(title, name)
        if first:
            yield tag("p", first)
        yield listed(*lines)


def _first_of(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _MOST_REMARKS
    return [*lines[:_MOST_REMARKS], *([f"And {more} more."] if more > 0 else [])]
