"""A manager agrees that a concern is carried on once more, or says no and why: the third time in a
row it is not for the meeting alone."""

from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, audit
from keepsight.casework.action import action, day_of
from keepsight.casework.ask import settle
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.agenda import Concern
from keepsight.casework.meeting.outcome import on_agenda
from keepsight.casework.not_right import wrong
from keepsight.casework.notice import tell
from keepsight.record.models import AgendaOutcome, User


@dataclass(frozen=True)
class ToAgree:
    """The page on which a manager agrees that a concern is carried on once more, or says no."""

    head: paper.Head
    name: str
    child: str
    concern: Concern
    outcome: int


def to_agree(outcome: int, *, by: User, on: date) -> ToAgree:
    """What a manager is asked to agree to. Raises Refused, also where nothing waits for anybody."""
    chosen = _asked_of(outcome, by=by, on=on)
    row = paper.to_read(chosen.meeting_id, by=by, on=on)
    head, child, name, found = on_agenda(row, chosen.concern, by=by, on=on)
    return ToAgree(head, name, child, found, chosen.pk)


def agree(*, outcome: int, agrees: bool, reasons: str = "", by: User, at: datetime) -> None:
    """Agree, as a manager and in one's own name, that a concern is carried on once more; or say no,
    with `reasons`: then the meeting has to decide something else. Raises Refused and NotRight."""
    on = day_of(at)
    access.require(by, "agree_carry_on")
    chosen = _asked_of(outcome, by=by, on=on)
    access.require(by, "agree_carry_on", concern=chosen.concern, on=on)
    if not agrees and not reasons.strip():
        raise wrong("reasons", "Say why, and what you would have done instead.")
    with action("agree_carry_on", by=by, at=at, concern=chosen.concern) as doing:
        paper.held(chosen.meeting_id)
        now = AgendaOutcome.objects.filter(pk=outcome, chosen_at=chosen.chosen_at).first()
        if now is None or now.agreed_at is not None:
            raise wrong("", "The meeting has decided anew meanwhile. Nothing of yours was saved.")
        doing.child, doing.note = now.child_id, f"meeting {now.meeting_id}"
        now.agreed_by, now.agreed_at = (by, at) if agrees else (None, None)
        now.not_agreed_because = "" if agrees else reasons
        now.asked_to_agree = by
        now.save()
        said = "agreed" if agrees else "not agreed"
        settle(doing, kind="agree_carry_on", about=str(now.pk), outcome=said)
        if not agrees:
            tell(
                doing,
                to=[now.chosen_by],
                what="carry_on_declined",
                child=now.child_id,
                about=now.meeting_id,
                words=reasons,
            )


def _asked_of(outcome: int, *, by: User, on: date) -> AgendaOutcome:
    """An outcome that waits for a manager, where this user may agree to it."""
    with paper.opened():
        rows = AgendaOutcome.objects.select_related("chosen_by").filter(pk=outcome)
        found = rows.exclude(asked_to_agree=None).filter(agreed_at=None).first()
    if found is None:
        audit.refused(by=by, what="agree_carry_on", note=f"outcome {outcome}")
        raise access.Refused
    access.require(by, "agree_carry_on", concern=found.concern, on=on)
    return found
