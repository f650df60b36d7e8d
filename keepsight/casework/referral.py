"""A referral at the front door: opened by somebody, decided about once and in one's own name, by
when that is promised, and told to whoever referred."""

from datetime import date, datetime

from keepsight.casework import access, child_record
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.own_fact import SOURCE, add_own, own_fact
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.codes.assessment import CONSIDERED
from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.practice.timescale import TIMESCALES
from keepsight.record import ledger
from keepsight.record.models import PublicContact, Referral, Team, User
from keepsight.record.reader import reading_as, reading_as_system

TELLS = "tell_outcome"
"""What the front door is asked where whoever referred has no account."""


def acknowledge(*, referral: str, by: User, at: datetime) -> Fact | None:
    """Whoever first opens a referral acknowledges it by that: whoever referred sees who, and when.

    None where it was opened, or decided, before. Raises Refused.
    """
    row = require_to_decide(referral, by=by, on=day_of(at))
    if row.acknowledged_at is not None or row.settled_on is not None:
        return None
    with action("acknowledge_referral", by=by, at=at, child=row.child_id) as doing:
        ledger.hold([row.child_id])
        # Read after taking hold: two may open it in the same moment.
        row = Referral.objects.get(pk=referral)
        if row.acknowledged_at is not None:
            return None
        fact = own_fact(
            doing,
            "referral_acknowledged",
            row.child_id,
            about=referral,
            concerns=tuple(row.concerns),
            acknowledged_by=by.signature,
        )
        add_own(doing, fact)
    return fact


def decide(
    *,
    referral: str,
    decision: str,
    reasons: str,
    evidence: str = "",
    referrer_told_on: date | None = None,
    history_considered: bool | None = None,
    strategy_considered: str = "not_stated",
    by: User,
    at: datetime,
) -> Fact:
    """Decide about a referral that waits, in one's own name; gives the fact of the decision.

    `decision` is a code of REFERRAL_DECISION; one that judges the referral malicious needs
    `evidence`. `history_considered`: whether earlier referrals and work were gone through, where
    somebody said so; `strategy_considered`: a code of CONSIDERED. No decision ends a concern. The
    front door keeps the child to the end of the day, and longer where another referral waits or
    nobody else works with them. Raises Refused, and NotRight also where somebody else has decided
    meanwhile.
    """
    on = day_of(at)
    row = require_to_decide(referral, by=by, on=on)
    if decision == "strategy_discussion":
        strategy_considered = "yes"
    _check(
        decision,
        reasons,
        evidence,
        strategy_considered,
        referrer_told_on,
        came_on=day_of(row.came_at),
        on=on,
    )
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
                "history_considered": history_considered,
                "strategy_considered": strategy_considered,
            }
        )
        doing.add([fact], organisations={fact.fact_id: by.agency_id})
        if referrer_told_on is None and not _sees_it_here(row):
            _ask_to_tell(doing, row)
        child_record.put_in_sight([row.child_id], on=on)
    return fact


def tell(*, referral: str, told: str, told_how: str, by: User, at: datetime) -> Fact:
    """Somebody without an account was told what was decided: who, and by what means. Raises
    Refused, and NotRight where nothing is decided yet."""
    on = day_of(at)
    row = require_to_decide(referral, by=by, on=on)
    if not row.decided:
        raise wrong("", "Nothing is decided about this referral yet.")
    if not told.strip():
        raise wrong("told", "Say who was told.")
    with action("tell_outcome", by=by, at=at, child=row.child_id) as doing:
        ledger.hold([row.child_id])
        fact = own_fact(
            doing,
            "outcome_told",
            row.child_id,
            about=row.decided,
            concerns=tuple(row.concerns),
            told=told,
            told_how=told_how,
        )
        add_own(doing, fact)
        settle(doing, kind=TELLS, about=referral, outcome=told_how)
        child_record.put_in_sight([row.child_id], on=on)
    return fact


def _sees_it_here(row: Referral) -> bool:
    """Whether somebody of the agency that referred signs in, and so sees what was decided."""
    return User.objects.filter(agency=row.organisation_id, is_active=True).exists()


def _ask_to_tell(doing: Action, row: Referral) -> None:
    """The team at the front door tells whoever referred; those who gave no name cannot be told."""
    contacts = PublicContact.objects.filter(concern__in=row.concerns)
    if row.agency in ("family", "public") and not contacts.exclude(reached_by="").exists():
        return
    team = Team.objects.filter(is_front_door=True).order_by("pk").first()
    if team is None:
        return
    on = due_on(day_of(doing.at))
    ask(doing, kind=TELLS, child=row.child_id, about=row.referral, of_team=team, due_on=on)


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
    strategy: str,
    told_on: date | None,
    *,
    came_on: date,
    on: date,
) -> None:
    if decision not in REFERRAL_DECISION:
        raise wrong("decision", "Choose what is decided.")
    if not reasons.strip():
        raise wrong("reasons", "Say why, in words.")
    if strategy not in CONSIDERED:
        raise wrong("strategy_considered", "Choose whether a strategy discussion was considered.")
    if decision == "judged_malicious" and not evidence.strip():
        raise wrong("evidence", "Name the evidence. That somebody was thought to mean ill is none.")
    if told_on is not None and not came_on <= told_on <= on:
        raise wrong("referrer_told_on", "The day must not be before the referral, nor ahead.")


def _decided_already(row: Referral) -> str:
    named = REFERRAL_DECISION.named(row.decision).lower()
    when = f" on {day_in_words(row.decided_on)}" if row.decided_on else ""
    return f"{row.decided_by} has decided about this referral{when}: {named}. Yours was not saved."
