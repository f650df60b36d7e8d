"""The actions of a plan: setting one, for one concern or several and for brothers and sisters
together; saying how it stands, and what is done instead where it did not work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from keepsight.casework import access, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.notice import tell
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.casework.plan.standing import OF_ACTIONS, PlanAction, actions_in
from keepsight.facts.fact import Fact
from keepsight.practice.codes.plan import ACTION_PROGRESS
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import ConcernThread, User


@dataclass(frozen=True)
class Step:
    """What is to be done, by whom and by when, how we will know that it worked, and what happens if
    it does not. `owner` is somebody who signs in, or a name."""

    action: str
    owner: User | str
    due_on: date | None
    test_of_success: str
    contingency: str = ""

    @property
    def owner_name(self) -> str:
        """The owner as a fact names them."""
        return self.owner if isinstance(self.owner, str) else self.owner.signature

    def check(self, *, on: date, suffix: str = "") -> None:
        """Raises NotRight by field for what is missing: an action has an owner, a day and a test.
        `suffix` is put behind the names of the fields."""
        wrongs = []
        if not self.action.strip():
            wrongs.append(("action", "Say what is to be done."))
        if not self.owner_name.strip():
            wrongs.append(("owner", "Name who will do it."))
        if self.due_on is None:
            wrongs.append(("due_on", "Say by which day."))
        elif self.due_on < on:
            wrongs.append(("due_on", "The day must not be before the action is set."))
        if not self.test_of_success.strip():
            wrongs.append(("test_of_success", "Say how you will know that it worked."))
        if wrongs:
            raise NotRight(*(Wrong(f"{field}{suffix}", message) for field, message in wrongs))


def set_action(
    *, children: Sequence[str], concerns: Sequence[str], step: Step, by: User, at: datetime
) -> list[Fact]:
    """Set one action for these children, brothers and sisters, and for these concerns of theirs;
    gives a fact for each child. The owner is told, and asked until it is done.

    Raises Refused and NotRight.
    """
    on = day_of(at)
    if not children:
        raise wrong("children", "Name at least one child.")
    for each in children:
        access.require(by, "set_plan_action", each, on=on)
    with action("set_plan_action", by=by, at=at, child=children[0]) as doing:
        projection.hold(set(children))
        family = {children[0], *siblings_of([children[0]])[children[0]]}
        if not set(children) <= family:
            raise wrong("children", "One action is for brothers and sisters, not for two families.")
        named = {each: _own(each, concerns) for each in children}
        if unknown := set(concerns).difference(*named.values()):
            raise wrong("concerns", f"None of these children has the concern {min(unknown)}.")
        return set_action_in(doing, concerns=named, step=step)


def set_action_in(
    doing: Action,
    *,
    concerns: Mapping[str, Sequence[str]],
    step: Step,
    on: date | None = None,
    event: str = "",
) -> list[Fact]:
    """The same inside another action that has asked access and taken hold: `concerns` names for
    each child those of the child's own that it is for."""
    step.check(on=on or day_of(doing.at))
    values = {
        "action": step.action,
        "owner": step.owner_name,
        "due_on": step.due_on,
        "test_of_success": step.test_of_success,
        "contingency": step.contingency,
        "event": event or uuid4().hex,
    }
    facts = [
        own_fact(doing, "plan_action_set", child, on=on, concerns=tuple(own), **values)
        for child, own in concerns.items()
    ]
    add_own(doing, *facts)
    ask_owner(doing, facts[0], step)
    return facts


def ask_owner(doing: Action, fact: Fact, step: Step) -> None:
    """Ask the owner, where they sign in, to do what was set, until it is done; and tell them."""
    if isinstance(step.owner, str):
        return
    about: dict[str, Any] = {"child": fact.child, "about": fact.fact_id, "words": step.action}
    ask(doing, kind="plan_action", of=step.owner, due_on=step.due_on, **about)
    tell(doing, to=[step.owner], what="plan_action_set", **about)


def update_action(
    *,
    child: str,
    about: str,
    progress: str,
    words: str,
    what_instead: str = "",
    by: User,
    at: datetime,
) -> list[Fact]:
    """Say how an action stands, for each of the brothers and sisters it is for. `about` is the
    fact that set it.

    What did not work, or was not done, needs to say what is done instead. Once it is done the owner
    is no longer asked. A professional of another agency speaks of their own actions only. Raises
    Refused and NotRight.
    """
    access.require(by, "update_plan_action", child, on=day_of(at))
    _check_update(progress, words, what_instead)
    with action("update_plan_action", by=by, at=at, child=child) as doing:
        projection.hold({child})
        family = [child, *siblings_of([child])[child]]
        written = ledger.facts_of_many(family, kinds=OF_ACTIONS)
        every = [each for own in family for each in actions_in(written[own])]
        of = [each for each in every if each.action == about and each.set_by.child == child]
        if not of:
            raise wrong("about", "There is no such action in this child's plan.")
        if not may_update(of[0], by=by):
            raise wrong("", "Only whoever owns this action, or works with the child, says this.")
        same = [each for each in every if each is of[0] or _is_same_event(each, of[0])]
        facts = [
            own_fact(
                doing,
                "plan_action_updated",
                each.set_by.child,
                about=each.action,
                concerns=each.concerns,
                event=each.set_by.event,
                progress=progress,
                detail=words,
                what_instead=what_instead,
            )
            for each in same
        ]
        add_own(doing, *facts)
        if progress != "under_way":
            outcome = ACTION_PROGRESS.named(progress)
            for each in same:
                settle(doing, kind="plan_action", about=each.action, outcome=outcome)
    return facts


def may_update(of: PlanAction, *, by: User) -> bool:
    """Whether this user may say how the action stands: whoever may set one, and its owner."""
    return access.may(by, "set_plan_action") or vars(of.set_by)["owner"] == by.signature


def _check_update(progress: str, words: str, what_instead: str) -> None:
    if progress not in ACTION_PROGRESS:
        raise wrong("progress", "Choose how it stands.")
    if not words.strip():
        raise wrong("words", "Say what was done and what came of it.")
    if ACTION_PROGRESS[progress].group == "without_effect" and not what_instead.strip():
        raise wrong("what_instead", "Say what is done instead.")


def _is_same_event(one: PlanAction, other: PlanAction) -> bool:
    return bool(one.set_by.event) and one.set_by.event == other.set_by.event


def _own(child: str, concerns: Sequence[str]) -> tuple[str, ...]:
    own = ConcernThread.objects.filter(child=child, pk__in=concerns)
    return tuple(own.order_by("opened_on", "pk").values_list("concern", flat=True))
