"""What the rules say about one child, for the child's page: by concern, each with since when, the
facts it rests on, where the rule comes from and what would clear it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from keepsight.casework import matter
from keepsight.casework.concern_standing import Standing
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.known import Known
from keepsight.casework.rules_in_force import rule_called, title_of
from keepsight.facts.fact import Fact
from keepsight.rules.finding import Finding

DAYS_AHEAD = 28
NOT_KNOWN = "Nothing, by itself: since an update Keepsight cannot read this lesson any more."
FACTS_SHOWN = 5
"""So many facts of a line are named on the child's page, the latest; the finding has them all."""


@dataclass(frozen=True)
class FindingNote:
    """One finding on the child's page; `concern` is the harms of the concern it is about, in words.

    `finding_id` is empty for a past day, whose findings have no page of their own.
    """

    finding_id: str
    title: str
    raised_on: date
    days: int
    concern: tuple[str, ...]


@dataclass(frozen=True)
class FoundLine:
    """What one rule says: since when, on which facts (`more_facts` are not named here), from which
    source, and what would clear it. `again` are the later findings of the same rule."""

    title: str
    finding_id: str
    raised_on: date
    days: int
    again: tuple[tuple[str, date], ...]
    facts: tuple[FactLine, ...]
    more_facts: int
    source: str
    clears: str


@dataclass(frozen=True)
class FoundMatter:
    """All that the rules say about one concern, or about the child as a whole (no harms)."""

    concern: str
    harms: tuple[str, ...]
    opened_on: date | None
    shown: tuple[FoundLine, ...]
    folded: tuple[FoundLine, ...]
    folded_in_words: str


def notes(
    findings: Iterable[Finding], of: Known, standings: Sequence[Standing]
) -> tuple[FindingNote, ...]:
    """Findings one by one, for programs that ask."""
    return tuple(_note(each, of, standings) for each in findings)


def raised(
    found: Iterable[Finding], of: Known, standings: Sequence[Standing]
) -> tuple[FoundMatter, ...]:
    """What stands on the day, gathered as `matter` decides."""
    stands = [each for each in found if each.is_raised_on(of.until)]
    facts = {each.fact_id: each for each in of.of_family}
    concerns = {each.concern: each for each in standings}
    return tuple(
        _matter(each, concerns.get(each.concern or ""), facts, is_past=of.is_past)
        for each in matter.matters(stands, on=of.until)
    )


def due(
    found: Iterable[Finding], of: Known, standings: Sequence[Standing]
) -> tuple[FindingNote, ...]:
    """What falls due in the four weeks after the day, soonest first."""
    last = of.until + timedelta(days=DAYS_AHEAD)
    ahead = [e for e in found if e.falls_due_after(of.until) and e.raised_on <= last]
    return notes(ahead, of, standings)


def _note(finding: Finding, of: Known, standings: Sequence[Standing]) -> FindingNote:
    about = next((each.harms for each in standings if each.concern == finding.concern), ())
    return FindingNote(
        finding_id="" if of.is_past else finding.finding_id,
        title=title_of(finding.rule),
        raised_on=finding.raised_on,
        days=abs((of.until - finding.raised_on).days),
        concern=about,
    )


def _matter(
    of: matter.Matter, concern: Standing | None, facts: Mapping[str, Fact], *, is_past: bool
) -> FoundMatter:
    return FoundMatter(
        concern=concern.concern if concern else "",
        harms=concern.harms if concern else (),
        opened_on=concern.opened_on if concern else None,
        shown=tuple(_line(each, facts, is_past=is_past) for each in of.shown),
        folded=tuple(_line(each, facts, is_past=is_past) for each in of.folded),
        folded_in_words=of.folded_in_words,
    )


def _line(line: matter.Line, facts: Mapping[str, Fact], *, is_past: bool) -> FoundLine:
    rule = rule_called(line.rule)
    rests_on = sorted(
        (facts[each] for each in line.facts if each in facts), key=lambda each: each.happened_on
    )
    first, *later = line.found
    return FoundLine(
        title=line.title,
        finding_id="" if is_past else first.finding_id,
        raised_on=line.raised_on,
        days=line.days,
        again=tuple(("" if is_past else each.finding_id, each.raised_on) for each in later),
        facts=tuple(fact_line(each) for each in rests_on[-FACTS_SHOWN:]),
        more_facts=len(line.facts) - min(len(rests_on), FACTS_SHOWN),
        source=str(rule.source) if rule else "",
        clears=rule.clears if rule else NOT_KNOWN,
    )
