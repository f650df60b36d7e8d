"""Starting an assessment, of one child or of several brothers and sisters at once."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import uuid4

from keepsight.casework import access, projection
from keepsight.casework.action import action, day_of
from keepsight.casework.assessment.clock import clock
from keepsight.casework.assessment.course import courses
from keepsight.casework.assessment.hold import standing
from keepsight.casework.not_right import wrong
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.assessment import ASSESSMENT
from keepsight.record.models import User

ON_OFFER = tuple(each for each in ASSESSMENT if each not in ("initial", "core", "not_stated"))
"""The kinds that may be started: the initial and the core assessment ended in April 2013."""


def start(
    *,
    children: Sequence[str],
    assessment: str,
    reasons: str,
    concerns: Collection[str] = (),
    started_on: date | None = None,
    by: User,
    at: datetime,
) -> str:
    """Start one assessment of these children; gives the name that it has from now on.

    `assessment` is a code of ASSESSMENT; `concerns` are those that led to it, of any of the
    children. Raises Refused, and NotRight also where a child has one of this kind under way.
    """
    on = started_on or day_of(at)
    if not children:
        raise wrong("children", "Choose at least one child.")
    for each in children:
        access.require(by, "write_assessment", each, on=day_of(at))
    if assessment not in ON_OFFER:
        raise wrong("assessment", "Choose what kind of assessment it is.")
    if not reasons.strip():
        raise wrong("reasons", "Say why it is begun.")
    key = uuid4().hex
    with action("start_assessment", by=by, at=at, child=children[0]) as doing:
        projection.hold(set(children))
        facts = standing(list(children))
        _check_none_under_way(facts, assessment)
        known = {each.concern: each for each in threads(facts)}
        if not set(concerns) <= set(known):
            raise wrong("concerns", "Choose among the concerns of these children.")
        started = [
            own_fact(
                doing,
                "assessment_started",
                each,
                on=on,
                event=key,
                assessment=assessment,
                reasons=reasons,
                due_on=clock(assessment, _own(facts, each), started_on=on, on=on).due_on,
                **_about(each, concerns, known),
            )
            for each in dict.fromkeys(children)
        ]
        add_own(doing, *started)
    return key


def _own(facts: Sequence[Fact], child: str) -> list[Fact]:
    return [each for each in facts if each.child == child]


def _about(
    child: str, concerns: Collection[str], known: dict[str, Thread]
) -> dict[str, tuple[str, ...]]:
    """The concerns of this child that led to it, and their harms."""
    own = [known[each] for each in known if each in concerns and known[each].child == child]
    harms = {harm for each in own for harm in each.harms}
    return {"concerns": tuple(each.concern for each in own), "harms": tuple(sorted(harms))}


def _check_none_under_way(facts: Sequence[Fact], assessment: str) -> None:
    for each in courses(facts):
        if each.is_open and each.assessment == assessment:
            raise wrong("assessment", "An assessment of this kind is under way. Go on with that.")
