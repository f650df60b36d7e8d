"""What somebody without an account tells us: a relative, a neighbour, the child. It is a concern
and a referral like any other, with the same thread, clock and history; what differs is that they
keep a reference instead of signing in.

Nobody is asked who they are before they may speak. Against abuse there is only a limit to how much
may come from one computer.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from keepsight.casework import audit, child_record
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.child_record import NamedChild
from keepsight.casework.concern import DECIDED_HERE, When
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.reference import as_written, hash_of, new_reference
from keepsight.casework.referral import due_on
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.codes.agency import REPORTER
from keepsight.record import ledger
from keepsight.record.models import AuditEntry, ConcernThread, PublicContact, Referral
from keepsight.record.reader import reading_as_system

SOURCE = "Keepsight, from the public"
WITHIN = timedelta(hours=1)
SENT_AT_MOST = 20
"""How much may come from one computer in that time: a whole street may stand behind one address."""
TRIED_AT_MOST = 20
"""How many references that are none may be tried from one computer."""

TELLS, ADDS, ASKS = "tell_from_public", "add_from_public", "ask_after_contact"
TOO_MANY = (
    "Too much was sent from this connection in the last hour. Nothing you typed is lost: wait and "
    "send it again, or telephone. If a child is in danger, call 999."
)
NO_SUCH = "There is no such reference. Check each letter and number."


@dataclass(frozen=True)
class Told:
    """What somebody told us. `reporter` is a code of REPORTER; `name` and `reached_by` may be
    empty."""

    child: NamedChild
    harms: Sequence[str]
    detail: str
    when: When
    reporter: str
    child_words: str = ""
    name: str = ""
    reached_by: str = ""


@dataclass(frozen=True)
class Receipt:
    """What they are given at the end: the reference, once, and by when somebody decides."""

    reference: str
    decide_by: date | None


@dataclass(frozen=True)
class Progress:
    """What whoever holds the reference may see: that it came, was opened, was decided. Nothing of
    the child."""

    reference: str
    received_at: datetime
    opened_at: datetime | None
    decided_on: date | None
    decide_by: date | None


def receive(*, told: Told, number: str, computer: str, at: datetime) -> Receipt:
    """Take in what somebody told us; gives the reference with which they can add to it.

    `number` is the identifier of the concern: sent twice, it is one. `computer` is the address that
    it comes from. Raises NotRight, also where too much came from there.
    """
    _check_told(told)
    _check_limit(TELLS, computer, SENT_AT_MOST)
    reference = new_reference()
    with action(TELLS, by=None, at=at) as doing:
        doing.note = _digest(computer)
        ledger.hold([number])
        if ledger.fact(number) is not None:
            raise wrong("", "This was sent before. You have its reference already.")
        child, _ = child_record.find_or_begin(told.child)
        doing.child = child
        values = {
            "fact_id": number,
            "harms": tuple(told.harms),
            "child_words": told.child_words,
            "child_named": told.child.name.strip(),
            "latest_on": told.when.latest_on,
            "precision": told.when.precision,
            "date_as_written": told.when.as_written,
        }
        raised = _fact(
            "concern", child, told.when.happened_on, told.detail, told.reporter, at, **values
        )
        _add(doing, raised, told.reporter)
        PublicContact.objects.create(
            reference_hash=hash_of(reference),
            child_id=child,
            concern=raised.fact_id,
            received_at=at,
            reporter=told.reporter,
            name=told.name.strip(),
            reached_by=told.reached_by.strip(),
        )
    return Receipt(reference, due_on(day_of(at)))


def add_more(*, reference: str, detail: str, number: str, computer: str, at: datetime) -> None:
    """Add to what was told before, under its reference: it joins the same concern, opens it again
    where it was answered, and comes to the front door anew. Raises NotRight."""
    if not detail.strip():
        raise wrong("detail", "Say what else you saw or heard")
    _check_limit(ADDS, computer, SENT_AT_MOST)
    contact = _found(reference, computer=computer)
    with action(ADDS, by=None, at=at, concern=contact.concern) as doing:
        doing.note = _digest(computer)
        ledger.hold([number])
        if ledger.fact(number) is not None:
            return
        thread = ConcernThread.objects.get(pk=contact.concern)
        doing.child = thread.child_id
        values = {
            "fact_id": number,
            "harms": tuple(thread.harms),
            "concerns": (thread.concern,),
        }
        more = _fact("concern", thread.child_id, day_of(at), detail, contact.reporter, at, **values)
        _add(doing, more, contact.reporter)


def progress(*, reference: str, computer: str) -> Progress:
    """What became of it, as far as whoever holds the reference may know. Raises NotRight for one
    that is none, and after too many of them."""
    contact = _found(reference, computer=computer)
    with reading_as_system("what became of what the public told us"):
        about = Referral.objects.filter(concerns__contains=[contact.concern])
        last = about.order_by("-came_at").first()
    audit.saw(by=None, what=ASKS, concern=contact.concern, child=contact.child_id)
    return Progress(
        reference=as_written(reference) or "",
        received_at=contact.received_at,
        opened_at=last.acknowledged_at if last else None,
        decided_on=last.settled_on if last else None,
        decide_by=due_on(last.came_on) if last and last.settled_on is None else None,
    )


def _add(doing: Action, concern: Fact, reporter: str) -> None:
    """The concern with its referral, as an agency's; and the child is put in sight."""
    on = day_of(doing.at)
    values = {"harms": concern.harms, "concerns": concern.concerns, "event": concern.event}
    came = _fact("referral", concern.child, on, concern.detail, reporter, doing.at, **values)
    doing.add([concern, came], supplies=DECIDED_HERE)
    child_record.put_in_sight([concern.child], on=on)


def _fact(
    kind: str,
    child: str,
    on: date,
    detail: str,
    reporter: str,
    at: datetime,
    **values: object,
) -> Fact:
    # Their name is not written into the record, which the family may one day read.
    return fact_of(
        {
            "kind": kind,
            "fact_id": new_fact_id(),
            "child": child,
            "happened_on": on,
            "recorded_at": at,
            "agency": "family" if reporter in ("child", "family") else "public",
            "recorded_by": REPORTER.named(reporter),
            "source": SOURCE,
            "reporter": reporter,
            "detail": detail,
            **values,
        }
    )


def _found(reference: str, *, computer: str) -> PublicContact:
    _check_limit(ASKS, computer, TRIED_AT_MOST, was_allowed=False)
    written = as_written(reference)
    with reading_as_system("what the public told us under this reference"):
        kept = PublicContact.objects.filter(reference_hash=hash_of(written or ""))
        contact = kept.first() if written else None
    if contact is None:
        audit.refused(by=None, what=ASKS, note=_digest(computer))
        raise wrong("reference", NO_SUCH)
    return contact


def _check_told(told: Told) -> None:
    if told.reporter not in REPORTER or told.reporter == "professional":
        raise wrong("reporter", "Say who you are")
    if not told.detail.strip():
        raise wrong("detail", "Say what you saw or heard")


def _check_limit(what: str, computer: str, at_most: int, *, was_allowed: bool = True) -> None:
    """Raises NotRight where too much of this came from one computer of late."""
    with reading_as_system("how much has come from one computer"):
        of_late = AuditEntry.objects.filter(
            by=None,
            what=what,
            was_allowed=was_allowed,
            note=_digest(computer),
            at__gt=Now() - WITHIN,
        )
        if of_late.count() >= at_most:
            raise wrong("", TOO_MANY)


def _digest(computer: str) -> str:
    own = salted_hmac("what the public told us", computer, algorithm="sha256")
    return own.hexdigest()[:32]
