"""Answering a concern. Where practice asks for a second person, an answer is proposed first, and
the concern stays open until they agree. Whoever raised the concern, and everybody who works with
the child, is told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from keepsight.casework import access, child_record
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.fact_line import fact_line
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.notice import tell, who_raised
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.casework.second_person import ask_second_person, may_be_second
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, opens, threads
from keepsight.practice import countersignature
from keepsight.practice.codes.answer import ANSWER
from keepsight.practice.codes.harm import HARM
from keepsight.practice.timescale import TIMESCALES
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import ConcernThread, LedgerFact, User
from keepsight.record.reader import reading_as

NO_EVIDENCE = frozenset(
    {
        "category_changed",
        "plan_ended",
        "case_closed",
        "case_stepped_down",
        "carried_on",
        "referral",
        "referral_decision",
        "answer",
        "answer_proposed",
        "answer_returned",
        "reopening",
    }
)
"""What says nothing of what happened to the child: no answer rests on it."""


@dataclass(frozen=True)
class Given:
    """What an answer says. `rests_on_facts` are facts of the child's or a brother's or sister's
    chronology; `rests_on` says the same in words, and is made from them where it is empty. `harms`
    are those that the reasons speak of: all that the concern names, where it names several."""

    answer: str
    reasons: str
    rests_on_facts: tuple[str, ...]
    rests_on: str = ""
    harms: tuple[str, ...] = ()


def answer_in(doing: Action, *, concern: str, given: Given) -> Fact:
    """Answer an open concern inside another action that has asked access; gives the answer, or,
    where practice asks for a second person, the answer that is proposed to them.

    Raises NotRight also where the concern has an answer already, or one that somebody else has
    proposed waits.
    """
    _check(given)
    thread = hold_thread(concern)
    if not thread.is_open:
        raise wrong("", "This concern has an answer already. Reopen it to answer it anew.")
    waiting = proposal_on(thread)
    if waiting is not None and vars(waiting)["proposed_by"] != _name_of(doing):
        raise wrong(
            "",
            f"{vars(waiting)['proposed_by']} has proposed an answer, which waits. Agree to it or "
            "return it first.",
        )
    doing.child = doing.child or thread.child
    check_every_harm(thread, given.harms)
    said: dict[str, Any] = {
        "concerns": (concern,),
        "harms": thread.harms,
        "answer": given.answer,
        "reasons": given.reasons,
        "rests_on_facts": given.rests_on_facts,
        "rests_on": _rests_on(doing, thread, given),
    }
    by = _name_of(doing)
    asked = countersignature.asked_for(thread.harms, on=day_of(doing.at))
    if not asked:
        fact = own_fact(doing, "answer", thread.child, answered_by=by, **said)
        add_own(doing, fact)
        _close(doing, fact, answered_by=doing.by)
        return fact
    fact = own_fact(doing, "answer_proposed", thread.child, proposed_by=by, **said)
    add_own(doing, fact)
    child_record.put_in_sight([thread.child], on=day_of(doing.at))
    settle(doing, kind="countersign_answer", about=concern, outcome="Another answer was proposed")
    due_on = min(each.within.due_on(day_of(doing.at)) for each in asked)
    ask_second_person(doing, child=thread.child, concern=concern, due_on=due_on)
    return fact


def agree(*, concern: str, proposal: str, by: User, at: datetime) -> Fact:
    """Agree to the answer that was proposed: it then ends the concern, in the name of whoever
    proposed it.

    `proposal` is the fact that was read. Raises Refused, and NotRight for one's own proposal, where
    neither of the two is a manager, and where something has come since that the answer cannot have
    taken in.
    """
    access.require(by, "countersign_answer", concern=concern, on=day_of(at))
    with action("countersign_answer", by=by, at=at, concern=concern) as doing:
        thread, waiting, proposer = _held_proposal(doing, concern, proposal)
        check_every_harm(thread, waiting.harms)
        if since := new_since(thread, waiting):
            said = fact_line(since[-1])
            raise wrong(
                "",
                f"“{said.title}” of {said.when} came after this answer was proposed. "
                "Return it, so that the answer takes it in.",
            )
        values = {
            name: vars(waiting)[name]
            for name in ("concerns", "harms", "answer", "reasons", "rests_on", "rests_on_facts")
        }
        fact = own_fact(
            doing,
            "answer",
            thread.child,
            answered_by=vars(waiting)["proposed_by"],
            countersigned_by=by.signature,
            **values,
        )
        add_own(doing, fact)
        _close(doing, fact, answered_by=proposer)
    return fact


def give_back(*, concern: str, proposal: str, reasons: str, by: User, at: datetime) -> Fact:
    """Return the answer that was proposed, with reasons: the concern stays open, and whoever
    proposed it is told. Raises Refused, and NotRight as `agree` does."""
    access.require(by, "countersign_answer", concern=concern, on=day_of(at))
    if not reasons.strip():
        raise wrong("reasons", "Say what is missing or not right.")
    with action("countersign_answer", by=by, at=at, concern=concern) as doing:
        thread, waiting, proposer = _held_proposal(doing, concern, proposal)
        fact = own_fact(
            doing,
            "answer_returned",
            thread.child,
            concerns=(concern,),
            about=waiting.fact_id,
            returned_by=by.signature,
            reasons=reasons,
        )
        add_own(doing, fact)
        settle(doing, kind="countersign_answer", about=concern, outcome="Returned")
        told = [proposer] if proposer else []
        tell(doing, to=told, what="answer_returned", child=thread.child, about=concern)
    return fact


def tell_outcome(
    *, concern: str, told: str, told_how: str, on: date, by: User, at: datetime
) -> Fact:
    """Write down that whoever raised an answered concern was told the answer: who, how and on which
    day. Raises Refused and NotRight."""
    access.require(by, "answer_concern", concern=concern, on=day_of(at))
    if not told.strip():
        raise wrong("told", "Say who was told.")
    if not told_how.strip():
        raise wrong("told_how", "Say how they were told.")
    with action("tell_outcome", by=by, at=at, concern=concern) as doing:
        thread = hold_thread(concern)
        last = thread.spells[-1].answer
        if last is None:
            raise wrong("", "This concern is open: there is no answer to tell yet.")
        if on < last.happened_on:
            raise wrong("on", "The day must not be before the answer.")
        doing.child = thread.child
        fact = own_fact(
            doing,
            "outcome_told",
            thread.child,
            on=on,
            concerns=(concern,),
            about=last.fact_id,
            told=told,
            told_how=told_how,
        )
        add_own(doing, fact)
        settle(doing, kind="tell_referrer", about=concern, outcome=f"Told {told}")
    return fact


def hold_thread(concern: str) -> Thread:
    """The concern with everything said of it, kept from everybody else until the transaction ends.
    Call inside an action; raises NotRight for an unknown concern."""
    child = ConcernThread.objects.filter(pk=concern).values_list("child_id", flat=True).first()
    if child is None:
        raise wrong("concern", "There is no such concern.")
    ledger.hold([child])
    # Read after taking hold: somebody else may have answered or raised it again meanwhile.
    return next(
        each for each in threads(current(ledger.facts_of(child))) if each.concern == concern
    )


def proposal_on(thread: Thread) -> Fact | None:
    """The answer that waits for a second person; None where none does."""
    waiting: Fact | None = None
    for each in sorted(thread.facts, key=lambda fact: (fact.recorded_at, fact.order)):
        if each.kind == "answer_proposed":
            waiting = each
        elif each.kind == "answer" or _returns(each, waiting):
            waiting = None
    return waiting if thread.is_open else None


def new_since(thread: Thread, proposal: Fact) -> tuple[Fact, ...]:
    """What was said after an answer was proposed and would open an answered concern again: the
    concern raised once more, a disagreement, a return home."""
    return tuple(
        each for each in thread.facts if opens(each) and each.recorded_at > proposal.recorded_at
    )


def in_words(facts: Iterable[Fact]) -> str:
    """What an answer rests on, each by what it is and its day."""
    lines = map(fact_line, facts)
    return "; ".join(f"{each.title}, {each.when}" for each in lines)


def check_every_harm(thread: Thread, harms: Sequence[str]) -> None:
    """Raises NotRight where the concern names several harms and one of them would be overlooked.
    The field is "harm_" and the harm."""
    missing = [each for each in thread.harms if each not in harms]
    if missing and len(thread.harms) > 1:
        raise NotRight(
            *(
                Wrong(f"harm_{each}", f"Say what was found about {HARM.named(each).lower()}.")
                for each in missing
            )
        )


def _returns(fact: Fact, waiting: Fact | None) -> bool:
    is_return = fact.kind == "answer_returned" and waiting is not None
    return is_return and waiting is not None and vars(fact)["about"] == waiting.fact_id


def _check(given: Given) -> None:
    if given.answer not in ANSWER:
        raise wrong("answer", "Choose what the answer is.")
    if not given.reasons.strip():
        raise wrong("reasons", "Say why, in words.")
    if not given.rests_on_facts:
        raise wrong(
            "rests_on_facts", f"Choose what it rests on. {ANSWER[given.answer].description}"
        )


def _rests_on(doing: Action, thread: Thread, given: Given) -> str:
    """In words, what the answer rests on. Only what the user may read themselves is taken."""
    with reading_as(doing.by, on=day_of(doing.at)):
        found = current(ledger.facts_named(given.rests_on_facts))
    family = {thread.child, *siblings_of([thread.child])[thread.child]}
    named = [each for each in found if each.child in family]
    if {each.fact_id for each in named} != set(given.rests_on_facts):
        raise wrong("rests_on_facts", "Choose from the chronology of the child and the family.")
    if nothing := [each for each in named if each.kind in NO_EVIDENCE]:
        said = f"“{nothing[0].title}” does not say what happened to the child. Choose what does."
        raise wrong("rests_on_facts", said)
    return given.rests_on.strip() or in_words(named)


def _held_proposal(doing: Action, concern: str, proposal: str) -> tuple[Thread, Fact, User | None]:
    """The concern, the answer that waits and who proposed it, where this user may be the second
    person."""
    thread = hold_thread(concern)
    waiting = proposal_on(thread)
    if waiting is None or waiting.fact_id != proposal:
        raise wrong("", "This answer waits for nobody any more. Look at the concern again.")
    doing.child = thread.child
    row = LedgerFact.objects.select_related("entered_by__team").get(pk=waiting.fact_id)
    if doing.by is None or not may_be_second(doing.by, proposer=row.entered_by):
        raise wrong("", "Somebody else has to agree to this answer; one of the two is a manager.")
    return thread, waiting, row.entered_by


def _name_of(doing: Action) -> str:
    return doing.by.signature if doing.by else ""


def _close(doing: Action, answer: Fact, *, answered_by: User | None) -> None:
    """Those who work with the child, and whoever raised the concern, are told by the answer itself
    (see notice.TOLD); where nobody of them signs in, somebody is asked to tell them."""
    concern, on = answer.concerns[0], day_of(doing.at)
    child_record.put_in_sight([answer.child], on=on)
    settle(doing, kind="countersign_answer", about=concern, outcome="Agreed")
    settle(doing, kind="answer_at_meeting", about=concern, outcome="Answered")
    row = ConcernThread.objects.get(pk=concern)
    if who_raised(concern):
        return
    ask(
        doing,
        kind="tell_referrer",
        child=answer.child,
        about=concern,
        of=answered_by or doing.by,
        due_on=TIMESCALES["referral_decision"].due_on(on),
        words=f"Raised by {row.opened_by}",
    )
