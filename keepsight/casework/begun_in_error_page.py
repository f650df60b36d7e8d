"""What somebody sees before they take out what was begun in error; and what was taken out so."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from keepsight.casework import audit, begun_in_error
from keepsight.casework.action import day_of
from keepsight.casework.fact_line import FactLine, fact_line, when_in_words
from keepsight.casework.raised_by import RaisedBy
from keepsight.casework.strategy_discussion_page import OpenConcern, open_concerns
from keepsight.casework.who import Who, who
from keepsight.record import ledger
from keepsight.record.models import Child, User


@dataclass(frozen=True)
class InErrorPage:
    """What would be taken out, each with the child; the open concerns that it was for, each with
    the child; what partners and others have told meanwhile stays. `why_not`: why it cannot be taken
    out any more; `is_assessment`: where it leads back to."""

    who: Who
    title: str
    is_assessment: bool
    lines: tuple[tuple[Who, FactLine], ...]
    concerns: tuple[tuple[Who, OpenConcern], ...]
    why_not: str


@dataclass(frozen=True)
class TakenOut:
    """Something that was begun in error: what and when, by whom it was taken out, when and why."""

    title: str
    when: str
    reasons: str
    by: str
    on: date


def in_error_page(child: str, begun: str, *, by: User, on: date) -> InErrorPage:
    """What was begun with this fact of the child. Raises access.Refused, also where there is none
    or the reader may not take it out."""
    found, facts = begun_in_error.find(child, begun, by=by, on=on)
    audit.saw(by=by, what="see_child", child=child)
    rows = {e.pk: who(e, on=on) for e in Child.objects.filter(pk__in=[child, *found.children])}
    raised_by = RaisedBy(list(rows))
    meant = {each.concern for each in found.concerns}
    return InErrorPage(
        who=rows[child],
        title=found.first.title,
        is_assessment=found.first.kind == "assessment_started",
        lines=tuple((rows[each.child], fact_line(each)) for each in found.facts),
        concerns=tuple(
            (rows[one], each)
            for one in found.children
            for each in open_concerns([fact for fact in facts if fact.child == one], raised_by)
            if each.concern in meant
        ),
        why_not=found.why_not,
    )


def taken_out(child: str, kinds: Collection[str]) -> tuple[TakenOut, ...]:
    """What of these kinds was begun in error for a child and taken out, the latest first. Who may
    see the child must have been asked before. One question to the database."""
    written = ledger.facts_of_many([child], kinds={*kinds, "entered_in_error"})[child]
    earlier = {each.fact_id: each for each in written}
    gone = [e for e in written if e.kind == "entered_in_error" and e.corrects in earlier]
    return tuple(
        TakenOut(
            title=earlier[each.corrects or ""].title,
            when=when_in_words(earlier[each.corrects or ""]),
            reasons=str(vars(each)["reasons"]),
            by=each.recorded_by,
            on=day_of(each.recorded_at),
        )
        for each in sorted(gone, key=lambda fact: fact.recorded_at, reverse=True)
    )
