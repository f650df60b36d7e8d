"""Disagreeing, and what follows until it is settled: each stage has somebody who must answer and a
day by which; who disagrees says whether the answer settles it, or takes it higher."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from keepsight.casework import access, child_record, network
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.escalation_owner import owner_at
from keepsight.casework.not_right import wrong
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.facts.thread import threads
from keepsight.practice.codes.answer import DISAGREEMENT_GROUND, DISAGREEMENT_OUTCOME
from keepsight.practice.escalation import CHALLENGE_BEGINS_AT, FIRST, STAGES, Stage, stage_after
from keepsight.record import ledger
from keepsight.record.models import (
    Ask,
    ConcernThread,
    Disagreement,
    Involvement,
    LedgerFact,
    Referral,
    User,
)
from keepsight.record.reader import reading_as

PART = "disagreement"
"""The part in the child's network of whoever must answer, and would not see the child otherwise."""
ANSWER, SETTLE = "answer_disagreement", "settle_disagreement"
GIVEN = tuple(each for each in DISAGREEMENT_OUTCOME if each != "climbs")


@dataclass(frozen=True)
class _Turn:
    """Whose turn it is at a stage, and by when."""

    stage: Stage
    owner: User | None
    due_on: date | None

    @property
    def values(self) -> dict[str, Any]:
        """What a fact says of it."""
        name = self.owner.signature if self.owner else ""
        return {"stage": self.stage.code, "owner": name, "due_on": self.due_on}


def disagree(*, concern: str, reasons: str, about: str = "", by: User, at: datetime) -> Fact:
    """Disagree with what was decided on a concern, or that nothing was; an answered one opens
    again. Whoever decided is asked to answer.

    `about` names the fact disagreed with: where it is not given, the answer that stands or the
    latest decision on a referral about the concern. Raises Refused and NotRight.
    """
    on = day_of(at)
    access.require(by, "disagree", concern=concern, on=on)
    with action("disagree", by=by, at=at, concern=concern) as doing:
        child = ConcernThread.objects.values_list("child_id", flat=True).get(pk=concern)
        ledger.hold([child])
        # Read after taking hold: somebody else may have answered it meanwhile.
        thread = ConcernThread.objects.get(pk=concern)
        doing.child = thread.child_id
        decided = about or _decided_last(thread)
        # An answer that is disagreed with no longer stands, and the fact need not name it.
        named = about or (decided if thread.answered_on is None else "")
        turn = _turn(FIRST, child=thread.child_id, about=decided, by=by, on=on)
        values: dict[str, Any] = {
            "concerns": (concern,),
            "about": named,
            "reasons": reasons,
            **turn.values,
        }
        said = own_fact(doing, "disagreement", thread.child_id, **values)
        add_own(doing, said)
        _ask(doing, turn, said)
        child_record.put_in_sight([thread.child_id], on=on)
    return said


def challenge(
    *, child: str, ground: str, reasons: str, about: str = "", by: User, at: datetime
) -> Fact:
    """A chair challenges delay or drift: the team's manager is asked to answer.

    `ground` is a code of DISAGREEMENT_GROUND; `about` may name a fact of the child. Raises Refused
    and NotRight.
    """
    on = day_of(at)
    access.require(by, "challenge", child, on=on)
    if ground not in DISAGREEMENT_GROUND.group("challenge"):
        raise wrong("ground", "Choose what you challenge.")
    if not reasons.strip():
        raise wrong("reasons", "Say what has to change, and by when.")
    with action("challenge", by=by, at=at, child=child) as doing:
        ledger.hold([child])
        if about and not any(each.fact_id == about for each in ledger.facts_of(child)):
            raise wrong("about", "There is no such thing in this child’s record.")
        turn = _turn(CHALLENGE_BEGINS_AT, child=child, about=about, by=by, on=on)
        values = {"about": about, "ground": ground, "reasons": reasons, **turn.values}
        said = own_fact(doing, "disagreement", child, **values)
        add_own(doing, said)
        _ask(doing, turn, said)
    return said


def answer(*, disagreement: str, outcome: str, reasons: str, by: User, at: datetime) -> Fact:
    """Answer a disagreement in one's own name; who disagrees is asked whether that settles it.

    `outcome` is one of GIVEN. Raises Refused for whoever is not asked and does not lead the work;
    NotRight, also where it is settled or answered already.
    """
    row = _require(disagreement, "answer_disagreement", by=by, on=day_of(at))
    if outcome not in GIVEN:
        raise wrong("outcome", "Choose what you decide.")
    if not reasons.strip():
        raise wrong("reasons", "Say why, in words.")
    with action("answer_disagreement", by=by, at=at, child=row.child_id) as doing:
        row = _held(row)
        if row.answered_on is not None:
            raise wrong("", f"{row.answered_by} has answered meanwhile. Yours was not saved.")
        given = _step(
            doing, "disagreement_answered", row, disagreement_outcome=outcome, reasons=reasons
        )
        settle(doing, kind=ANSWER, about=disagreement, outcome=outcome)
        _ask_whether_settled(doing, row)
    return given


def climb(*, disagreement: str, reasons: str, by: User, at: datetime) -> Fact:
    """Take a disagreement to the next stage: who disagrees may, whatever the answer, and whoever
    leads the work. Raises Refused, and NotRight where it is settled or at the last stage."""
    on = day_of(at)
    row = _require(disagreement, "disagree", by=by, on=on)
    if not reasons.strip():
        raise wrong("reasons", "Say why it goes higher, in words.")
    with action("disagree", by=by, at=at, child=row.child_id) as doing:
        row = _held(row)
        following = stage_after(row.stage)
        if following is None:
            raise wrong("", "It is before the partnership already, and there is no stage above.")
        said = LedgerFact.objects.get(pk=disagreement)
        turn = _turn(
            following.code,
            child=row.child_id,
            about=str(said.rest.get("about") or ""),
            by=said.entered_by,
            on=on,
            before=_asked(disagreement),
        )
        step = _step(doing, "escalated", row, reasons=reasons, **turn.values)
        for kind in (ANSWER, SETTLE):
            settle(doing, kind=kind, about=disagreement, outcome="climbs")
        _leave(row, besides=turn.owner, on=on)
        _ask(doing, turn, step, disagreement=disagreement)
        child_record.put_in_sight([row.child_id], on=on)
    return step


def settled(*, disagreement: str, reasons: str, by: User, at: datetime) -> Fact:
    """Who disagrees says that it is settled, and what settled it. Nobody else can. Raises Refused,
    and NotRight where it is settled already."""
    on = day_of(at)
    row = _require(disagreement, "disagree", by=by, on=on)
    if not is_theirs(row, by):
        access.require(by, "disagree", child="", on=on)  # Refused, and audited.
    if not reasons.strip():
        raise wrong("reasons", "Say what settled it, in words.")
    with action("disagree", by=by, at=at, child=row.child_id) as doing:
        row = _held(row)
        step = _step(doing, "disagreement_settled", row, reasons=reasons)
        for kind in (ANSWER, SETTLE):
            settle(doing, kind=kind, about=disagreement, outcome="settled")
        _leave(row, besides=None, on=on)
        child_record.put_in_sight([row.child_id], on=on)
    return step


def is_theirs(row: Disagreement, user: User) -> bool:
    """Whether the user is who disagrees, or of the agency that does; one that came from elsewhere,
    with nobody to say so, is settled by whoever leads the work."""
    if row.organisation_id is None:
        return user.role in ("manager", "director")
    if user.role == "referrer":
        return row.organisation_id == user.agency_id
    return row.said_by == user.signature


def _require(disagreement: str, permission: str, *, by: User, on: date) -> Disagreement:
    """The disagreement, where this user may see it and do this. Raises Refused, also for one that
    is not there."""
    with reading_as(by, on=on):
        seen = access.disagreements_of(by, on=on).filter(pk=disagreement.replace("\x00", ""))
        row = seen.first()
    if row is None or not access.may(by, permission):
        # No disagreement and one that may not be seen are refused alike.
        access.require(by, permission, child="", on=on)
        raise access.Refused
    return row


def _held(row: Disagreement) -> Disagreement:
    """The row as it stands, read after taking hold. Raises NotRight where it is settled."""
    ledger.hold([row.child_id])
    row.refresh_from_db()
    if row.settled_on is not None:
        raise wrong("", "This disagreement is settled.")
    return row


def _step(doing: Action, kind: str, row: Disagreement, **values: Any) -> Fact:
    concerns = (row.concern,) if row.concern else ()
    said = own_fact(doing, kind, row.child_id, about=row.disagreement, concerns=concerns, **values)
    add_own(doing, said)
    return said


def _turn(
    stage: str,
    *,
    child: str,
    about: str,
    by: User | None,
    on: date,
    before: User | None = None,
) -> _Turn:
    owner = owner_at(stage, child=child, about=about, before=before, said_by=by, on=on)
    return _Turn(STAGES[stage], owner, STAGES[stage].due_on(on))


def _ask(doing: Action, turn: _Turn, said: Fact, *, disagreement: str = "") -> None:
    """Ask whose turn it is, and let them see the child for as long as it is open."""
    if turn.owner is None:
        return
    about = disagreement or said.fact_id
    ask(
        doing,
        kind=ANSWER,
        child=said.child,
        about=about,
        of=turn.owner,
        due_on=turn.due_on,
        words=str(vars(said)["reasons"]),
    )
    if turn.owner.role != "director":
        network.join(doing, child=said.child, user=turn.owner, part=PART, on=day_of(doing.at))


def _ask_whether_settled(doing: Action, row: Disagreement) -> None:
    said = LedgerFact.objects.select_related("entered_by").get(pk=row.disagreement)
    if said.entered_by is not None and said.entered_by.is_active:
        ask(doing, kind=SETTLE, child=row.child_id, about=row.disagreement, of=said.entered_by)
    elif row.organisation is not None:
        organisation = row.organisation
        ask(doing, kind=SETTLE, child=row.child_id, about=row.disagreement, of_agency=organisation)


def _asked(disagreement: str) -> User | None:
    """Who was asked last."""
    asked = Ask.objects.filter(kind=ANSWER, about=disagreement).exclude(of=None)
    last = asked.select_related("of__team").order_by("-asked_at", "-pk").first()
    return last.of if last else None


def _leave(row: Disagreement, *, besides: User | None, on: date) -> None:
    """Who only saw the child to answer sees them no longer, unless they answer another."""
    others = Disagreement.objects.filter(child=row.child_id, settled_on=None).exclude(pk=row.pk)
    if others.exists():
        return
    parts = Involvement.objects.filter(child=row.child_id, as_what=PART, to_on=None)
    parts.exclude(user=besides).update(to_on=on)


def _decided_last(thread: ConcernThread) -> str:
    """The answer that stands, or the latest decision on a referral about an open concern."""
    if thread.answered_on is not None:
        own = threads(current(ledger.facts_of(thread.child_id)))
        spells = next(each.spells for each in own if each.concern == thread.concern)
        return spells[-1].answer.fact_id if spells[-1].answer else ""
    decided = Referral.objects.filter(concerns__contains=[thread.concern]).exclude(decided="")
    latest = decided.order_by("-decided_on", "-came_at").values_list("decided", flat=True).first()
    return latest or ""
