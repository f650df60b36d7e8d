"""Handing in an assessment, and the second look at it: a manager agrees it, which completes it, or
returns it with reasons."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db.models import Q

from keepsight.casework import access
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.assessment import words as field
from keepsight.casework.assessment.course import Course
from keepsight.casework.assessment.earlier import earlier_than, in_words
from keepsight.casework.assessment.hold import find, hold, latest_paper
from keepsight.casework.assessment.paper import keep_in
from keepsight.casework.assessment.seen import Seen
from keepsight.casework.assessment.whole import (
    Matter,
    concerns_unspoken,
    gather,
    missing_from,
    overrun,
)
from keepsight.casework.assessment.words import Words
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.notice import network_of, tell
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.facts.fact import Fact
from keepsight.record.models import Child, Involvement, LedgerFact, User

COUNTERSIGN, REWORK = "countersign_assessment", "rework_assessment"
SOMEBODY_ELSE = "Somebody other than who handed it in has to agree it."


def hand_in(
    *, child: str, assessment: str, words: Words, version: int, by: User, at: datetime
) -> None:
    """Hand in an assessment for a manager to agree, with what was written last.

    Raises Refused, and NotRight with everything that is missing, each with its field; what was
    written is kept even then.
    """
    on = day_of(at)
    access.require(by, "write_assessment", child, on=on)
    found, family = find(child, assessment, "write_assessment", by=by, on=on)
    earlier = earlier_than(found, family)
    missing: list[Wrong] = []
    with action("hand_in_assessment", by=by, at=at, child=child) as doing:
        now, facts = hold(found)
        if now.state == "handed_in":
            raise wrong("", "This assessment has been handed in already.")
        paper = keep_in(doing, now, words=words, version=version)
        missing = missing_from(paper.words, gather(now, facts, earlier, on=on), on=on)
        if missing:
            doing.note = "something was missing"
        else:
            _hand_in(doing, now)
    if missing:
        raise NotRight(*missing)


def countersign(
    *, child: str, assessment: str, version: int, overrun_reason: str = "", by: User, at: datetime
) -> list[Fact]:
    """Agree an assessment that was handed in: this completes it for each of its children. `version`
    is the one that was read. No concern is answered by it.

    Raises Refused, and NotRight where it is not handed in any more, where whoever handed it in
    would agree it, or where a concern was raised since of which it says nothing.
    """
    on = day_of(at)
    access.require(by, "countersign_assessment", child, on=on)
    found, family = find(child, assessment, "countersign_assessment", by=by, on=on)
    earlier = earlier_than(found, family)
    with action("countersign_assessment", by=by, at=at, child=child) as doing:
        now, facts = hold(found)
        handed_in = _handed_in(now, by=by)
        paper = latest_paper(now.key)
        if paper is None or paper.version != version:
            raise wrong("", "What was handed in has changed since you read it. Read it again.")
        matter = gather(now, facts, earlier, on=on)
        written = dict(paper.words)
        written[field.OVERRUN] = field.text(written, field.OVERRUN) or overrun_reason
        _check_still_whole(written, matter, on=on)
        made = list(_completed(doing, matter, written, by_whom=handed_in.recorded_by))
        add_own(doing, *made)
        _settle(doing, now, outcome="Agreed")
        _tell_network(doing, now, on=on)
    return made


def return_(*, child: str, assessment: str, reasons: str, by: User, at: datetime) -> None:
    """Return an assessment that was handed in, with the reasons; whoever handed it in is asked to
    change it. Raises Refused and NotRight."""
    access.require(by, "countersign_assessment", child, on=day_of(at))
    found, _ = find(child, assessment, "countersign_assessment", by=by, on=day_of(at))
    if not reasons.strip():
        raise wrong("reasons", "Say what has to change, and why.")
    with action("return_assessment", by=by, at=at, child=child) as doing:
        now, _facts = hold(found)
        handed_in = _handed_in(now, by=by)
        event = _event(now)
        returned = [
            own_fact(
                doing,
                "assessment_returned",
                each,
                event=event,
                about=start.fact_id,
                reasons=reasons,
            )
            for each, start in now.starts.items()
        ]
        add_own(doing, *returned)
        _settle(doing, now, outcome="Returned")
        writer = _who_entered(handed_in)
        if writer is not None:
            child, about = now.first.child, now.key
            due = now.due_on
            ask(doing, kind=REWORK, of=writer, child=child, about=about, due_on=due, words=reasons)
            told = {"child": child, "about": about, "words": reasons}
            tell(doing, to=[writer], what="assessment_returned", **told)


def _check_still_whole(words: Words, matter: Matter, *, on: date) -> None:
    """Raises NotRight where something has come since it was handed in."""
    if unspoken := list(concerns_unspoken(words, matter)):
        raise wrong(
            "",
            f"{len(unspoken)} open concern{'s' if len(unspoken) > 1 else ''} came after this was "
            "handed in, and it says nothing of that. Return it.",
        )
    if late := list(overrun(words, matter, on=on)):
        raise NotRight(*late)


def _completed(doing: Action, matter: Matter, words: Words, *, by_whom: str) -> Iterable[Fact]:
    event = _event(matter.course)
    names = {each: row.name for each, row in matter.children.items()}
    names |= _names_of({one for each in matter.earlier for one in each.children} - set(names))
    meanings = {e.earlier: field.text(words, field.means(e.earlier)) for e in matter.earlier}
    for child, start in matter.course.starts.items():
        own = [each for each in matter.open_concerns.values() if each.child == child]
        for each in own:
            yield own_fact(
                doing,
                "concern_assessed",
                child,
                about=start.fact_id,
                concerns=(each.concern,),
                harms=each.harms,
                reply=field.text(words, field.says(each.concern)),
            )
        yield own_fact(
            doing,
            "assessment_completed",
            child,
            event=event,
            about=start.fact_id,
            concerns=tuple(dict.fromkeys([*start.concerns, *(each.concern for each in own)])),
            harms=tuple(sorted({*start.harms, *(h for each in own for h in each.harms)})),
            assessment=matter.course.assessment,
            history_cited=True if matter.earlier else None,
            history=in_words(matter.earlier, meanings, names),
            overrun_reason=field.text(words, field.OVERRUN),
            completed_by=by_whom,
            countersigned_by=doing.by.signature if doing.by else "",
            **_of_child(child, words, matter.seen[child]),
        )


def _of_child(child: str, words: Words, seen: Seen) -> dict[str, Any]:
    return {
        "assessment_outcome": field.text(words, field.of_child("outcome", child)),
        "factors": field.several(words, field.of_child("factors", child)),
        "spoken_with": field.several(words, field.of_child("spoken_with", child)),
        "analysis": field.text(words, field.of_child("analysis", child)),
        "why_not": field.text(words, field.of_child("why_not", child)) if seen.is_missing else "",
        "child_seen": None if seen.is_unborn else seen.seen_on is not None,
        "child_seen_alone": None if seen.is_unborn else seen.alone_on is not None,
    }


def _names_of(children: set[str]) -> dict[str, str]:
    return {each.pk: each.name for each in Child.objects.filter(pk__in=children)}


def _event(course: Course) -> str:
    """What the facts of one step share, where it is about several children."""
    return uuid4().hex if len(course.starts) > 1 else ""


def _hand_in(doing: Action, course: Course) -> None:
    event = _event(course)
    handed_in = [
        own_fact(doing, "assessment_handed_in", each, event=event, about=start.fact_id)
        for each, start in course.starts.items()
    ]
    add_own(doing, *handed_in)
    settle(doing, kind=REWORK, about=course.key, outcome="Handed in again")
    managers = _managers(course, by=doing.by, on=day_of(doing.at))
    child, about, due = course.first.child, course.key, course.due_on
    for each in managers:
        ask(doing, kind=COUNTERSIGN, child=child, about=about, of=each, due_on=due)
    if not managers and doing.by:
        ask(
            doing,
            kind=COUNTERSIGN,
            child=child,
            about=about,
            of_team=doing.by.team,
            of_agency=None if doing.by.team else doing.by.agency,
            due_on=due,
        )
    tell(doing, to=managers, what="assessment_handed_in", child=child, about=about)


def _managers(course: Course, *, by: User | None, on: date) -> list[User]:
    """Who may agree it: the managers of the writer's team where it works with the children, or else
    of another team that does."""
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    parts = Involvement.objects.filter(lasts, child__in=course.children, from_on__lte=on)
    near = Q(team__in=parts.exclude(team=None).values("team")) | Q(
        pk__in=parts.exclude(user=None).values("user")
    )
    found = User.objects.filter(near, is_active=True, role="manager")
    others = [each for each in found.order_by("name", "pk") if by is None or each.pk != by.pk]
    own = [each for each in others if by and by.team_id and each.team_id == by.team_id]
    return own or others


def _handed_in(course: Course, *, by: User) -> Fact:
    """The fact of handing in that waits to be agreed by somebody else. Raises NotRight."""
    found = course.last("assessment_handed_in")
    if course.state != "handed_in" or found is None:
        raise wrong("", "This assessment does not wait to be agreed any more.")
    writer = _who_entered(found)
    if writer is not None and writer.pk == by.pk:
        raise wrong("", SOMEBODY_ELSE)
    return found


def _who_entered(fact: Fact) -> User | None:
    entered = LedgerFact.objects.filter(pk=fact.fact_id).values("entered_by")
    return User.objects.filter(pk__in=entered).first()


def _settle(doing: Action, course: Course, *, outcome: str) -> None:
    settle(doing, kind=COUNTERSIGN, about=course.key, outcome=outcome)


def _tell_network(doing: Action, course: Course, *, on: date) -> None:
    for child in course.children:
        tell(
            doing,
            to=network_of(child, on=on),
            what="assessment_completed",
            child=child,
            about=course.key,
        )
