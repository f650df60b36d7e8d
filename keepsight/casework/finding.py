"""One finding, explained: what was found, the dated facts it rests on, where the rule comes from,
and what would clear it."""

from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.lesson.in_force import SetAside, set_aside_called
from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.rules_in_force import rule_called, title_of
from keepsight.casework.who import Who, who
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, Finding, User
from keepsight.rules.rule import Rule


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
    aside = set_aside_called(found.rule) if rule is None else None
    if rule is None and aside is None:
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
        rule=found.rule,
        title=title_of(found.rule),
        **(_told_by(rule) if rule else _told_of(aside) if aside else {}),
        raised_on=found.raised_on,
        cleared_on=found.cleared_on,
        is_ahead=found.raised_on > on,
        stands=found.is_raised_on(on),
        days=abs((on - found.raised_on).days),
        concern=concern_line(thread, on=on) if thread else None,
        facts=tuple((fact_line(each), each.fact_id == found.facts[0]) for each in facts),
    )


def _told_by(rule: Rule) -> dict[str, str]:
    return {
        "sentence": rule.sentence,
        "source": str(rule.source),
        "address": rule.source.guidance.address,
        "standing": rule.standing_in_words,
        "clears": rule.clears,
    }


def _told_of(aside: SetAside) -> dict[str, str]:
    """What can still be said of a lesson that cannot be read any more."""
    return {
        "sentence": aside.sentence,
        "source": aside.source,
        "address": "",
        "standing": "Set aside: since an update Keepsight cannot read this lesson any more",
        "clears": "Nothing, by itself. It stays as it stood before the update, until the lesson is "
        "written anew or withdrawn.",
    }
