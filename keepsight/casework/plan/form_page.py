"""What the forms of the plan need: the open concerns about which something is decided, the people
who may do it, and one action with what was said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit, family, known
from keepsight.casework.notice import network_of
from keepsight.casework.plan.page import (
    ActionLine,
    CategoryLine,
    ConcernInPlan,
    action_lines,
    category_lines,
    concern_in_plan,
)
from keepsight.casework.plan.standing import categories_on
from keepsight.casework.raised_by import RaisedBy
from keepsight.casework.recording import ConcernChoice
from keepsight.casework.who import Who, who
from keepsight.facts.thread import threads
from keepsight.practice.codes.harm import HARM
from keepsight.practice.meeting import CARRIED_ON_ALONE
from keepsight.record.models import Child, User


@dataclass(frozen=True)
class Deciding:
    """What is decided about before a plan is changed or ended, or a case closed: every open
    concern, and the actions of the plan that run. `categories` are the codes of the plan's;
    `under_old` the concerns whose harm is among them; `siblings` those about whom
    the reader may decide too, each with whether a plan stands."""

    who: Who
    stands: CategoryLine | None
    categories: tuple[str, ...]
    concerns: tuple[ConcernInPlan, ...]
    under_old: frozenset[str]
    running: tuple[ActionLine, ...]
    people: tuple[User, ...]
    may_agree: bool
    siblings: tuple[tuple[Who, bool], ...] = ()

    def needs_manager(self, concern: ConcernInPlan) -> bool:
        """Whether only a manager may carry it on once more."""
        return concern.times >= CARRIED_ON_ALONE and not self.may_agree


@dataclass(frozen=True)
class Setting:
    """What is needed to set an action: the open concerns of the child and of brothers and sisters
    whom the reader may see, and the people who work with the child."""

    who: Who
    siblings: tuple[Who, ...]
    concerns: tuple[ConcernChoice, ...]
    people: tuple[User, ...]


@dataclass(frozen=True)
class Updating:
    """One action, the child it is read for, and the concerns it is for that are open, by their
    identifiers and in words."""

    who: Who
    action: ActionLine
    concerns: tuple[tuple[str, str], ...]


def deciding(child: str, permission: str, *, by: User, on: date) -> Deciding:
    """What has to be decided about before this is done. Raises access.Refused, also for an unknown
    child. `permission` is the one for what is about to be done."""
    access.require(by, permission, child, on=on)
    row = Child.objects.get(pk=child)
    people = family.family_of(row, on=on)
    of = known.known(child, siblings=people.open_to_reader, on=on, known_on=None)
    audit.saw(by=by, what="see_child", child=child)
    lines = action_lines(of, names={child: row.name, **people.names}, by=by, on=on)
    open_ones = [each for each in of.threads if each.is_open]
    raised_by = RaisedBy([child])
    categories = category_lines(of.facts, on=on)
    codes = categories_on(of.facts, on)
    siblings = [Who(e.child, e.name, e.age) for e in people.siblings if e.child]
    return Deciding(
        who=who(row, on=on),
        stands=categories[0] if codes else None,
        categories=codes,
        concerns=tuple(
            concern_in_plan(each, of, lines, raised_by=raised_by, on=on) for each in open_ones
        ),
        under_old=frozenset(each.concern for each in open_ones if set(each.harms) & set(codes)),
        running=tuple(each for each in lines if each.is_running),
        people=tuple(network_of(child, on=on)),
        may_agree=access.may(by, "agree_carry_on"),
        siblings=tuple(
            (each, bool(categories_on([f for f in of.of_siblings if f.child == each.child], on)))
            for each in siblings
            if access.may(by, permission, each.child, on=on)
        ),
    )


def setting(child: str, *, by: User, on: date) -> Setting:
    """What is needed to set an action. Raises access.Refused, also for an unknown child."""
    access.require(by, "set_plan_action", child, on=on)
    row = Child.objects.get(pk=child)
    people = family.family_of(row, on=on)
    of = known.known(child, siblings=people.open_to_reader, on=on, known_on=None)
    audit.saw(by=by, what="see_child", child=child)
    own = who(row, on=on)
    siblings = [Who(each.child, each.name, each.age) for each in people.siblings if each.child]
    everybody = {each.child: each for each in (own, *siblings)}
    open_ones = [each for each in threads(of.of_family) if each.is_open]
    places = list(everybody)
    raised_by = RaisedBy(places)
    return Setting(
        who=own,
        siblings=tuple(each for child, each in everybody.items() if child != own.child),
        concerns=tuple(
            ConcernChoice(
                concern=each.concern,
                who=everybody[each.child],
                harms=tuple(map(HARM.named, each.harms)),
                agency=raised_by.named(each),
                opened_on=each.opened_on,
                is_open=True,
            )
            for each in sorted(open_ones, key=lambda thread: places.index(thread.child))
        ),
        people=tuple(network_of(child, on=on)),
    )


def updating(child: str, action: str, *, by: User, on: date) -> Updating:
    """One action of the child's plan. Raises access.Refused, also for one that is not there or of
    which this reader may say nothing."""
    access.require(by, "update_plan_action", child, on=on)
    row = Child.objects.get(pk=child)
    people = family.family_of(row, on=on)
    of = known.known(child, siblings=people.open_to_reader, on=on, known_on=None)
    lines = action_lines(of, names={child: row.name, **people.names}, by=by, on=on)
    found = next((each for each in lines if each.action == action and each.may_update), None)
    if found is None:
        raise access.Refused
    audit.saw(by=by, what="see_child", child=child)
    concerns = [
        (each.concern, HARM.together(each.harms))
        for each in of.threads
        if each.is_open and each.concern in found.concerns
    ]
    return Updating(who(row, on=on), found, tuple(concerns))


def person_of(people: Sequence[User], chosen: str) -> User | None:
    """The person chosen in a form, among those who work with the child."""
    return next((each for each in people if str(each.pk) == chosen), None)
