"""What is decided about each open concern before a plan is changed or ended, or a case closed.
Nothing is dropped: whoever changes the plan decides about every concern that is open at the moment
of saving, or nothing is saved."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access
from keepsight.casework.action import Action, day_of
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.casework.plan.standing import actions_in, times_carried_on
from keepsight.casework.plan.step import Step, set_action_in
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.practice.meeting import CARRIED_ON_ALONE
from keepsight.record import ledger
from keepsight.record.models import ConcernThread


@dataclass(frozen=True)
class CarryOn:
    """The concern stays open, for a reason. `agreed_by` is the manager who agreed, where the
    concern has been carried on before and that has been asked."""

    concern: str
    reasons: str
    agreed_by: str = ""


@dataclass(frozen=True)
class ActFor:
    """An action is for the concern: a new one, or one of the plan that runs, by the fact that set
    it."""

    concern: str
    action: Step | str


Decision = CarryOn | ActFor


def decide_in(
    doing: Action,
    *,
    child: str,
    decisions: Sequence[Decision],
    on: date,
    about: str,
    event: str = "",
) -> None:
    """Write what was decided about each open concern of the child, before `about` is done.

    What the same action has decided already (a meeting's outcomes, an answer) counts. Call when the
    child is held: a concern that came in meanwhile is found, and nothing is saved. Raises NotRight
    with the field "decision_" and the concern for each that has none.
    """
    waiting = _undecided(doing, child)
    given = {each.concern: each for each in decisions}
    missing = [each for each in waiting if each.concern not in given]
    if missing:
        raise NotRight(
            *(
                Wrong(
                    f"decision_{each.concern}", "This concern is open. Decide what happens to it."
                )
                for each in missing
            )
        )
    written = ledger.facts_of(child)
    for each in waiting:
        decided = given[each.concern]
        if isinstance(decided, CarryOn):
            _carry_on(doing, each, decided, current(written), on=on, about=about, event=event)
        elif isinstance(decided.action, Step):
            decided.action.check(on=on, suffix=f"_{each.concern}")
            set_action_in(doing, concerns={child: [each.concern]}, step=decided.action, on=on)
        else:
            _tie(doing, each, decided.action, written, on=on)


def _undecided(doing: Action, child: str) -> list[ConcernThread]:
    """The open concerns about which this action has not decided yet, oldest first."""
    decided = {
        concern
        for each in doing.facts
        if each.kind in ("carried_on", "plan_action_set", "plan_action_updated")
        for concern in each.concerns
    }
    waiting = ConcernThread.objects.filter(child=child, answered_on=None)
    return [each for each in waiting.order_by("opened_on", "pk") if each.pk not in decided]


def _carry_on(
    doing: Action,
    thread: ConcernThread,
    decided: CarryOn,
    facts: Collection[Fact],
    *,
    on: date,
    about: str,
    event: str,
) -> None:
    if not decided.reasons.strip():
        raise wrong(f"reasons_{thread.concern}", "Say why it is carried on.")
    agreed_by = decided.agreed_by
    if times_carried_on(thread.concern, facts) >= CARRIED_ON_ALONE and not agreed_by:
        agreed_by = _agreeing(doing)
        if not agreed_by:
            raise wrong(
                f"decision_{thread.concern}",
                "It has been carried on twice already. Set an action, answer it, or let a manager "
                "carry it on.",
            )
    values = {"about": about, "reasons": decided.reasons, "agreed_by": agreed_by, "event": event}
    fact = own_fact(
        doing, "carried_on", thread.child_id, on=on, concerns=(thread.concern,), **values
    )
    add_own(doing, fact)


def _agreeing(doing: Action) -> str:
    """The user's own name where they may agree that a concern is carried on once more."""
    may = doing.by is not None and access.may(doing.by, "agree_carry_on", on=day_of(doing.at))
    return doing.by.signature if doing.by and may else ""


def _tie(
    doing: Action, thread: ConcernThread, action: str, written: Sequence[Fact], *, on: date
) -> None:
    """Let an action that runs be for this concern too."""
    running = {each.action: each for each in actions_in(written) if each.is_running}
    if action not in running:
        raise wrong(f"decision_{thread.concern}", "Choose an action that is not over.")
    fact = own_fact(
        doing,
        "plan_action_updated",
        thread.child_id,
        on=on,
        about=action,
        concerns=tuple(dict.fromkeys((*running[action].concerns, thread.concern))),
        progress=running[action].progress,
        detail="This action is for the concern.",
    )
    add_own(doing, fact)
