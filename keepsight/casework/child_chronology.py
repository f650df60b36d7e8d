"""A child's chronology for the page: all of it, or what was asked for, with what was recorded late
and what was put right."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.facts.chronology import Entry, family_chronology, known_on
from keepsight.facts.fact import Fact
from keepsight.practice.codes.agency import AGENCY

PAGE_SIZE = 50

Named = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ChronologyWanted:
    """What the reader asked to see of the chronology; as it stands here, everything.

    `text`: words, each of which the entry must hold. `page` counts from 1; 0 means all on one page.
    """

    shown: Literal["all", "significant"] = "all"
    topic: str = ""
    agency: str = ""
    year: int | None = None
    text: str = ""
    family: bool = False
    newest_first: bool = False
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return bool(
            self.shown == "significant" or self.topic or self.agency or self.year or self.text
        )

    @property
    def in_words(self) -> str:
        """What was looked for, for the audit; empty for the whole."""
        asked = {
            "text": self.text,
            "about": self.topic,
            "from": self.agency,
            "year": self.year,
            "only": "significant" if self.shown == "significant" else "",
        }
        return ", ".join(f"{name} {value}" for name, value in asked.items() if value)


@dataclass(frozen=True)
class ChronologyLine:
    """One event. `days_late`: how long after it the record learned of it, 0 for the same day.

    `earlier` is what was written before, where this corrects it: the newest first. `concern` is the
    concern that the event opened, answered or disagreed about. `child` is the one in whose record
    the fact is, and `may_correct` whether the reader may correct it there.
    """

    fact: FactLine
    child: str
    children: tuple[str, ...]
    days_late: int
    earlier: tuple[FactLine, ...]
    concern: str | None
    may_correct: bool


@dataclass(frozen=True)
class Chronology:
    """One page of the chronology, how much was found and how much there is, and what the filters
    offer."""

    lines: tuple[ChronologyLine, ...]
    found: int
    total: int
    wanted: ChronologyWanted
    topics: tuple[str, ...]
    agencies: Named
    years: tuple[int, ...]


def chronology(
    facts: Iterable[Fact],
    wanted: ChronologyWanted,
    *,
    written: Mapping[str, Fact],
    names: Mapping[str, str],
    corrects: Callable[[str], bool] = lambda kind: False,
) -> Chronology:
    """The part of these current facts that is wanted, each event once, in order of their days.

    `written` holds the facts that corrections replaced; `names` are those of people whom facts name
    by an identifier; `corrects` tells which kinds of fact the reader may correct.
    """
    entries = family_chronology(facts)
    found = [each for each in entries if _is_wanted(each.fact, wanted)]
    ordered = found[::-1] if wanted.newest_first else found
    shown = ordered
    if wanted.page:
        shown = ordered[(wanted.page - 1) * PAGE_SIZE : wanted.page * PAGE_SIZE]
    agencies = {each.fact.agency for each in entries}
    return Chronology(
        lines=tuple(
            _line(each, written=written, names=names, may_correct=corrects(each.fact.kind))
            for each in shown
        ),
        found=len(found),
        total=len(entries),
        wanted=wanted,
        topics=tuple(dict.fromkeys(sorted(each.fact.topic for each in entries))),
        agencies=tuple((each, AGENCY.named(each)) for each in AGENCY if each in agencies),
        years=tuple(sorted({each.fact.happened_on.year for each in entries}, reverse=True)),
    )


def days_late(fact: Fact) -> int:
    """How many days after the last day on which it can have happened the record learned of it."""
    return max((known_on(fact) - (fact.latest_on or fact.happened_on)).days, 0)


def _is_wanted(fact: Fact, wanted: ChronologyWanted) -> bool:
    if wanted.shown == "significant" and not fact.significant:
        return False
    if wanted.topic and fact.topic != wanted.topic:
        return False
    if wanted.agency and fact.agency != wanted.agency:
        return False
    if wanted.year and not _touches_year(fact, wanted.year):
        return False
    return not wanted.text or _holds(fact, wanted.text.lower().split())


def _touches_year(fact: Fact, year: int) -> bool:
    """An uncertain day counts for each year in which it may lie."""
    first, last = fact.happened_on, fact.latest_on or fact.happened_on
    return first <= date(year, 12, 31) and date(year, 1, 1) <= last


def _holds(fact: Fact, words: Sequence[str]) -> bool:
    line = fact_line(fact)
    said = (line.title, line.agency, line.detail, line.child_words, *line.harms)
    text = " ".join([*said, *(words for _, words in line.said)]).lower()
    return all(each in text for each in words)


def _with_names(line: FactLine, names: Mapping[str, str]) -> FactLine:
    return replace(line, said=tuple((what, names.get(word, word)) for what, word in line.said))


def _event_line(entry: Entry, names: Mapping[str, str]) -> FactLine:
    """The event in one line. What is so of one child and not of another is said with the name."""
    first, *others = lines = [_with_names(fact_line(each), names) for each in entry.facts]
    alike = tuple(each for each in first.said if all(each in line.said for line in others))
    own = (
        (f"{names.get(fact.child, fact.child)}, {what.lower()}".rstrip(", "), words)
        for fact, line in zip(entry.facts, lines, strict=True)
        for what, words in line.said
        if (what, words) not in alike
    )
    return replace(first, said=(*alike, *own))


def _line(
    entry: Entry, *, written: Mapping[str, Fact], names: Mapping[str, str], may_correct: bool
) -> ChronologyLine:
    fact = entry.fact
    return ChronologyLine(
        fact=_event_line(entry, names),
        child=fact.child,
        children=tuple(names.get(each, each) for each in entry.children),
        days_late=days_late(fact),
        earlier=tuple(_with_names(fact_line(each), names) for each in _earlier(fact, written)),
        concern=fact.concerns[0] if fact.topic == "Concern" and fact.concerns else None,
        may_correct=may_correct,
    )


def _earlier(fact: Fact, written: Mapping[str, Fact]) -> Iterator[Fact]:
    """What the fact replaces, what that replaced, and so on: each recorded before the next."""
    earlier = written.get(fact.corrects or "")
    while earlier and (earlier.recorded_at, earlier.fact_id) < (fact.recorded_at, fact.fact_id):
        yield earlier
        fact, earlier = earlier, written.get(earlier.corrects or "")
