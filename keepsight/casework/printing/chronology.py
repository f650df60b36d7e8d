"""A child's chronology on paper: full, significant events only, or as a court wants it. One record,
three views of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from keepsight.casework import access, audit, family, known
from keepsight.casework.action import day_of
from keepsight.casework.child_chronology import (
    ChronologyLine,
    ChronologyWanted,
    chronology,
)
from keepsight.casework.concern_standing import Standing, standing
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.family import Family
from keepsight.casework.known import Known
from keepsight.casework.printing.foot import FOR_THE_NETWORK, made, said_in_words
from keepsight.casework.raised_by import RaisedBy
from keepsight.exchange.paper import Entry, Heading, Lines, Paper, Table, Words
from keepsight.exchange.paper.document import Part
from keepsight.facts.thread import threads
from keepsight.practice.code import in_one_phrase
from keepsight.practice.codes.person import RELATION
from keepsight.record.models import Child, User


@dataclass(frozen=True)
class View:
    """One of the three views. `shown` is what of the record it holds."""

    code: str
    title: str
    words: str
    shown: Literal["all", "significant"]


_UNANSWERED = "Concerns that nobody has answered"

VIEWS: Mapping[str, View] = {
    each.code: each
    for each in (
        View("full", "Full chronology", "Everything on record, with who says so.", "all"),
        View(
            "significant",
            "Significant events",
            "Short enough for somebody new to the child: what changed something.",
            "significant",
        ),
        View(
            "court",
            "Chronology for court",
            "Significant events with numbers, oldest first, each with its source. No findings.",
            "significant",
        ),
    )
}


def chronology_paper(
    child: str,
    *,
    view: str,
    of_family: bool = False,
    by: User,
    printed_at: datetime,
) -> Paper:
    """The chronology of a child as a paper; of the whole family where the reader may see it.

    `view` is a code of VIEWS; KeyError for another. Raises access.Refused, also for an unknown
    child.
    """
    wanted, on = VIEWS[view], day_of(printed_at)
    access.require(by, "export_child", child, on=on)
    row = Child.objects.get(pk=child)
    people = family.family_of(row, on=on)
    of = known.known(child, siblings=people.open_to_reader, on=on, known_on=None)
    facts = of.of_family if of_family else of.facts
    names = {child: row.name, **people.names}
    lines = chronology(
        facts,
        ChronologyWanted(shown=wanted.shown, family=of_family, page=0),
        written=of.written,
        names=names,
    ).lines
    waiting = _open_concerns(of, names if of_family else {}, on=on)
    audit.exported(by=by, what="export_child", child=child, note=f"{wanted.title} as PDF")
    parts = (
        _court(lines, people, waiting, with_children=of_family)
        if view == "court"
        else _everyday(lines, people, waiting, with_children=of_family)
    )
    return Paper(
        title=f"{wanted.title}: {row.name}",
        about=_about(row, of_family=of_family, on=on),
        made=made(by=by, printed_at=printed_at),
        marking=FOR_THE_NETWORK,
        parts=tuple(parts),
        is_wide=view != "court",
    )


def _about(row: Child, *, of_family: bool, on: date) -> str:
    born = f"Born on {day_in_words(row.born_on)}. " if row.born_on else ""
    family = "With brothers and sisters. " if of_family else ""
    return f"{born}{family}As it stood on {day_in_words(on)}."


def _everyday(
    lines: Sequence[ChronologyLine],
    people: Family,
    waiting: Sequence[str],
    *,
    with_children: bool,
) -> Iterator[Part]:
    yield Heading(_UNANSWERED)
    yield Lines(tuple(waiting)) if waiting else Words("None is open.")
    yield from _people(people)
    yield Heading("What happened")
    headings = ("When", "What", "What is known", "Who says so", "On record since")
    widths = (2.0, 2.2, 6.0, 2.4, 2.0)
    rows = tuple(_row(each, with_children=with_children) for each in lines)
    yield Table(f"{len(rows)} events, oldest first", headings, rows, widths)


def _open_concerns(of: Known, names: Mapping[str, str], *, on: date) -> list[str]:
    """What is open, each with how long: of the child, or of every child in `names`, by name."""
    every = threads(of.of_family) if names else of.threads
    raised_by = RaisedBy({each.child for each in every})
    begun = sorted((e for e in every if e.opened_on <= on), key=lambda each: each.opened_on)
    stand = [
        (thread.child, standing(thread, of.of_family, on=on, organisation=raised_by.named(thread)))
        for thread in begun
    ]
    return [
        f"{names[child]}: {_how_long(each)}" if names else _how_long(each)
        for child, each in stand
        if each.is_open
    ]


def _how_long(stands: Standing) -> str:
    return (
        f"{in_one_phrase(stands.harms)}: raised by {stands.agency} on "
        f"{day_in_words(stands.opened_on)}, open for {stands.days} days, "
        f"{stands.meetings} meetings held since"
    )


def _people(people: Family) -> Iterator[Part]:
    known_people = [*people.siblings, *people.adults]
    if known_people:
        yield Heading("Family")
        yield Entry(
            tuple((each.name, RELATION.named(each.relation).lower()) for each in known_people)
        )


def _row(line: ChronologyLine, *, with_children: bool) -> tuple[str, ...]:
    fact = line.fact
    what = _title(line, with_children)
    words = said_in_words(fact)
    for each in line.earlier:
        words += f"\nPut right. Before, it said: {said_in_words(each) or each.title}"
    late = f"\n{line.days_late} days later" if line.days_late > 1 else ""
    recorded = f"{day_in_words(day_of(fact.recorded_at))}{late}"
    return (fact.when, what, words, f"{fact.agency}\n{fact.recorded_by}", recorded)


def _title(line: ChronologyLine, with_children: bool) -> str:
    """What the event is and, in a chronology of several children, whom it concerned."""
    return f"{line.fact.title}\n{', '.join(line.children)}" if with_children else line.fact.title


def _court(
    lines: Sequence[ChronologyLine],
    people: Family,
    waiting: Sequence[str],
    *,
    with_children: bool,
) -> Iterator[Part]:
    yield from _people(people)
    yield Heading("Significant events")
    rows = tuple(
        (
            str(number),
            each.fact.when,
            f"{_title(each, with_children)}\n{said_in_words(each.fact, with_harms=False)}".strip(),
            f"{each.fact.agency}: {each.fact.recorded_by}. {each.fact.source}",
        )
        for number, each in enumerate(lines, start=1)
    )
    title = f"{len(rows)} events, oldest first"
    yield Table(title, ("No.", "Date", "Event", "Source"), rows, (0.7, 2.2, 7.0, 3.4))
    if waiting:
        yield Heading(_UNANSWERED)
        yield Lines(tuple(waiting))
