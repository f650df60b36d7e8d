"""Holding a strategy discussion, about one child or several brothers and sisters at once: who was
there, what each knew, and for each child whether a medical was considered and what was decided."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from keepsight.casework import access, medical, network, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.assessment.hold import standing
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.notice import network_of, tell
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.assessment import CONSIDERED, ENQUIRY, STRATEGY_DECISION
from keepsight.record.models import Child, LedgerFact, User
from keepsight.record.reader import reading_as

EXPECTED: Mapping[str, str] = {
    "social_care": "children’s social care",
    "police": "police",
    "health": "health",
}
"""Who takes part at the least, as groups of agencies: Working Together 2023, chapter 3, asks for
social care, the police and health."""

MEETS_AGAIN = "hold_strategy_discussion"
_NO_DECISION = ("not_decided", "not_stated")


@dataclass(frozen=True)
class Participant:
    """Somebody who was there. `user` is set for one who signs in: they are told, and join the
    network. `knew` is what they told the others, about `children`; about all where that is empty.
    """

    name: str
    agency: str
    knew: str = ""
    children: tuple[str, ...] = ()
    user: int | None = None


@dataclass(frozen=True)
class Decided:
    """What was decided about one child, and why. `concerns` are those that were talked about;
    `lead` is who leads the enquiry, `next_on` when they meet again."""

    decision: str
    reasons: str
    medical_considered: str
    medical_reasons: str = ""
    enquiry: str = "not_stated"
    concerns: tuple[str, ...] = ()
    lead: int | None = None
    next_on: date | None = None


def hold_discussion(
    *,
    decided: Mapping[str, Decided],
    there: Sequence[Participant],
    missing_reason: str = "",
    held_on: date,
    reference: str = "",
    by: User,
    at: datetime,
) -> str:
    """Record a strategy discussion with its decision for each child, in the order of `decided`;
    gives the event that the facts share. The same `reference` is recorded once.

    A decision for section 47 begins the enquiry. No decision answers a concern. Raises Refused, and
    NotRight with everything that is missing: the fields of a child are named `decision.<child>` and
    so on.
    """
    on, event = day_of(at), reference or uuid4().hex
    for each in decided:
        access.require(by, "hold_strategy_discussion", each, on=on)
    with reading_as(by, on=on):
        names = {each.pk: each.name for each in Child.objects.filter(pk__in=list(decided))}
    _check(decided, there, missing_reason, names, held_on=held_on, on=on)
    first = next(iter(decided))
    with action("hold_strategy_discussion", by=by, at=at, child=first) as doing:
        projection.hold(set(decided))
        if LedgerFact.objects.filter(child__in=list(decided), event=event).exists():
            doing.note = "sent a second time"
            return event
        facts = standing(list(decided))
        open_now = {each.concern: each for each in threads(facts) if each.is_open}
        _check_concerns(decided, open_now)
        users = _users(there, decided.values())
        for child, own in decided.items():
            _record(doing, child, own, there, users, missing_reason, open_now, held_on, event)
        _share(doing, decided, there, users, event, on=on)
    return event


def missing(agencies: Iterable[str]) -> tuple[str, ...]:
    """Who was not there of those whom guidance expects, in words, from the codes of agencies that
    were."""
    groups = {AGENCY[each].group for each in agencies if each in AGENCY}
    return tuple(words for group, words in EXPECTED.items() if group not in groups)


def _check(
    decided: Mapping[str, Decided],
    there: Sequence[Participant],
    missing_reason: str,
    names: Mapping[str, str],
    *,
    held_on: date,
    on: date,
) -> None:
    wrongs: list[Wrong] = []
    if not decided:
        wrongs.append(Wrong("children", "Name at least one child."))
    if held_on > on:
        wrongs.append(Wrong("held_on", "The day must be today or in the past."))
    if not there:
        wrongs.append(Wrong("there", "Say who was there."))
    wrongs += [
        Wrong("there", f"Choose the agency of {each.name}.")
        for each in there
        if each.agency not in AGENCY
    ]
    absent = missing(each.agency for each in there)
    if there and absent and not missing_reason.strip():
        named = " and ".join(absent)
        wrongs.append(Wrong("missing_reason", f"Missing: {named}. Say why they were not there."))
    for child, own in decided.items():
        wrongs += _wrong_of(child, names[child], own, held_on=held_on)
    if wrongs:
        raise NotRight(*wrongs)


def _wrong_of(child: str, name: str, own: Decided, *, held_on: date) -> Iterable[Wrong]:
    """What is wrong with the decision about one child: each child has one of their own."""
    if own.decision not in STRATEGY_DECISION or own.decision in _NO_DECISION:
        yield Wrong(f"decision.{child}", f"Choose what was decided about {name}.")
    if not own.reasons.strip():
        yield Wrong(f"reasons.{child}", f"Say why this was decided about {name}.")
    if own.medical_considered not in CONSIDERED or own.medical_considered == "not_stated":
        yield Wrong(f"medical.{child}", f"Say whether a medical was considered for {name}.")
    elif not own.medical_reasons.strip():
        yield Wrong(f"medical_reasons.{child}", f"Say why a medical is wanted for {name}, or not.")
    is_enquiry = own.decision == "section_47"
    if is_enquiry and (own.enquiry not in ENQUIRY or own.enquiry == "not_stated"):
        yield Wrong(f"decision.{child}", f"Say who makes the enquiry about {name}.")
    if own.decision == "further_discussion" and (own.next_on is None or own.next_on < held_on):
        yield Wrong(f"next_on.{child}", f"Enter the day on which they meet again about {name}.")


def _check_concerns(decided: Mapping[str, Decided], open_now: Mapping[str, Thread]) -> None:
    for child, own in decided.items():
        for each in own.concerns:
            if each not in open_now or open_now[each].child != child:
                raise wrong(f"concerns.{child}", "Choose among what is open about this child.")


def _users(there: Sequence[Participant], decided: Iterable[Decided]) -> dict[int, User]:
    named = [*(each.user for each in there), *(each.lead for each in decided)]
    wanted = {each for each in named if each is not None}
    people = User.objects.filter(pk__in=wanted, is_active=True)
    return {each.pk: each for each in people}


def _record(
    doing: Action,
    child: str,
    own: Decided,
    there: Sequence[Participant],
    users: Mapping[int, User],
    missing_reason: str,
    open_now: Mapping[str, Thread],
    held_on: date,
    event: str,
) -> None:
    """The facts of one child, and what follows from them."""
    harms = tuple(sorted({harm for each in own.concerns for harm in open_now[each].harms}))
    about = {"concerns": own.concerns, "harms": harms, "event": event}
    discussion = own_fact(
        doing,
        "strategy_discussion",
        child,
        on=held_on,
        strategy_decision=own.decision,
        enquiry=own.enquiry if own.decision == "section_47" else "not_stated",
        agencies_present=tuple(dict.fromkeys(each.agency for each in there)),
        people_present="; ".join(_named(each) for each in there),
        missing_reason=missing_reason,
        medical_considered=own.medical_considered,
        medical_reasons=own.medical_reasons,
        reasons=own.reasons,
        next_on=own.next_on if own.decision == "further_discussion" else None,
        **about,
    )
    told = [
        own_fact(
            doing,
            "information_shared",
            child,
            on=held_on,
            about=discussion.fact_id,
            given_by=_named(each),
            detail=each.knew,
            event=event,
        )
        for each in there
        if each.knew.strip() and (not each.children or child in each.children)
    ]
    lead = users.get(own.lead or 0) or doing.by
    begun = []
    if own.decision == "section_47" and lead is not None:
        begun.append(
            own_fact(
                doing,
                "section_47_begun",
                child,
                on=held_on,
                about=discussion.fact_id,
                enquiry=own.enquiry,
                lead_worker=lead.signature,
                **about,
            )
        )
    add_own(doing, discussion, *told, *begun)
    _follow(doing, discussion, own, lead)


def _follow(doing: Action, discussion: Fact, own: Decided, lead: User | None) -> None:
    """What somebody is asked to do now, and what was asked before and is done."""
    child = discussion.child
    settle(doing, kind=MEETS_AGAIN, about=child, outcome="Held")
    medical.follow_ups_are_done(doing, child, outcome="A strategy discussion was held")
    if own.medical_considered == "yes":
        ask(
            doing,
            kind=medical.ARRANGE,
            child=child,
            about=discussion.fact_id,
            of=lead,
            words=own.medical_reasons,
        )
    if own.decision == "further_discussion":
        ask(
            doing,
            kind=MEETS_AGAIN,
            child=child,
            about=child,
            of=doing.by,
            due_on=own.next_on,
            words=own.reasons,
        )


def _share(
    doing: Action,
    decided: Collection[str],
    there: Sequence[Participant],
    users: Mapping[int, User],
    event: str,
    *,
    on: date,
) -> None:
    """Whoever was there and signs in joins the network of the children; and all of it is told."""
    for child in decided:
        for each in there:
            user = users.get(each.user or 0)
            if user is not None:
                network.join(doing, child=child, user=user, part="strategy discussion", on=on)
        tell(
            doing,
            to=network_of(child, on=on),
            what="strategy_discussion_held",
            child=child,
            about=event,
        )


def _named(participant: Participant) -> str:
    return f"{participant.name}, {AGENCY.named(participant.agency)}"
