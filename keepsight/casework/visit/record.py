"""Saving what a worker saw and heard: one event, with what is so of each child, and what somebody
is asked to do next."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from keepsight.casework import access, ask, fact
from keepsight.casework.action import Action, day_of
from keepsight.casework.concern import SOURCE
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.recorded import Recorded, standing, what_follows
from keepsight.casework.visit.page import QUICK, QuickPage
from keepsight.facts.fact import Fact
from keepsight.practice.codes.medical import ATTENDANCE
from keepsight.practice.codes.visit import SEEN
from keepsight.record import ledger
from keepsight.record.models import User

ASKED_NEXT = {
    "visit": "see_child_again",
    "appointment": "follow_up_appointment",
    "supervision": "do_what_was_decided",
    "child_words": "act_on_words",
}
"""What is asked of somebody after each kind, as a code of ASK."""

NOT_SEEN = frozenset(SEEN.group("not_properly_seen"))
MISSED = frozenset(ATTENDANCE.group("missed"))


@dataclass(frozen=True)
class Next:
    """What comes next: in words, by when, and the number of the user who is asked; the one who
    records it where nobody else is."""

    words: str
    due_on: date | None = None
    of: int | None = None


def record(
    *,
    page: QuickPage,
    shared: Mapping[str, Any],
    own: Mapping[str, Mapping[str, Any]],
    next_: Next | None,
    reference: str,
    by: User,
    at: datetime,
) -> Recorded:
    """Record one event of the kind of the page: `shared` is so of every child, `own` of each.

    What comes next is asked of somebody: for each child who was not seen or not brought, who need
    it, and once for all where every child was. The same `reference` saves nothing a second
    time. Raises Refused and NotRight.
    """
    kind, on = page.kind.kind, day_of(at)
    if kind not in QUICK or not own:
        raise wrong("children", "name at least one child")
    _check(kind, own, next_, on=on)
    facts = _facts(page, shared, own, next_, reference=reference, by=by, at=at)
    for each in facts:
        access.require(by, "record_fact", each.child, kind=kind, on=on)
    before = standing(list(own), by=by, on=on)

    def then(doing: Action, new: Sequence[Fact]) -> None:
        for each in new:
            _settle_earlier(doing, each)
        if next_ is not None:
            for each in [one for one in new if _is_left_open(one)] or new[:1]:
                _ask(doing, each, next_)

    kept = fact.record_for_several(facts=facts, by=by, at=at, then=then)
    names = {each.who.child: each.who.name for each in page.children}
    return what_follows(kept, before, title=page.kind.title, names=names, by=by, on=on)


def _facts(
    page: QuickPage,
    shared: Mapping[str, Any],
    own: Mapping[str, Mapping[str, Any]],
    next_: Next | None,
    *,
    reference: str,
    by: User,
    at: datetime,
) -> list[Fact]:
    content = json.dumps([by.pk, page.kind.kind, reference, shared, own], default=str)
    event = uuid5(NAMESPACE_OID, content).hex if len(own) > 1 else ""
    said = {"agency": by.agency.kind, "recorded_by": by.signature, "source": SOURCE}
    has_next = next_ is not None and "next_step" in page.kind.model_fields
    return [
        fact_of(
            {
                "kind": page.kind.kind,
                "fact_id": uuid5(NAMESPACE_OID, f"{child} {content}").hex,
                "child": child,
                "recorded_at": at,
                "event": event,
                **said,
                **({"next_step": next_.words} if next_ and has_next else {}),
                **shared,
                **values,
            }
        )
        for child, values in own.items()
    ]


def _check(
    kind: str, own: Mapping[str, Mapping[str, Any]], next_: Next | None, *, on: date
) -> None:
    """Raises NotRight where a child was not seen or not brought, and nobody says what is next."""
    if any(map(_says_missed, own.values())) and (next_ is None or not next_.words.strip()):
        missed = "was not brought" if kind == "appointment" else "was not seen"
        raise wrong("next_step", f"Say what happens next: a child {missed}")
    if next_ is not None and next_.due_on is not None and next_.due_on < on:
        raise wrong("next_on", "The day must be today or ahead")


def _says_missed(values: Mapping[str, Any]) -> bool:
    return values.get("seen") in NOT_SEEN or values.get("attendance") in MISSED


def _is_left_open(recorded: Fact) -> bool:
    return _says_missed(vars(recorded))


def _ask(doing: Action, recorded: Fact, next_: Next) -> None:
    asked = User.objects.filter(pk=next_.of, is_active=True).first() if next_.of else doing.by
    if asked is None:
        raise wrong("next_of", "Choose somebody who works with the child")
    ask.ask(
        doing,
        kind=ASKED_NEXT[recorded.kind],
        child=recorded.child,
        about=recorded.fact_id,
        of=asked,
        due_on=next_.due_on,
        words=next_.words,
    )


def _settle_earlier(doing: Action, recorded: Fact) -> None:
    """A child who is seen, or brought, settles what was asked when they were not."""
    values = vars(recorded)
    if values.get("seen") != "seen" and values.get("attendance") != "attended":
        return
    kind = ASKED_NEXT[recorded.kind]
    for each in ledger.facts_of_many([recorded.child], kinds={recorded.kind})[recorded.child]:
        if each.order < recorded.order:
            outcome = f"{recorded.title} recorded"
            ask.settle(doing, kind=kind, about=each.fact_id, outcome=outcome)
