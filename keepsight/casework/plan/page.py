"""The plan page of a child: the categories now and before, every open concern with the actions that
are for it, those for which nothing in the plan is, and how each action stands."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit, family, known
from keepsight.casework.fact_line import when_in_words
from keepsight.casework.known import Known
from keepsight.casework.plan.standing import (
    Category,
    PlanAction,
    actions_in,
    categories_in,
    times_carried_on,
)
from keepsight.casework.plan.step import may_update
from keepsight.casework.raised_by import RaisedBy
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.plan import ACTION_PROGRESS
from keepsight.record.models import Child, User


@dataclass(frozen=True)
class CategoryLine:
    """The categories of the plan, in words, from one day up to another; None while they stand.
    `begins` and `share` place it in the time since the first plan began, in hundredths."""

    categories: tuple[str, ...]
    from_on: date
    to_on: date | None
    days: int
    reasons: str
    begins: int
    share: int


@dataclass(frozen=True)
class Said:
    """What was said of an action on a day."""

    when: str
    by: str
    progress: str
    words: str
    what_instead: str


@dataclass(frozen=True)
class ActionLine:
    """One action and how it stands. `action` names it, `names` are the children it is for, and
    `share` says how much of its time is gone, from 0 to 100."""

    action: str
    words: str
    names: tuple[str, ...]
    concerns: tuple[str, ...]
    owner: str
    set_on: date
    due_on: date | None
    days_overdue: int
    test_of_success: str
    contingency: str
    progress: str
    is_running: bool
    is_under_way: bool
    worked: bool
    share: int
    said: tuple[Said, ...]
    may_update: bool


@dataclass(frozen=True)
class ConcernInPlan:
    """An open concern with the actions that are for it. `carried_on` are the days on which it was
    carried on, with the reasons; `times` how often in a row."""

    concern: str
    harms: tuple[str, ...]
    agency: str
    opened_on: date
    days: int
    actions: tuple[ActionLine, ...]
    carried_on: tuple[tuple[str, str], ...]
    times: int

    @property
    def has_running(self) -> bool:
        """Whether anything in the plan is for it now."""
        return any(each.is_running for each in self.actions)

    @property
    def all_worked(self) -> bool:
        """Whether there were actions, all over, and the last of them worked."""
        return bool(self.actions) and not self.has_running and self.actions[-1].worked


@dataclass(frozen=True)
class PlanPage:
    """All that the page shows. `before` are earlier categories, the latest first; `other` actions
    are for no concern that is open, and `over` those of them that nothing more will come of."""

    who: Who
    stands: CategoryLine | None
    before: tuple[CategoryLine, ...]
    with_nothing: tuple[ConcernInPlan, ...]
    with_action: tuple[ConcernInPlan, ...]
    other: tuple[ActionLine, ...]
    over: tuple[ActionLine, ...]
    overdue: int
    may_change: bool
    may_set: bool
    may_close: bool

    @property
    def concerns(self) -> tuple[ConcernInPlan, ...]:
        """Every open concern, those with nothing first."""
        return (*self.with_nothing, *self.with_action)


def plan_page(child: str, *, by: User, on: date) -> PlanPage:
    """The plan of a child for this reader. Raises access.Refused, also for an unknown child."""
    access.require(by, "see_child", child, on=on)
    row = Child.objects.get(pk=child)
    people = family.family_of(row, on=on)
    of = known.known(child, siblings=people.open_to_reader, on=on, known_on=None)
    audit.saw(by=by, what="see_child", child=child)
    lines = action_lines(of, names={child: row.name, **people.names}, by=by, on=on)
    raised_by = RaisedBy([child])
    concerns = [
        concern_in_plan(each, of, lines, raised_by=raised_by, on=on)
        for each in of.threads
        if each.is_open
    ]
    open_ones = {each.concern for each in concerns}
    other = [each for each in lines if not open_ones.intersection(each.concerns)]
    categories = category_lines(of.facts, on=on)
    stands = categories[0] if categories and categories[0].to_on is None else None
    return PlanPage(
        who=who(row, on=on),
        stands=stands,
        before=categories[1:] if stands else categories,
        with_nothing=tuple(each for each in concerns if not each.has_running),
        with_action=tuple(each for each in concerns if each.has_running),
        other=tuple(each for each in other if each.is_running),
        over=tuple(each for each in other if not each.is_running),
        overdue=sum(bool(each.days_overdue) for each in lines),
        may_change=access.may(by, "change_plan"),
        may_set=access.may(by, "set_plan_action"),
        may_close=access.may(by, "close_case") and stands is None,
    )


def category_lines(facts: Sequence[Fact], *, on: date) -> tuple[CategoryLine, ...]:
    """The categories of the child's plans with their days, the latest first."""
    found = categories_in(facts)
    return tuple(_category_line(each, found[0].from_on, on=on) for each in reversed(found))


def _category_line(of: Category, first_on: date, *, on: date) -> CategoryLine:
    whole = max((on - first_on).days, 1)
    days = ((of.to_on or on) - of.from_on).days
    begins = min(100 * (of.from_on - first_on).days // whole, 99)
    return CategoryLine(
        categories=tuple(map(HARM.named, of.categories)),
        from_on=of.from_on,
        to_on=of.to_on,
        days=days,
        reasons=str(vars(of.began_with).get("reasons") or of.began_with.detail),
        begins=begins,
        share=max(100 * days // whole, 1) if of.to_on else 100 - begins,
    )


def action_lines(
    of: Known, *, names: Mapping[str, str], by: User, on: date
) -> tuple[ActionLine, ...]:
    """The actions of the child's plan, what is overdue longest first, then by the day they are due.

    `names` are those of the child and of brothers and sisters.
    """
    event_of = {
        (each.event, each.child)
        for each in of.of_family
        if each.kind == "plan_action_set" and each.event
    }
    actions = actions_in(each for each in of.written.values() if each.child == of.child)

    def children(action: PlanAction) -> tuple[str, ...]:
        event = action.set_by.event
        also = {child for same, child in event_of if same == event}
        return (names[of.child], *sorted(names[each] for each in also - {of.child}))

    lines = [_line(each, children(each), by=by, on=on) for each in actions]
    return tuple(sorted(lines, key=lambda each: (not each.is_running, each.due_on or date.max)))


def concern_in_plan(
    thread: Thread, of: Known, lines: Iterable[ActionLine], *, raised_by: RaisedBy, on: date
) -> ConcernInPlan:
    """An open concern with the actions among these that are for it."""
    carried = [each for each in thread.facts if each.kind == "carried_on"]
    return ConcernInPlan(
        concern=thread.concern,
        harms=tuple(map(HARM.named, thread.harms)),
        agency=raised_by.named(thread),
        opened_on=thread.opened_on,
        days=(on - thread.opened_on).days,
        actions=tuple(each for each in lines if thread.concern in each.concerns),
        carried_on=tuple((when_in_words(each), vars(each)["reasons"]) for each in carried),
        times=times_carried_on(thread.concern, of.facts),
    )


def _line(of: PlanAction, names: tuple[str, ...], *, by: User, on: date) -> ActionLine:
    own = vars(of.set_by)
    return ActionLine(
        action=of.action,
        words=own["action"],
        names=names,
        concerns=of.concerns,
        owner=own["owner"],
        set_on=of.set_by.happened_on,
        due_on=of.due_on,
        days_overdue=of.days_overdue(on),
        test_of_success=own["test_of_success"],
        contingency=own["contingency"],
        progress=ACTION_PROGRESS.named(of.progress),
        is_running=of.is_running,
        is_under_way=of.progress == "under_way",
        worked=of.progress == "worked",
        share=_share(of, on),
        said=tuple(_said(each) for each in of.updates),
        may_update=access.may(by, "update_plan_action") and may_update(of, by=by),
    )


def _said(fact: Fact) -> Said:
    own = vars(fact)
    progress = ACTION_PROGRESS.named(own["progress"])
    return Said(when_in_words(fact), fact.recorded_by, progress, fact.detail, own["what_instead"])


def _share(of: PlanAction, on: date) -> int:
    if of.due_on is None:
        return 0
    whole = max((of.due_on - of.set_by.happened_on).days, 1)
    return min(max(100 * (on - of.set_by.happened_on).days // whole, 0), 100)
