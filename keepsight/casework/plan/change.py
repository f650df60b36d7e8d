"""Starting a plan, changing its category, ending it; closing a case or stepping it down. None of
these ends a concern: each that is open gets a decision in the same transaction."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from keepsight.casework import access, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.not_right import wrong
from keepsight.casework.own_fact import add_own, own_fact
from keepsight.casework.plan.decision import CarryOn, Decision, decide_in
from keepsight.casework.plan.standing import PLAN_KINDS, categories_in
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.codes.contact import CASE_CLOSURE
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.plan import PLAN_END
from keepsight.record import ledger
from keepsight.record.models import User


def start(
    *,
    child: str,
    categories: Sequence[str],
    reasons: str = "",
    decisions: Sequence[Decision],
    on: date,
    by: User,
    at: datetime,
) -> Fact:
    """Start a child protection plan for these categories on that day, with a decision about every
    open concern: what in the plan is for it. Raises Refused, and NotRight where a plan stands
    already or nothing is decided about a concern."""
    access.require(by, "change_plan", child, on=day_of(at))
    with action("start_plan", by=by, at=at, child=child) as doing:
        return start_in(
            doing, child=child, categories=categories, reasons=reasons, decisions=decisions, on=on
        )


def change_category(
    *,
    child: str,
    categories: Sequence[str],
    reasons: str,
    decisions: Sequence[Decision],
    on: date,
    by: User,
    at: datetime,
) -> Fact:
    """Give the plan that stands these categories in place of its own, with a decision about every
    open concern. Raises Refused, and NotRight also for a concern about which nothing is decided."""
    access.require(by, "change_plan", child, on=day_of(at))
    with action("change_category", by=by, at=at, child=child) as doing:
        return change_category_in(
            doing, child=child, categories=categories, reasons=reasons, decisions=decisions, on=on
        )


def end(
    *,
    child: str,
    why: str,
    reasons: str,
    decisions: Sequence[Decision],
    on: date,
    by: User,
    at: datetime,
) -> Fact:
    """End the plan that stands, with a decision about every open concern. `why` is a code of
    PLAN_END. Raises Refused and NotRight as `change_category` does."""
    access.require(by, "change_plan", child, on=day_of(at))
    with action("end_plan", by=by, at=at, child=child) as doing:
        return end_in(doing, child=child, why=why, reasons=reasons, decisions=decisions, on=on)


def close_case(
    *,
    child: str,
    why: str,
    reasons: str,
    decisions: Sequence[Decision],
    on: date,
    by: User,
    at: datetime,
) -> Fact:
    """Close the case, with a decision about every open concern. `why` is a code of CASE_CLOSURE.

    Nobody works with the child any more: so no plan may stand, and only a manager lets a concern
    stay open. Raises Refused and NotRight.
    """
    access.require(by, "close_case", child, on=day_of(at))
    if why not in CASE_CLOSURE:
        raise wrong("why", "Choose why the case is closed.")
    _check_reasons(reasons)
    with action("close_case", by=by, at=at, child=child) as doing:
        for each in decisions:
            if isinstance(each, CarryOn) and not access.may(by, "agree_carry_on"):
                raise wrong(
                    f"decision_{each.concern}",
                    "Only a manager closes a case and leaves a concern open. Answer it, or ask "
                    "your manager to close the case.",
                )
        _check_no_plan(_held(child))
        values = {"case_closure": why, "detail": reasons}
        return _decided(doing, "case_closed", child, values, decisions=decisions, on=on)


def step_down(
    *,
    child: str,
    reasons: str,
    decisions: Sequence[Decision],
    on: date,
    by: User,
    at: datetime,
) -> Fact:
    """Step the case down to a lower tier, with a decision about every open concern. Raises Refused
    and NotRight; no plan may stand."""
    access.require(by, "close_case", child, on=day_of(at))
    _check_reasons(reasons)
    with action("step_down_case", by=by, at=at, child=child) as doing:
        _check_no_plan(_held(child))
        values = {"detail": reasons}
        return _decided(doing, "case_stepped_down", child, values, decisions=decisions, on=on)


def start_in(
    doing: Action,
    *,
    child: str,
    categories: Sequence[str],
    reasons: str = "",
    decisions: Sequence[Decision] = (),
    on: date,
    event: str = "",
) -> Fact:
    """Start a plan inside another action that has asked access. What that action has decided
    already about a concern needs no decision here."""
    chosen = _checked(categories)
    facts = _held(child)
    if _standing(facts):
        raise wrong("", "A plan stands already. Change its category instead.")
    _check_day(facts, on)
    values = {"categories": chosen, "detail": reasons}
    return _decided(doing, "plan_started", child, values, decisions=decisions, on=on, event=event)


def change_category_in(
    doing: Action,
    *,
    child: str,
    categories: Sequence[str],
    reasons: str,
    decisions: Sequence[Decision] = (),
    on: date,
    event: str = "",
) -> Fact:
    """Change the category inside another action that has asked access. What that action has decided
    already about a concern (in facts that it added) needs no decision here."""
    chosen = _checked(categories)
    _check_reasons(reasons)
    facts = _held(child)
    stood = _standing(facts)
    if not stood:
        raise wrong("", "No plan stands. Start one instead.")
    if set(stood) == set(chosen):
        raise wrong("categories", "These are the plan’s categories already. Choose others.")
    _check_day(facts, on)
    values = {"from_categories": stood, "to_categories": chosen, "reasons": reasons}
    return _decided(
        doing, "category_changed", child, values, decisions=decisions, on=on, event=event
    )


def end_in(
    doing: Action,
    *,
    child: str,
    why: str,
    reasons: str,
    decisions: Sequence[Decision] = (),
    on: date,
    event: str = "",
) -> Fact:
    """End the plan inside another action that has asked access. What that action has decided
    already about a concern needs no decision here."""
    if why not in PLAN_END:
        raise wrong("why", "Choose why the plan ends.")
    _check_reasons(reasons)
    facts = _held(child)
    if not _standing(facts):
        raise wrong("", "No plan stands that could be ended.")
    _check_day(facts, on)
    values = {"plan_end": why, "reasons": reasons}
    return _decided(doing, "plan_ended", child, values, decisions=decisions, on=on, event=event)


def _decided(
    doing: Action,
    kind: str,
    child: str,
    values: Mapping[str, Any],
    *,
    decisions: Sequence[Decision],
    on: date,
    event: str = "",
) -> Fact:
    """First what is decided about each open concern, then the change itself."""
    own = new_fact_id()
    fact = own_fact(doing, kind, child, on=on, fact_id=own, event=event, **values)
    decide_in(doing, child=child, decisions=decisions, on=on, about=own, event=event)
    add_own(doing, fact)
    return fact


def _held(child: str) -> list[Fact]:
    """The child's current facts, kept from everybody else until the transaction ends."""
    projection.hold({child})
    return current(ledger.facts_of(child))


def _standing(facts: Sequence[Fact]) -> tuple[str, ...]:
    stood = categories_in(facts)
    return stood[-1].categories if stood and stood[-1].to_on is None else ()


def _checked(categories: Sequence[str]) -> tuple[str, ...]:
    chosen = tuple(each for each in HARM if each in categories)
    if not chosen or len(chosen) < len(set(categories)):
        raise wrong("categories", "Choose at least one category.")
    return chosen


def _check_reasons(reasons: str) -> None:
    if not reasons.strip():
        raise wrong("reasons", "Say why, in words.")


def _check_no_plan(facts: Sequence[Fact]) -> None:
    if _standing(facts):
        raise wrong("", "A child protection plan stands. End the plan first.")


def _check_day(facts: Sequence[Fact], on: date) -> None:
    """A change that lies before the latest one would undo it unseen."""
    days = [each.happened_on for each in facts if each.kind in PLAN_KINDS]
    if days and on < max(days):
        raise wrong("on", "The day must not be before the plan was last changed.")
