"""Adding a fact to a child's record, and correcting one by another."""

from datetime import datetime

from keepsight.casework import access
from keepsight.casework.action import action, day_of
from keepsight.casework.not_right import fact_of, wrong
from keepsight.facts.fact import Fact
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, User

OWN_ACTION = frozenset({"concern", "answer", "reopening", "disagreement", "disagreement_answered"})
"""Kinds that have an action, and a permission, of their own: see casework/concern.py."""


def record_fact(*, fact: Fact, by: User, at: datetime) -> Fact:
    """Add a fact; gives it as it was kept: recorded by this user at this moment.

    Raises Refused, and NotRight for a concern that is not this child's.
    """
    access.require(by, "record_fact", fact.child, on=day_of(at))
    if fact.kind in OWN_ACTION or fact.corrects is not None or fact.kind == "entered_in_error":
        raise wrong("kind", f"'{fact.title}' has a page of its own and is not added this way")
    with action("record_fact", by=by, at=at, child=fact.child) as doing:
        kept = _signed(fact, by=by, at=at)
        _check_concerns(kept)
        doing.add([kept], organisations={kept.fact_id: by.agency_id})
    return kept


def correct(*, fact: Fact, by: User, at: datetime) -> Fact:
    """Add a fact that replaces the one it names in `corrects`; both stay in the ledger.

    It is of the same kind, or "entered in error". A concern cannot be taken out or moved to
    another thread: it needs an answer. Raises Refused and NotRight.
    """
    access.require(by, "correct_fact", fact.child, on=day_of(at))
    with action("correct_fact", by=by, at=at, child=fact.child) as doing:
        ledger.hold([fact.child])
        earlier = ledger.fact(fact.corrects or "")
        if earlier is None or earlier.child != fact.child:
            raise wrong("corrects", "there is no such fact in this child's record")
        if earlier.kind == "answer":
            raise wrong("corrects", "an answer is not corrected: reopen the concern")
        if fact.kind not in (earlier.kind, "entered_in_error"):
            raise wrong("kind", f"a correction of '{earlier.title}' is of that kind too")
        if earlier.kind == "concern" and fact.concerns != earlier.concerns:
            raise wrong("concerns", "a concern is not taken out or moved: it needs an answer")
        kept = _signed(fact, by=by, at=at)
        _check_concerns(kept)
        doing.add([kept], organisations={kept.fact_id: by.agency_id})
    return kept


def _signed(fact: Fact, *, by: User, at: datetime) -> Fact:
    """The fact as this user's, now: nobody writes under another's name or on an earlier day."""
    if fact.happened_on > day_of(at):
        raise wrong("happened_on", "lies in the future")
    return fact_of(fact.as_dict() | {"recorded_by": by.signature, "recorded_at": at})


def _check_concerns(fact: Fact) -> None:
    threads = ConcernThread.objects.filter(child=fact.child, pk__in=fact.concerns)
    if unknown := set(fact.concerns) - set(threads.values_list("pk", flat=True)):
        raise wrong("concerns", f"this child has no concern {', '.join(sorted(unknown))}")
