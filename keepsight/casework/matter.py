"""What the rules say, as people read it: gathered by what it is about, and never one line per rule.
Several rules often speak about the same concern; here alone is decided what stands together, in
which order, and how much of it is shown at once."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from keepsight.casework.rules_in_force import title_of
from keepsight.casework.who import Who, who
from keepsight.record import models
from keepsight.rules import finding

Finding = models.Finding | finding.Finding
"""One that is kept, or one that was worked out for a past day."""

SHOWN_AT_ONCE = 3
"""A matter with more lines than this shows what has stood longest and what is newest; the rest
opens when asked for."""


@dataclass(frozen=True)
class Found:
    """One finding of a line; `who` is the child, where the finding was fetched with its child."""

    finding_id: str
    child: str
    who: Who | None
    raised_on: date
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """What one rule says about one matter, however often: since when first, and each finding, the
    oldest first. `days` since then, or until then."""

    rule: str
    title: str
    raised_on: date
    days: int
    found: tuple[Found, ...]

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that it rests on, each once."""
        return tuple(dict.fromkeys(fact for each in self.found for fact in each.facts))

    @property
    def order(self) -> tuple[date, int, str]:
        """What has stood longest comes first; of the same day, what rests on more facts."""
        return (self.raised_on, -len(self.facts), self.title)


@dataclass(frozen=True)
class Matter:
    """All that is said about one concern, or about the child or family as a whole (None)."""

    concern: str | None
    lines: tuple[Line, ...]

    @property
    def shown(self) -> tuple[Line, ...]:
        """What has stood longest, and what is newest; all of it where that is little."""
        if len(self.lines) <= SHOWN_AT_ONCE:
            return self.lines
        rest = self.lines[SHOWN_AT_ONCE - 1 :]
        newest = max(rest, key=lambda each: max(found.raised_on for found in each.found))
        return (*self.lines[: SHOWN_AT_ONCE - 1], newest)

    @property
    def folded(self) -> tuple[Line, ...]:
        """What opens when asked for, in the same order."""
        return tuple(each for each in self.lines if each not in self.shown)

    @property
    def folded_in_words(self) -> str:
        """What stands on what opens."""
        number = len(self.folded)
        return f"{number} more rule{'s say' if number > 1 else ' says'} something about this"

    @property
    def order(self) -> tuple[bool, date, str]:
        """Concerns come first, by what has stood longest; what is about the whole comes last."""
        return (self.concern is None, self.lines[0].raised_on, self.concern or "")


def matters(findings: Iterable[Finding], *, on: date) -> tuple[Matter, ...]:
    """These findings of one child or one family by what they are about, in the order of a page.

    The children of findings that are kept must have been fetched too.
    """
    about: dict[str | None, list[Finding]] = defaultdict(list)
    for each in findings:
        about[each.concern or None].append(each)
    found = [Matter(concern, _lines(own, on=on)) for concern, own in about.items()]
    return tuple(sorted(found, key=lambda each: each.order))


def _lines(findings: Iterable[Finding], *, on: date) -> tuple[Line, ...]:
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for each in findings:
        by_rule[each.rule].append(each)
    lines = [_line(rule, own, on=on) for rule, own in by_rule.items()]
    return tuple(sorted(lines, key=lambda each: each.order))


def _line(rule: str, findings: Iterable[Finding], *, on: date) -> Line:
    found = [_found(each, on=on) for each in findings]
    found.sort(key=lambda each: (each.raised_on, each.child, each.finding_id))
    return Line(
        rule=rule,
        title=title_of(rule),
        raised_on=found[0].raised_on,
        days=abs((on - found[0].raised_on).days),
        found=tuple(found),
    )


def _found(of: Finding, *, on: date) -> Found:
    if isinstance(of, models.Finding):
        child, known = of.child_id, who(of.child, on=on)
        return Found(of.finding_id, child, known, of.raised_on, tuple(of.facts))
    return Found(of.finding_id, of.child, None, of.raised_on, of.facts)
