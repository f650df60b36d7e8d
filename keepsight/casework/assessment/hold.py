"""Finding an assessment for somebody who wants to do something with it, and keeping everybody else
from it meanwhile."""

from collections.abc import Sequence
from datetime import date

from keepsight.casework import access, projection
from keepsight.casework.assessment.course import Course, course_of
from keepsight.casework.not_right import wrong
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import AssessmentPaper, User
from keepsight.record.reader import reading_as


def find(
    child: str, assessment: str, permission: str, *, by: User, on: date
) -> tuple[Course, list[Fact]]:
    """The assessment of this key about this child, where the user may do this for every child whom
    it is about; with the family's facts as the user may see them. Raises Refused."""
    access.require(by, permission, child, on=on)
    with reading_as(by, on=on):
        family = [child, *siblings_of([child])[child]]
        facts = standing(family)
    found = course_of(facts, assessment)
    if found is None or child not in found.starts:
        raise access.Refused
    for each in found.children:
        access.require(by, permission, each, on=on)
    return found, facts


def hold(found: Course) -> tuple[Course, list[Fact]]:
    """The same assessment as it is now, and the facts of the children and of their brothers and
    sisters, while nobody else adds to them.

    Call inside an action. Raises Refused where it is about a child of whom the user was not asked,
    and NotRight where it has been completed meanwhile.
    """
    facts = standing(sorted(projection.hold(set(found.children))))
    now = course_of(facts, found.key)
    if now is None or set(now.children) != set(found.children):
        raise access.Refused
    if not now.is_open:
        raise wrong("", "This assessment has been completed. What is new needs one of its own.")
    return now, facts


def standing(children: Sequence[str]) -> list[Fact]:
    """The facts of these children that stand, in order, as far as whoever reads may see."""
    return current(each for own in ledger.facts_of_many(children).values() for each in own)


def latest_paper(assessment: str) -> AssessmentPaper | None:
    """The version of the paper that stands, as far as whoever reads may see it."""
    papers = AssessmentPaper.objects.filter(assessment=assessment).select_related("written_by")
    return papers.order_by("-version").first()
