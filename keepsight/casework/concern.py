"""Raising a concern, answering it, and taking it up again.

A concern of somebody who does not work with the child is a referral too, for the front door to
decide about. Whoever could answer it themselves has the child already, and asks nobody to act.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from keepsight.casework import access, child_record
from keepsight.casework.action import action, day_of
from keepsight.casework.answer import Given, answer_in
from keepsight.casework.child_record import NamedChild
from keepsight.casework.not_right import fact_of, wrong
from keepsight.facts.fact import Fact, Precision, new_fact_id
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, User
from keepsight.record.reader import reading_as

SOURCE = "Keepsight"
DECIDED_HERE = frozenset({"referral_decision"})
"""Once a referral is made in Keepsight, a decision that is not there was not made."""


@dataclass(frozen=True)
class When:
    """When something happened, as surely as it is known. `latest_on` for a day that is not sure."""

    happened_on: date
    latest_on: date | None = None
    precision: Precision = "day"
    as_written: str = ""


def raise_(
    *,
    child: str | NamedChild,
    harms: Sequence[str],
    sign: str = "other",
    detail: str,
    child_words: str = "",
    reporter: str = "professional",
    when: When | None = None,
    adds_to: str | None = None,
    by: User,
    at: datetime,
    **more: Any,
) -> Fact:
    """Raise a concern about one child; gives its fact. See `referral.decision_due_on` for what is
    promised.

    `child` is a known child's identifier, or a NamedChild. `adds_to` names an open or answered
    concern to which this one is added (an answered one opens again). `when` is today unless given;
    `more` are other fields of the concern; with a `fact_id` it is raised once, however often it is
    sent. Raises Refused and NotRight.
    """
    values = {
        "harms": tuple(harms),
        "sign": sign,
        "detail": detail,
        "child_words": child_words,
        "reporter": reporter,
        **more,
    }
    return _raise([child], values, when=when, adds_to=adds_to, by=by, at=at)[0]


def raise_for_several(
    *,
    children: Sequence[str | NamedChild],
    harms: Sequence[str],
    detail: str,
    when: When | None = None,
    by: User,
    at: datetime,
    **more: Any,
) -> list[Fact]:
    """Raise one concern about several children, brothers and sisters say: one event, and for each
    child a concern of their own that needs its own answer. Raises Refused and NotRight."""
    if not children:
        raise wrong("children", "name at least one child")
    values = {"harms": tuple(harms), "detail": detail, **more}
    return _raise(children, values, when=when, adds_to=None, by=by, at=at)


def _raise(
    children: Sequence[str | NamedChild],
    values: dict[str, Any],
    *,
    when: When | None,
    adds_to: str | None,
    by: User,
    at: datetime,
) -> list[Fact]:
    on = day_of(at)
    access.require(by, "raise_concern")
    for each in children:
        if isinstance(each, str):
            _require_known(each, by=by, on=on)
    if adds_to is not None:
        access.require(by, "see_concern", concern=adds_to, on=on)
    if when is not None and when.happened_on > on:
        raise wrong("happened_on", "lies in the future")
    values = {"event": uuid4().hex, **values}
    raised: list[Fact] = []
    facts: list[Fact] = []
    with action("raise_concern", by=by, at=at, concern=adds_to) as doing:
        if there := _sent_before(values):
            doing.child, doing.note = there.child, "sent a second time"
            return [there]
        for each in children:
            child, is_new = (
                child_record.find_or_begin(each) if isinstance(each, NamedChild) else (each, False)
            )
            doing.note = "a record was begun" if is_new else doing.note
            doing.child = child
            named = {"child_named": each.name.strip()} if isinstance(each, NamedChild) else {}
            fact = _fact("concern", child, when or When(on), values | named, by, at)
            joined = [fact] if adds_to is None else _on_thread(fact, adds_to, by=by, at=at)
            raised.append(joined[0])
            facts += joined
            if not access.may(by, "answer_concern", child, on=on):
                facts.append(_referral(joined[0], by=by, at=at))
        own = {fact.fact_id: by.agency_id for fact in facts}
        is_referred = any(fact.kind == "referral" for fact in facts)
        doing.add(facts, organisations=own, supplies=DECIDED_HERE if is_referred else frozenset())
        child_record.put_in_sight([fact.child for fact in facts], on=on)
    return raised


def _sent_before(values: dict[str, Any]) -> Fact | None:
    """The concern of this identifier, if one was given and somebody has just raised it."""
    if "fact_id" not in values:
        return None
    ledger.hold([values["fact_id"]])
    return ledger.fact(values["fact_id"])


def answer(
    *,
    concern: str,
    answer: str,
    reasons: str,
    rests_on_facts: Sequence[str],
    rests_on: str = "",
    harms: Sequence[str] = (),
    by: User,
    at: datetime,
) -> Fact:
    """Answer an open concern, in one's own name: the only thing that ends it.

    Gives the answer; where practice asks for a second person, the answer that is proposed to them.

    `answer` is a code of ANSWER; `rests_on_facts` are the facts that name the action taken, the
    assessment, or the evidence, and `rests_on` the same in words. A concern that names several
    harms is answered for each: `harms` are those that the reasons speak of. Raises Refused, and
    NotRight also where the concern has an answer already.
    """
    access.require(by, "answer_concern", concern=concern, on=day_of(at))
    given = Given(answer, reasons, tuple(rests_on_facts), rests_on, tuple(harms))
    with action("answer_concern", by=by, at=at, concern=concern) as doing:
        return answer_in(doing, concern=concern, given=given)


def reopen(*, concern: str, why: str, detail: str, by: User, at: datetime) -> Fact:
    """Take up an answered concern again. `why` is a code of REOPENING. Raises Refused, NotRight."""
    values = {"why": why, "detail": detail}
    return _say(
        "reopen_concern", "reopening", values, concern=concern, must_be="answered", by=by, at=at
    )


def _say(
    permission: str,
    kind: str,
    values: dict[str, Any],
    *,
    concern: str,
    must_be: str,
    by: User,
    at: datetime,
) -> Fact:
    """Add a fact about a concern that is there and stands as it must."""
    on = day_of(at)
    access.require(by, permission, concern=concern, on=on)
    with action(permission, by=by, at=at, concern=concern) as doing:
        child = ConcernThread.objects.values_list("child_id", flat=True).get(pk=concern)
        ledger.hold([child])
        # Read after taking hold: somebody else may have answered it meanwhile.
        thread = ConcernThread.objects.get(pk=concern)
        if must_be == "open" and thread.answered_on is not None:
            raise wrong("", "This concern has an answer already. Reopen it to answer it anew.")
        if must_be == "answered" and thread.answered_on is None:
            raise wrong("", "This concern is open.")
        doing.child = thread.child_id
        fact = _fact(kind, thread.child_id, When(on), values | {"concerns": (concern,)}, by, at)
        doing.add([fact], organisations={fact.fact_id: by.agency_id})
        child_record.put_in_sight([thread.child_id], on=on)
    return fact


def _require_known(child: str, *, by: User, on: date) -> None:
    """A child named by identifier is one whose record, or a concern about whom, they may see."""
    with reading_as(by, on=on):
        if access.concerns_of(by, on=on).filter(child_id=child).exists():
            return
    access.require(by, "see_child", child, on=on)


def _on_thread(fact: Fact, adds_to: str, *, by: User, at: datetime) -> list[Fact]:
    """The concern as part of another's thread; with a reopening, where it tells of a day before
    the answer and would otherwise lie behind it."""
    ledger.hold([fact.child])
    thread = ConcernThread.objects.get(pk=adds_to)
    if thread.child_id != fact.child:
        raise wrong("adds_to", "that concern is about another child")
    joined = [fact_of(fact.as_dict() | {"concerns": (adds_to,)})]
    if thread.answered_on is not None and fact.happened_on < thread.answered_on:
        values = {"why": "new_fact", "concerns": (adds_to,)}
        joined.append(_fact("reopening", fact.child, When(day_of(at)), values, by, at))
    return joined


def _referral(concern: Fact, *, by: User, at: datetime) -> Fact:
    """The referral that a concern is: today, however long ago it happened."""
    said = vars(concern)
    values = {
        "harms": concern.harms,
        "concerns": concern.concerns,
        "event": concern.event,
        "reporter": said["reporter"],
        "detail": concern.detail,
    }
    return _fact("referral", concern.child, When(day_of(at)), values, by, at)


def _fact(
    kind: str, child: str, when: When, values: dict[str, Any], by: User, at: datetime
) -> Fact:
    return fact_of(
        {
            "kind": kind,
            "fact_id": new_fact_id(),
            "child": child,
            "happened_on": when.happened_on,
            "latest_on": when.latest_on,
            "precision": when.precision,
            "date_as_written": when.as_written,
            "recorded_at": at,
            "agency": by.agency.kind,
            "recorded_by": by.signature,
            "source": SOURCE,
            **values,
        }
    )
