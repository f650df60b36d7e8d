"""Referrals about a child whose record is restricted. The front door cannot see them: those to whom
the record is restricted are asked to decide in its place, all at once and by the day that holds for
every referral."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from keepsight.casework import ask
from keepsight.facts.fact import Fact
from keepsight.practice.timescale import TIMESCALES
from keepsight.record.models import NamedPerson, User

if TYPE_CHECKING:
    from keepsight.casework.action import Action

DECIDES = ("social_worker", "manager")
"""Roles of which the named are asked to decide about a referral."""


def ask_to_decide(
    doing: "Action", *, child: str, referral: str, of: Iterable[User], came_on: date
) -> None:
    """Ask those of these people who may decide about a referral to do so in time. Call inside an
    action."""
    for each in of:
        if each.role in DECIDES and each.is_active:
            ask.ask(
                doing,
                kind="decide_restricted",
                child=child,
                about=referral,
                of=each,
                due_on=TIMESCALES["referral_decision"].due_on(came_on),
            )


def heed(doing: "Action", facts: Sequence[Fact]) -> None:
    """After facts were added: a referral about a restricted child asks the named to decide, and a
    decision settles what they were asked. Call inside the action that added them."""
    for fact in facts:
        if fact.kind == "referral":
            named = NamedPerson.objects.filter(
                child=fact.child, ended_at=None, restriction__lifted_at=None
            )
            ask_to_decide(
                doing,
                child=fact.child,
                referral=fact.fact_id,
                of=[each.user for each in named.select_related("user")],
                came_on=fact.happened_on,
            )
        elif fact.kind == "referral_decision":
            about = str(vars(fact)["about"] or "")
            ask.settle(doing, kind="decide_restricted", about=about, outcome="decided")
