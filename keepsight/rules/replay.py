"""A case played day by day as it was known: when each finding would have been raised and cleared,
and which concerns nobody ever answered."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from keepsight.facts.chronology import as_known_on, known_on
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.rules.finding import Finding
from keepsight.rules.history import history_of
from keepsight.rules.rule import Rule
from keepsight.rules.watch import CannotTell, cannot_tell, findings_of


@dataclass(frozen=True)
class Replay:
    """What would have been raised, when, as it was known; and every concern with its answer.

    A finding's days are those on which the record, as it then stood, said so. One that later
    knowledge took away is cleared on the day of that knowledge.
    """

    findings: list[Finding]
    concerns: list[Thread]
    cannot_tell: list[CannotTell]
    until: date

    @property
    def unanswered(self) -> list[Thread]:
        """The concerns still open at the end."""
        return [each for each in self.concerns if each.is_open]


def replay(
    facts: Iterable[Fact],
    *,
    until: date,
    siblings: Mapping[str, Iterable[str]] | None = None,
    supplied: frozenset[str] | None = None,
    rules: Iterable[Rule] | None = None,
) -> Replay:
    """Play a family's facts up to the end of the day `until`.

    `siblings` names each child's brothers and sisters; without it, all children here are siblings.
    A child is watched from the day on which something first became known of them: before it nobody
    could have been reminded of them.
    """
    given = list(facts)
    known = [each for each in given if known_on(each) <= until]
    children = sorted({each.child for each in given})
    found: list[Finding] = []
    for child in children:
        near = siblings.get(child, ()) if siblings is not None else children
        family = {*near, child}
        own = [each for each in known if each.child in family]
        found += _Playing(child, own, sorted(family), supplied, rules).played(until)
    return Replay(
        findings=sorted(found, key=lambda each: each.order),
        concerns=threads(known),
        cannot_tell=cannot_tell(supplied, rules=rules),
        until=until,
    )


class _Playing:
    """One child's record, read anew at the end of each day on which something became known."""

    def __init__(
        self,
        child: str,
        facts: Sequence[Fact],
        family: Sequence[str],
        supplied: frozenset[str] | None,
        rules: Iterable[Rule] | None,
    ) -> None:
        self.child, self.facts, self.family = child, facts, family
        self.supplied, self.rules = supplied, None if rules is None else list(rules)
        self.raised: dict[str, Finding] = {}
        self.cleared: list[Finding] = []

    def played(self, until: date) -> list[Finding]:
        own = [known_on(each) for each in self.facts if each.child == self.child]
        if not own:
            return []
        days = sorted({each for each in map(known_on, self.facts) if each >= min(own)})
        for day, next_day in pairwise([*days, until + timedelta(days=1)]):
            now = {each.finding_id: each for each in self._as_known_on(day)}
            self._carry_over(now, day)
            self._go_on(now, day, next_day)
        return [*self.cleared, *self.raised.values()]

    def _as_known_on(self, day: date) -> list[Finding]:
        known = as_known_on(self.facts, day)
        history = history_of(self.child, known, siblings=self.family, supplied=self.supplied)
        return findings_of(history, rules=self.rules)

    def _carry_over(self, now: Mapping[str, Finding], day: date) -> None:
        """What became known on this day may clear a finding, or move it to another fact."""
        for finding_id, before in list(self.raised.items()):
            after = now.get(finding_id)
            if after is None:
                after = next((e for e in now.values() if self._takes_over(e, before, day)), None)
            del self.raised[finding_id]
            if after is None or not after.is_raised_on(day):
                self.cleared.append(replace(before, cleared_on=day))
            else:
                carried = replace(after, raised_on=before.raised_on, cleared_on=None)
                self.raised[after.finding_id] = carried

    def _takes_over(self, finding: Finding, before: Finding, day: date) -> bool:
        """The same rule about the same thing, raised by another fact now that more is known."""
        return (
            (finding.rule, finding.concern) == (before.rule, before.concern)
            and finding.finding_id not in self.raised
            and finding.is_raised_on(day)
        )

    def _go_on(self, now: Mapping[str, Finding], day: date, next_day: date) -> None:
        """What comes by the passing of time, until something else becomes known."""
        for finding_id, each in now.items():
            raised_on = max(each.raised_on, day)
            if finding_id not in self.raised:
                done_that_day = each.cleared_on == each.raised_on >= day
                if raised_on >= next_day or not (each.is_raised_on(raised_on) or done_that_day):
                    continue
                self.raised[finding_id] = replace(each, raised_on=raised_on, cleared_on=None)
            if each.cleared_on is not None and each.cleared_on < next_day:
                shown = self.raised.pop(finding_id)
                self.cleared.append(replace(shown, cleared_on=each.cleared_on))
