"""One concern from the first worry on: everything said about it in order, what seemed to end it and
did not, and what would answer it. For a referrer: what they said, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from keepsight.casework import access, audit
from keepsight.casework.answer_page import Proposal, proposal
from keepsight.casework.as_called import as_called, names_given
from keepsight.casework.concern_standing import Standing, standing
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.matter import Matter, matters
from keepsight.casework.referral_line import latest_about
from keepsight.casework.who import Who, who
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import Ask, ConcernThread, User

NO_ANSWER: Mapping[str, str] = {
    "medical": "A medical that finds nothing, or nothing certain, does not say what happened.",
    "referral_decision": "A decision to do no more is not a finding of what happened.",
    "category_changed": "The plan now names another harm. This one was not answered by that.",
    "police_outcome": "The police ask whether a crime can be proved, not whether a child is safe.",
    "assessment_completed": "No further action is not an answer to this concern.",
    "section_47_ended": "The enquiry ended. What it found of this concern has to be said.",
    "strategy_discussion": "No further action is not an answer to this concern.",
    "plan_ended": "The plan ended. The concern did not end with it.",
    "case_closed": "The case was closed. The concern was not answered by that.",
    "case_stepped_down": "The work went to a lower tier. The concern goes with it, unanswered.",
    "retraction": "A child who takes it back may be afraid. Somebody has to find out.",
}


@dataclass(frozen=True)
class StoryLine:
    """One thing said or done about the concern. `part` is what it did to the concern, in words, and
    `why` explains an event that did not answer it."""

    fact: FactLine
    part: str
    why: str

    @property
    def did_not_answer(self) -> bool:
        """Whether it has been taken for an end, and is none."""
        return bool(self.why)


@dataclass(frozen=True)
class May:
    """What the reader may do about the concern as it stands. `agree`: an answer waits for them as
    the second person; `tell`: whoever raised it does not sign in and is to be told the answer."""

    answer: bool
    reopen: bool
    disagree: bool
    open_child: bool
    agree: bool = False
    tell: bool = False


@dataclass(frozen=True)
class ConcernStory:
    """The concern for those who work with the child."""

    who: Who
    standing: Standing
    lines: tuple[StoryLine, ...]
    found: tuple[Matter, ...]
    proposal: Proposal | None
    may: May


@dataclass(frozen=True)
class ConcernOutcome:
    """The concern for the agency that raised it: their own words, and what became of them."""

    who: Who
    concern: ConcernLine
    said: tuple[FactLine, ...]
    may: May


def concern_story(concern: str, *, by: User, on: date) -> ConcernStory | ConcernOutcome:
    """The concern as this reader may see it. Raises access.Refused, also for an unknown one."""
    access.require(by, "see_concern", concern=concern, on=on)
    row = access.concerns_of(by, on=on).get(pk=concern)
    siblings = siblings_of([row.child_id])[row.child_id]
    written = ledger.facts_of_many([row.child_id, *siblings])
    facts = current(written[row.child_id])
    of_family = current(fact for own in written.values() for fact in own)
    sees_child = access.may(by, "see_child", row.child_id, on=on)
    audit.saw(by=by, what="see_concern", child=row.child_id, concern=concern)
    if not sees_child:
        told = latest_about([concern], access.referrals_of(by, on=on), on=on)
        return ConcernOutcome(
            who=as_called(who(row.child, on=on), names_given(written[row.child_id]).get(concern)),
            concern=concern_line(row, on=on, referral=told.get(concern)),
            said=tuple(fact_line(each) for each in facts if each.is_about(concern)),
            may=_may(row, by=by, on=on, open_child=False),
        )
    thread = next(each for each in threads(facts) if each.concern == concern)
    found = access.findings_of(by, on=on).filter(concern=concern, raised_on__lte=on)
    waiting = proposal(thread, of_family, by=by, on=on)
    return ConcernStory(
        who=who(row.child, on=on),
        standing=standing(
            thread, of_family, on=on, organisation=row.organisation.name if row.organisation else ""
        ),
        lines=tuple(_lines(thread)),
        found=matters((each for each in found if each.is_raised_on(on)), on=on),
        proposal=waiting,
        may=replace(
            _may(row, by=by, on=on, open_child=True),
            agree=waiting is not None and waiting.may_agree,
            tell=access.may(by, "answer_concern") and _is_to_be_told(concern),
        ),
    )


def _is_to_be_told(concern: str) -> bool:
    """Whether somebody is asked to tell whoever raised it, as far as the reader may see."""
    asked = Ask.objects.filter(kind="tell_referrer", about=concern, done_at=None)
    return asked.exists()


def _may(row: ConcernThread, *, by: User, on: date, open_child: bool) -> May:
    is_open = row.answered_on is None
    return May(
        answer=is_open and access.may(by, "answer_concern"),
        reopen=not is_open and access.may(by, "reopen_concern"),
        disagree=access.may(by, "disagree"),
        open_child=open_child,
    )


def _lines(thread: Thread) -> list[StoryLine]:
    no_answer = {each.fact_id for each in thread.left_open_by}
    every = {each.fact_id: each for each in (*thread.facts, *thread.left_open_by)}
    return [
        _line(each, thread, did_not_answer=each.fact_id in no_answer)
        for each in sorted(every.values(), key=lambda fact: fact.order)
    ]


def _line(fact: Fact, thread: Thread, *, did_not_answer: bool) -> StoryLine:
    why = NO_ANSWER[fact.kind] if did_not_answer else ""
    return StoryLine(fact_line(fact), _part(fact, thread, did_not_answer=did_not_answer), why)


def _part(fact: Fact, thread: Thread, *, did_not_answer: bool) -> str:
    """What the fact did to the concern: opened it, answered it, opened it again, or neither."""
    if did_not_answer:
        return "Did not answer it"
    if fact == thread.opening:
        return "Raised"
    if any(each.opened_by == fact for each in thread.spells):
        return "Open again"
    if any(each.answer == fact for each in thread.spells):
        return "Answered" if thread.spells[-1].answer == fact else "Answered for a time"
    return "Raised again" if fact.kind == "concern" else ""
