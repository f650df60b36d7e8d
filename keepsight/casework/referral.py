"""Deciding about a referral, once and in one's own name, and by when that is promised."""

from datetime import date, datetime

from keepsight.casework import access, child_record
from keepsight.casework.action import action, day_of
from keepsight.casework.concern import SOURCE
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.not_right import fact_of, wrong
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.practice.timescale import TIMESCALES
from keepsight.record import ledger
from keepsight.record.models import Referral, User
from keepsight.record.reader import reading_as, reading_as_system


def decide(
    *,
    referral: str,
    decision: str,
    reasons: str,
    evidence: str = "",
    referrer_told_on: date | None = None,
    by: User,
    at: datetime,
) -> Fact:
    """Decide about a referral that waits, in one's own name; gives the fact of the decision.

    `decision` is a code of REFERRAL_DECISION; one that judges the referral malicious needs
    `evidence`. No decision ends a concern. The front door keeps the child to the end of the day,
    and longer where another referral waits or nobody else works with them. Raises Refused, and
    NotRight also where somebody else has decided meanwhile.
    """
    on = day_of(at)
    row = require_to_decide(referral, by=by, on=on)
    _check(decision, reasons, evidence, referrer_told_on, came_on=day_of(row.came_at), on=on)
    with action("decide_referral", by=by, at=at, child=row.child_id) as doing:
        ledger.hold([row.child_id])
        # Read after taking hold: somebody else may have decided meanwhile.
        row = Referral.objects.get(pk=referral)
        if row.decided:
            raise wrong("", _decided_already(row))
        fact = fact_of(
            {
                "kind": "referral_decision",
                "fact_id": new_fact_id(),
                "child": row.child_id,
                "happened_on": on,
                "recorded_at": at,
                "agency": by.agency.kind,
                "recorded_by": by.signature,
                "source": SOURCE,
                "concerns": tuple(row.concerns),
                "harms": tuple(row.harms),
                "about": referral,
                "decision": decision,
                "reasons": reasons,
                "evidence": evidence,
                "decided_by": by.signature,
                "referrer_told_on": referrer_told_on,
            }
        )
        doing.add([fact], organisations={fact.fact_id: by.agency_id})
        child_record.put_in_sight([row.child_id], on=on)
    return fact


def require_to_decide(referral: str, *, by: User, on: date) -> Referral:
    """The referral, where this user may decide about it. Raises Refused, also for an unknown
    one."""
    with reading_as(by, on=on):
        seen = access.referrals_of(by, on=on).filter(pk=referral.replace("\x00", ""))
        row = seen.first()
    # No referral and one that may not be seen are refused alike; no child has an empty name.
    access.require(by, "decide_referral", child=row.child_id if row else "", on=on)
    if row is None:
        raise access.Refused
    return row


def due_on(came_on: date) -> date | None:
    """The last day in time for a decision on a referral of that day; None where no guidance was in
    force."""
    return TIMESCALES["referral_decision"].due_on(came_on)


def decision_due_on(raised: Fact) -> date | None:
    """By when a decision is promised on a concern that was just raised; None where it was not a
    referral too. For the one who raised it."""
    with reading_as_system("what was promised to who raised a concern"):
        came = Referral.objects.filter(child=raised.child, concerns__contains=raised.concerns)
        latest = came.filter(came_at=raised.recorded_at).first()
    return due_on(latest.came_on) if latest else None


def _check(
    decision: str,
    reasons: str,
    evidence: str,
    told_on: date | None,
    *,
    came_on: date,
    on: date,
) -> None:
    if decision not in REFERRAL_DECISION:
        raise wrong("decision", "Choose what is decided.")
    if not reasons.strip():
        raise wrong("reasons", "Say why, in words.")
    if decision == "judged_malicious" and not evidence.strip():
        raise wrong("evidence", "Name the evidence. That somebody was thought to mean ill is none.")
    if told_on is not None and not came_on <= told_on <= on:
        raise wrong("referrer_told_on", "The day must not be before the referral, nor ahead.")


def _decided_already(row: Referral) -> str:
    named = REFERRAL_DECISION.named(row.decision).lower()
    when = f" on {day_in_words(row.decided_on)}" if row.decided_on else ""
    return f"{row.decided_by} has decided about this referral{when}: {named}. Yours was not saved."
