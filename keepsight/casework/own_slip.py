"""A slip of one's own: something that a worker began by mistake, sees on the same day, and on which
nothing rests yet. They take it out themselves; everything else is for a manager."""

from collections.abc import Collection, Sequence
from datetime import date

from keepsight.casework.action import day_of
from keepsight.casework.assessment.course import key_of
from keepsight.casework.plan.standing import times_carried_on
from keepsight.facts.fact import Fact
from keepsight.practice.meeting import CARRIED_ON_ALONE
from keepsight.record.models import AssessmentPaper, LedgerFact, User


def is_begun_today(fact: str, *, by: User, on: date) -> bool:
    """Whether this user wrote the fact on that day: a first look, which costs one question."""
    row = LedgerFact.objects.filter(pk=fact, entered_by=by).values_list("recorded_at", flat=True)
    return any(day_of(each) == on for each in row)


def is_own_slip(
    begun: Sequence[Fact], concerns: Collection[str], facts: Sequence[Fact], *, by: User, on: date
) -> bool:
    """Whether `begun`, all that would be taken out, is a slip of this user's, among what stands
    about the family.

    They wrote all of it on that day. Nobody was asked or has told anything for it, it was not
    handed in, and nobody else has written in it. None of these open `concerns` has been carried on
    so often that a manager has to agree to once more.
    """
    names = {each.fact_id for each in begun}
    if any(day_of(each.recorded_at) != on for each in begun):
        return False
    if LedgerFact.objects.filter(pk__in=names, entered_by=by).count() != len(names):
        return False
    if any(each.kind == "assessment_handed_in" for each in begun):
        return False
    if any(vars(each).get("about") in names and each.fact_id not in names for each in facts):
        return False
    papers = AssessmentPaper.objects.filter(assessment=key_of(begun[0])).exclude(written_by=by)
    if papers.exists():
        return False
    return all(times_carried_on(each, facts) < CARRIED_ON_ALONE for each in concerns)
