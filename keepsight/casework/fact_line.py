"""A fact as one line of a chronology: when, what, who says so, and what it says, all in words."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from keepsight.facts.fact import Fact
from keepsight.facts.kind import KindField, own_fields
from keepsight.facts.label import SAID_ELSEWHERE, YES_AND_NO
from keepsight.practice.code import CodeList
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.harm import HARM

_UNTOLD = frozenset({"not_stated", "other", ""})
_NAME_HARMS = ("categories", "from_categories", "to_categories")


@dataclass(frozen=True)
class FactLine:
    """One line: `said` are the answers, each with the word that goes before it, if it needs one
    ("", "Review conference"; "Category", "Neglect"); `detail` are the words.

    `harms` is empty where the answers name them.
    """

    fact_id: str
    kind: str
    title: str
    when: str
    happened_on: date
    recorded_at: datetime
    agency: str
    recorded_by: str
    source: str
    harms: tuple[str, ...]
    said: tuple[tuple[str, str], ...]
    child_words: str
    detail: str
    is_significant: bool
    concerns: tuple[str, ...]


def fact_line(fact: Fact) -> FactLine:
    """The line for one fact."""
    return FactLine(
        fact_id=fact.fact_id,
        kind=fact.kind,
        title=fact.title,
        when=when_in_words(fact),
        happened_on=fact.happened_on,
        recorded_at=fact.recorded_at,
        agency=AGENCY.named(fact.agency),
        recorded_by=fact.recorded_by,
        source=fact.source,
        harms=tuple(HARM.named(each) for each in _harms(fact)),
        said=tuple(_said(fact)),
        child_words=str(vars(fact).get("child_words") or ""),
        detail=fact.detail,
        is_significant=fact.significant,
        concerns=fact.concerns,
    )


def day_in_words(day: date) -> str:
    """A day as people write it: "3 March 2025"."""
    return f"{day.day} {day:%B %Y}"


def when_in_words(fact: Fact) -> str:
    """When it happened, no more exactly than is known: "3 March 2025", "March 2025", "about 2011".

    The source's own words where the day is not sure and the source wrote some.
    """
    if fact.precision != "day" and fact.date_as_written:
        return fact.date_as_written
    if fact.precision == "year":
        return str(fact.happened_on.year)
    if fact.precision == "month":
        return f"{fact.happened_on:%B %Y}"
    words = day_in_words(fact.happened_on)
    return f"about {words}" if fact.precision == "about" else words


def _harms(fact: Fact) -> tuple[str, ...]:
    """The harms that the fact is about, unless its categories say the same."""
    values = vars(fact)
    named = {each for name in _NAME_HARMS for each in values.get(name) or ()}
    return () if named.issuperset(fact.harms) else fact.harms


def _said(fact: Fact) -> list[tuple[str, str]]:
    values = vars(fact)
    return [
        ("" if each.shape == "yes_no" else each.label, words)
        for each in own_fields(type(fact))
        if each.name not in SAID_ELSEWHERE
        # What nobody filled in says nothing.
        and (each.required or values[each.name] != each.default)
        if (words := _in_words(each, values[each.name])) and words != fact.detail
    ]


def _in_words(field: KindField, value: Any) -> str:
    if value is None or (isinstance(value, str) and value in _UNTOLD):
        return ""
    if isinstance(value, bool):
        yes, no = YES_AND_NO[field.name]
        return yes if value else no
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, tuple):
        return ", ".join(_named(field.codes, each) for each in value)
    return _named(field.codes, str(value))


def _named(codes: CodeList | None, value: str) -> str:
    return codes.named(value) if codes else value
