"""Medicals: asked for, and what they said. One that settled nothing asks what is done now, and ends
no concern."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from keepsight.casework import access, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.assessment.hold import standing
from keepsight.casework.not_right import wrong
from keepsight.casework.notice import network_of, tell
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, threads
from keepsight.practice.codes.medical import MEDICAL_FINDING, OPINION
from keepsight.record.models import Ask, User
from keepsight.rules.inconclusive_medical_not_followed_up import LIMIT

ARRANGE, FOLLOW_UP = "arrange_medical", "follow_up_medical"
UNCLEAR = frozenset(MEDICAL_FINDING.group("unclear"))
"""What settles nothing, and is not read as an all clear."""


@dataclass(frozen=True)
class Result:
    """What a medical said. `next_step` is what is done now, where it settled nothing."""

    finding: str
    opinion: str
    examined_by: str
    detail: str
    agency: str = "paediatrics"
    next_step: str = ""


def ask_for(
    *, child: str, asked: str, reasons: str, concerns: Collection[str] = (), by: User, at: datetime
) -> Fact:
    """Record that a medical was asked for, of whom and why. Raises Refused and NotRight."""
    access.require(by, "hold_strategy_discussion", child, on=day_of(at))
    if not asked.strip():
        raise wrong("asked", "Say who was asked.")
    with action("ask_for_medical", by=by, at=at, child=child) as doing:
        about = _about(doing, child, concerns)
        fact = own_fact(doing, "medical_asked", child, asked=asked, reasons=reasons, **about)
        add_own(doing, fact)
        for each in _open_asks(child, ARRANGE):
            settle(doing, kind=ARRANGE, about=each, child=child, outcome=f"Asked for: {asked}")
    return fact


def record_result(
    *,
    child: str,
    result: Result,
    examined_on: date,
    concerns: Collection[str] = (),
    by: User,
    at: datetime,
) -> Fact:
    """Record what a medical said. One that settled nothing needs the next step, and is followed up
    within the time of the rule about it. Raises Refused and NotRight."""
    access.require(by, "hold_strategy_discussion", child, on=day_of(at))
    _check(result)
    with action("record_medical", by=by, at=at, child=child) as doing:
        about = _about(doing, child, concerns)
        fact = own_fact(
            doing,
            "medical",
            child,
            on=examined_on,
            medical_finding=result.finding,
            opinion=result.opinion,
            examined_by=result.examined_by,
            next_step=result.next_step if result.finding in UNCLEAR else "",
            detail=result.detail,
            **{"agency": result.agency, **about},
        )
        add_own(doing, fact)
        for each in _open_asks(child, ARRANGE):
            settle(doing, kind=ARRANGE, about=each, child=child, outcome="The result is here")
        if result.opinion == "second":
            follow_ups_are_done(doing, child, outcome="A second opinion is here")
        if result.finding in UNCLEAR:
            _ask_for_follow_up(doing, fact, result.next_step)
        to = network_of(child, on=day_of(at))
        tell(doing, to=to, what="medical_recorded", child=child, about=fact.fact_id)
    return fact


def follow_ups_are_done(doing: Action, child: str, *, outcome: str) -> None:
    """Settle what was asked after medicals of this child that settled nothing. Call inside an
    action, where what follows them up has been done."""
    for each in _open_asks(child, FOLLOW_UP):
        settle(doing, kind=FOLLOW_UP, about=each, child=child, outcome=outcome)


def _check(result: Result) -> None:
    if result.finding not in MEDICAL_FINDING or result.finding == "not_stated":
        raise wrong("medical_finding", "Choose what it found.")
    if result.opinion not in OPINION:
        raise wrong("opinion", "Choose which opinion it is.")
    if not result.examined_by.strip():
        raise wrong("examined_by", "Say who examined the child.")
    if result.finding in UNCLEAR and not result.next_step.strip():
        raise wrong("next_step", "It settled nothing. Say what is done now.")


def _ask_for_follow_up(doing: Action, medical: Fact, next_step: str) -> None:
    period = LIMIT.value
    ask(
        doing,
        kind=FOLLOW_UP,
        child=medical.child,
        about=medical.fact_id,
        of=doing.by,
        due_on=period.due_on(medical.happened_on),
        words=next_step,
    )


def _about(doing: Action, child: str, concerns: Collection[str]) -> dict[str, Any]:
    """The concerns that it is about and their harms, read while nobody else adds to the child."""
    projection.hold({child})
    known: dict[str, Thread] = {each.concern: each for each in threads(standing([child]))}
    if not set(concerns) <= set(known):
        raise wrong("concerns", "Choose among the concerns about this child.")
    harms = sorted({harm for each in concerns for harm in known[each].harms})
    return {"concerns": tuple(concerns), "harms": tuple(harms)}


def _open_asks(child: str, kind: str) -> list[str]:
    open_ones = Ask.objects.filter(child=child, kind=kind, done_at=None)
    return list(open_ones.values_list("about", flat=True).distinct())
