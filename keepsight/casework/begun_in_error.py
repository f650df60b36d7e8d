"""Taking out an assessment, a strategy discussion or an enquiry that was begun in error: by a
manager, or by who began it, as a slip of the same day on which nothing rests (own_slip). It leaves
the chronology, the rules look as if it had never been, and each concern that it was for stays open
with what happens about it instead. Nothing is deleted: what was written stays in the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from keepsight.casework import access, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import settle
from keepsight.casework.assessment.agree import COUNTERSIGN, REWORK
from keepsight.casework.assessment.course import course_of, key_of
from keepsight.casework.assessment.hold import standing
from keepsight.casework.assessment.question import ASKED
from keepsight.casework.medical import ARRANGE, FOLLOW_UP
from keepsight.casework.not_right import wrong
from keepsight.casework.notice import network_of, tell
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.casework.own_slip import is_begun_today, is_own_slip
from keepsight.casework.section_47 import enquiries
from keepsight.casework.strategy_discussion import MEETS_AGAIN
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.record.family import siblings_of
from keepsight.record.models import Ask, User
from keepsight.record.reader import reading_as

BEGUN: Mapping[str, str] = {
    "assessment_started": "An assessment was begun in error.",
    "strategy_discussion": "A strategy discussion was recorded in error.",
    "section_47_begun": "An enquiry was begun in error.",
}
"""Kinds that begin something, and are taken out in no other way; each with what is told of it."""
_STEPS = ("assessment_handed_in", "assessment_returned")
"""What is said of an assessment under way, and says nothing without it."""
OUTCOME = "Begun in error"


@dataclass(frozen=True)
class Begun:
    """What was begun together and would be taken out together: a fact for each child; for a
    strategy discussion the enquiries that it began, for an assessment that it was handed in.

    `concerns` are the open ones that it was for; where it names none, all open ones of its
    children. `why_not`: why it can be taken out no more.
    """

    first: Fact
    facts: tuple[Fact, ...]
    concerns: tuple[Thread, ...]
    why_not: str

    @property
    def children(self) -> tuple[str, ...]:
        """The children whom it is about, as far as the reader may see them."""
        return tuple(dict.fromkeys(each.child for each in self.facts))


def find(child: str, begun: str, *, by: User, on: date) -> tuple[Begun, list[Fact]]:
    """What the fact `begun` of this child began, where the user may take it out for every child
    whom it is about; with the family's facts as the user may see them. Raises Refused."""
    access.require(by, "take_out_own_slip", child, on=on)
    with reading_as(by, on=on):
        facts = standing([child, *siblings_of([child])[child]])
        found = _begun(child, begun, facts)
        if found is None:
            raise access.Refused
        is_own = _is_own_slip(found, facts, by=by, on=on)
    for each in found.children:
        access.require(by, "take_out_own_slip" if is_own else "take_out_begun", each, on=on)
    return found, facts


def may_take_out(child: str, begun: str, *, by: User, on: date) -> bool:
    """Whether to offer it to this reader of the child's record; nothing is audited. Call while
    reading as them."""
    if access.may(by, "take_out_begun"):
        return True
    if not access.may(by, "take_out_own_slip") or not is_begun_today(begun, by=by, on=on):
        return False
    facts = standing([child, *siblings_of([child])[child]])
    found = _begun(child, begun, facts)
    return found is not None and _is_own_slip(found, facts, by=by, on=on)


def _is_own_slip(found: Begun, facts: Sequence[Fact], *, by: User, on: date) -> bool:
    concerns = [each.concern for each in found.concerns]
    return not found.why_not and is_own_slip(found.facts, concerns, facts, by=by, on=on)


def take_out(
    *, child: str, begun: str, reasons: str, instead: str = "", by: User, at: datetime
) -> list[Fact]:
    """Take out what the fact `begun` of this child began, for every child whom it is about; gives
    the facts that say so.

    `instead` says what happens now about the open concerns that it was for: each is carried on with
    that, which a manager agrees to by taking it out. Whoever works with the children is told, and
    nobody is asked for it any more. Raises Refused, and NotRight also where it is over already.
    """
    on = day_of(at)
    seen, _ = find(child, begun, by=by, on=on)
    is_manager = access.may(by, "take_out_begun", child, on=on)
    if not reasons.strip():
        raise wrong("reasons", "Say why it should never have been begun.")
    with action("take_out_begun", by=by, at=at, child=child) as doing:
        facts = standing(sorted(projection.hold(set(seen.children))))
        now = _begun(child, begun, facts)
        if now is None or set(now.children) != set(seen.children):
            raise access.Refused
        if not is_manager and not _is_own_slip(now, facts, by=by, on=on):
            raise wrong("", "Something rests on it by now. A manager takes it out.")
        if now.why_not:
            raise wrong("", now.why_not)
        if now.concerns and not instead.strip():
            raise wrong("instead", "Say what happens now about the open concerns.")
        event = uuid4().hex
        gone = [
            own_fact(
                doing,
                "entered_in_error",
                each.child,
                on=each.happened_on,
                event=event,
                corrects=each.fact_id,
                reasons=reasons,
            )
            for each in now.facts
        ]
        add_own(doing, *gone)
        agreed_by = by.signature if is_manager else ""
        _carry_on(doing, now, f"{BEGUN[now.first.kind]} {instead}", event, agreed_by=agreed_by)
        asked = _settle(doing, now, facts)
        for each in now.children:
            told = {"what": "begun_in_error", "child": each, "about": begun, "words": reasons}
            tell(doing, to=[*network_of(each, on=on), *asked], **told)
    return gone


def _begun(child: str, begun: str, facts: Sequence[Fact]) -> Begun | None:
    first = next((e for e in facts if e.fact_id == begun and e.child == child), None)
    if first is None or first.kind not in BEGUN:
        return None
    if first.kind == "section_47_begun":
        held = next((e for e in facts if e.fact_id == vars(first)["about"]), None)
        first = held or first
    together = [first] + [
        each
        for each in facts
        if each is not first and each.kind == first.kind and first.event == each.event != ""
    ]
    names = {each.fact_id for each in together}
    together += [
        each
        for each in facts
        if each.kind in ("section_47_begun", *_STEPS) and vars(each)["about"] in names
    ]
    own = {each.child for each in together}
    open_ones = [each for each in threads(facts) if each.is_open and each.child in own]
    named = {concern for each in together for concern in each.concerns}
    return Begun(
        first=first,
        facts=tuple(together),
        concerns=tuple(e for e in open_ones if e.concern in named or not named),
        why_not=_why_not(together, facts),
    )


def _why_not(together: Sequence[Fact], facts: Sequence[Fact]) -> str:
    """What came of it is the record of what was done: it is no longer an error to be taken out."""
    first = together[0]
    if first.kind == "assessment_started":
        course = course_of(facts, key_of(first))
        if course is not None and course.completed:
            return "The assessment has been completed. What it says stays in the record."
        return ""
    for each in together:
        own = [fact for fact in facts if fact.child == each.child]
        begun = {one.begun.fact_id: one for one in enquiries(own)}
        if each.fact_id in begun and begun[each.fact_id].ended is not None:
            return "The enquiry has been ended. What it found stays in the record."
        if any(e.kind == "conference" and e.happened_on >= first.happened_on for e in own):
            return "A conference has been held since. What led to it stays in the record."
    return ""


def _carry_on(doing: Action, now: Begun, reasons: str, event: str, *, agreed_by: str) -> None:
    """Each open concern goes on with what happens about it instead."""
    values: dict[str, Any] = {
        "about": now.first.fact_id,
        "reasons": reasons,
        "agreed_by": agreed_by,
        "event": event,
    }
    for each in now.concerns:
        said = own_fact(doing, "carried_on", each.child, concerns=(each.concern,), **values)
        add_own(doing, said)


def _settle(doing: Action, now: Begun, facts: Sequence[Fact]) -> list[User]:
    """Nobody is asked for it any more, and what it had settled is asked again; gives the people who
    were asked what they know."""
    if now.first.kind == "assessment_started":
        course = course_of(facts, key_of(now.first))
        questions = [each.fact_id for each in course.asked] if course else []
        asked = _people_asked(questions)
        for one in questions:
            settle(doing, kind=ASKED, about=one, outcome=OUTCOME)
        for kind in (COUNTERSIGN, REWORK):
            settle(doing, kind=kind, about=key_of(now.first), outcome=OUTCOME)
        return asked
    for each in now.facts:
        settle(doing, kind=ARRANGE, about=each.fact_id, child=each.child, outcome=OUTCOME)
        again = Ask.objects.filter(child=each.child, kind__in=(MEETS_AGAIN, FOLLOW_UP))
        again.filter(done_at=None, asked_at=each.recorded_at, kind=MEETS_AGAIN).update(
            done_at=doing.at, done_by=doing.by, outcome=OUTCOME
        )
        again.filter(done_at=each.recorded_at).update(done_at=None, done_by=None, outcome="")
    return []


def _people_asked(questions: Iterable[str]) -> list[User]:
    rows = Ask.objects.filter(kind=ASKED, about__in=list(questions), done_at=None)
    return [each.of for each in rows.select_related("of") if each.of is not None]
