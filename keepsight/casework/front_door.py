"""The front door: the referrals that wait for a decision, oldest first, each with what was said,
what came before and what work is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.family_history import FamilyHistory, family_histories
from keepsight.casework.line import ConcernLine, concern_line
from keepsight.casework.open_work import OpenWork, open_work
from keepsight.casework.referral import due_on, require_to_decide
from keepsight.casework.referral_line import ReferralLine, referral_line
from keepsight.casework.same_child import Possible, possibly_the_same
from keepsight.casework.who import Who, who
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.practice.codes.agency import REPORTER
from keepsight.record import ledger
from keepsight.record.models import PublicContact, Referral, User

PAGE_SIZE = 20


@dataclass(frozen=True)
class Waiting:
    """One referral with all that a decision needs. `said` is the concern that came with it; where
    none did, `summary` is what the referral itself says.

    `possible` are known children who may be the same, where this one was not known before.
    `contact` is who told us, where that was somebody without an account.
    """

    who: Who
    born_on: date | None
    referral: ReferralLine
    said: FactLine | None
    summary: str
    history: FamilyHistory
    work: OpenWork
    possible: tuple[Possible, ...]
    contact: "Contact | None" = None


@dataclass(frozen=True)
class Contact:
    """Who told us, as far as they said; kept apart from the child's record."""

    reporter: str
    name: str
    reached_by: str


@dataclass(frozen=True)
class FrontDoor:
    """How many wait, how many of them longer than they should, and one page of them."""

    total: int
    late: int
    page: int
    may_decide: bool
    waiting: tuple[Waiting, ...]


@dataclass(frozen=True)
class ToDecide:
    """One referral for the page on which it is decided. `open_concerns` of the child stay open,
    whatever is decided."""

    waiting: Waiting
    open_concerns: tuple[ConcernLine, ...]


def front_door(*, by: User, on: date, page: int = 1) -> FrontDoor:
    """The referrals that wait and that this reader may see, oldest first. Raises access.Refused.

    A page beyond the last is empty. The number of queries does not grow with the referrals.
    """
    access.require(by, "see_front_door")
    audit.saw(by=by, what="see_front_door")
    waiting = access.referrals_of(by, on=on).filter(settled_on=None)
    due = [due_on(came_on) for came_on in waiting.values_list("came_on", flat=True)]
    oldest = waiting.order_by("came_at", "referral")
    return FrontDoor(
        total=len(due),
        late=sum(each is not None and each < on for each in due),
        page=page,
        may_decide=access.may(by, "decide_referral"),
        waiting=_waiting(list(oldest[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]), by=by, on=on),
    )


def to_decide(referral: str, *, by: User, on: date) -> ToDecide:
    """One referral, waiting or decided already, for who may decide. Raises access.Refused, also
    for an unknown one."""
    row = require_to_decide(referral, by=by, on=on)
    audit.saw(by=by, what="decide_referral", child=row.child_id)
    threads = access.concerns_of(by, on=on).filter(child=row.child_id, answered_on=None)
    return ToDecide(
        waiting=_waiting([row], by=by, on=on)[0],
        open_concerns=tuple(concern_line(each, on=on) for each in threads.order_by("opened_on")),
    )


def _waiting(rows: Sequence[Referral], *, by: User, on: date) -> tuple[Waiting, ...]:
    children = sorted({each.child_id for each in rows})
    history = family_histories(rows, on=on)
    work = open_work(children, on=on)
    raised = ledger.facts_of_many(children, kinds=("concern",))
    new = {
        each.child_id: each.child
        for each in rows
        if not history[each.pk].earlier and work[each.child_id].is_none
    }
    possible = possibly_the_same(list(new.values()), by=by, on=on)
    contacts = _contacts(rows)
    return tuple(
        Waiting(
            who=who(each.child, on=on),
            born_on=each.child.born_on,
            referral=referral_line(each, on=on),
            said=_said(each, current(raised[each.child_id])),
            summary=each.summary,
            history=history[each.pk],
            work=work[each.child_id],
            possible=possible.get(each.child_id, ()),
            contact=next((contacts[c] for c in each.concerns if c in contacts), None),
        )
        for each in rows
    )


def _contacts(rows: Sequence[Referral]) -> dict[str, Contact]:
    """Who told us, by the concern, where that was somebody without an account."""
    concerns = [concern for each in rows for concern in each.concerns]
    return {
        each.concern: Contact(REPORTER.named(each.reporter), each.name, each.reached_by)
        for each in PublicContact.objects.filter(concern__in=concerns)
    }


def _said(row: Referral, raised: Sequence[Fact]) -> FactLine | None:
    """The concern that came with the referral: the latest on its threads that was known by then."""
    known = [
        each
        for each in raised
        if each.recorded_at <= row.came_at and set(each.concerns) & set(row.concerns)
    ]
    return fact_line(max(known, key=lambda each: each.recorded_at)) if known else None
