"""What a system that connects reads of its own: who it is and what it may record, its children, and
what it is asked."""

from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit
from keepsight.casework.ask import AskLine, asks_of
from keepsight.casework.fact import OF_MEETINGS, OF_THE_PLAN, OWN_ACTION, OWN_STEP
from keepsight.casework.who import Who, who
from keepsight.facts.fact import KINDS
from keepsight.record.models import User

PAGE_SIZE = 50
NOT_SENT = OWN_ACTION | OWN_STEP | OF_THE_PLAN | OF_MEETINGS | {"entered_in_error"}
"""Kinds that have an action of their own, with checks that a fact by itself would pass by."""


@dataclass(frozen=True)
class Connected:
    """A system as Keepsight knows it: as whom it acts, and which kinds of fact it may record."""

    signature: str
    agency: str
    role: str
    kinds: tuple[str, ...]


def connected(*, by: User, on: date) -> Connected:
    """Who is asking."""
    audit.saw(by=by, what="use_token")
    kinds = tuple(
        each
        for each in sorted(KINDS)
        if each not in NOT_SENT and access.may(by, "record_fact", kind=each)
    )
    return Connected(by.signature, by.agency.name, access.ROLES[by.role].title, kinds)


def own_children(*, by: User, on: date, page: int = 1) -> tuple[int, tuple[Who, ...]]:
    """How many children this reader works with or is in the network of, and one page of them.
    Raises access.Refused."""
    access.require(by, "see_child")
    audit.saw(by=by, what="see_child", note=f"the list, page {page}")
    rows = access.children_of(by, on=on).order_by("person__name", "pk")
    shown = rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]
    return rows.count(), tuple(who(each, on=on) for each in shown)


def own_asks(*, by: User, on: date) -> list[AskLine]:
    """What this reader, their team or their agency is asked to do. Raises access.Refused."""
    access.require(by, "read_inbox")
    audit.saw(by=by, what="read_inbox", note="what one is asked")
    return asks_of(by, on=on)
