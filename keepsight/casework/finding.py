"""One finding, explained: what was found, the dated facts it rests on, where the rule comes from,
and what would clear it."""

from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.rules_in_force import rule_called
from keepsight.casework.who import Who, who
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, Finding, User


@dataclass(frozen=True)
class FindingPage:
    """A finding with all that explains it. `facts` are in the order of the chronology, each with
    whether it is the one that raised the finding."""

    finding_id: str
    who: Who
    rule: str
    title: str
    sentence: str
    source: str
    address: str
    standing: str
    clears: str
    raised_on: date
    cleared_on: date | None
    is_ahead: bool
    stands: bool
    days: int
    concern: ConcernLine | None
    facts: tuple[tuple[FactLine, bool], ...]


def finding(finding_id: str, *, by: User, on: date) -> FindingPage:
    """A finding for its page. Raises access.Refused, also where there is no such finding."""
    found = Finding.objects.select_related("child__person").filter(pk=finding_id).first()
    if found is None:
        # The database shows neither a finding that is not there nor one that may not be seen.
        audit.refused(by=by, what="see_findings", note=f"finding {finding_id}")
        raise access.Refused
    access.require(by, "see_findings", child=found.child_id, on=on)
    audit.saw(by=by, what="see_findings", child=found.child_id)
    rule = rule_called(found.rule)
    if rule is None:
        # A rule that was withdrawn, or left out by an update: its findings go with the next look.
        raise access.Refused
    thread = (
        ConcernThread.objects.select_related("child__person", "organisation")
        .filter(pk=found.concern)
        .first()
    )
    facts = ledger.facts_named(found.facts)
    return FindingPage(
        finding_id=found.finding_id,
        who=who(found.child, on=on),
        rule=rule.code,
        title=rule.title,
        sentence=rule.sentence,
        source=str(rule.source),
        address=rule.source.guidance.address,
        standing=rule.standing_in_words,
        clears=rule.clears,
        raised_on=found.raised_on,
        cleared_on=found.cleared_on,
        is_ahead=found.raised_on > on,
        stands=found.is_raised_on(on),
        days=abs((on - found.raised_on).days),
        concern=concern_line(thread, on=on) if thread else None,
        facts=tuple((fact_line(each), each.fact_id == found.facts[0]) for each in facts),
    )
