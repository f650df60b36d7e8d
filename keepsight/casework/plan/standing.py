"""How a plan stands: its categories and since when, and each action with what became of it. Worked
out from a child's facts alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.practice.codes.plan import ACTION_PROGRESS

PLAN_KINDS = frozenset({"plan_started", "category_changed", "plan_ended"})
OF_ACTIONS = frozenset({"plan_action_set", "plan_action_updated", "entered_in_error"})


@dataclass(frozen=True)
class Category:
    """The categories of a plan from one day up to another; `to_on` is None while they stand."""

    categories: tuple[str, ...]
    from_on: date
    to_on: date | None
    began_with: Fact


@dataclass(frozen=True)
class PlanAction:
    """An action as it was set, with what was said of it since, in order. `action` is the fact that
    first set it; where that was put right, `set_by` is what stands."""

    action: str
    set_by: Fact
    updates: tuple[Fact, ...]

    @cached_property
    def concerns(self) -> tuple[str, ...]:
        """The concerns it is for: those named when it was set, or since."""
        return tuple(dict.fromkeys(c for f in (self.set_by, *self.updates) for c in f.concerns))

    @property
    def progress(self) -> str:
        """How it stands, as a code of ACTION_PROGRESS; under way until somebody says otherwise."""
        return str(vars(self.updates[-1])["progress"]) if self.updates else "under_way"

    @property
    def is_running(self) -> bool:
        """Whether something is still to come of it: it is not done, or not yet known to work."""
        return ACTION_PROGRESS[self.progress].group == "running"

    @property
    def due_on(self) -> date | None:
        """By when it was to be done, where a day was given."""
        day: date | None = vars(self.set_by)["due_on"]
        return day

    def days_overdue(self, day: date) -> int:
        """How many days it is overdue on a day; 0 where it is not, or is done."""
        if self.progress != "under_way" or self.due_on is None:
            return 0
        return max((day - self.due_on).days, 0)


def categories_in(facts: Iterable[Fact]) -> tuple[Category, ...]:
    """The categories of the child's plans, each with its days, in order. Of two that began on one
    day the later said stands. Wants current facts in order."""
    found: list[Category] = []
    for each in facts:
        if each.kind not in PLAN_KINDS:
            continue
        if found and found[-1].to_on is None:
            found[-1] = replace(found[-1], to_on=each.happened_on)
        if each.kind != "plan_ended":
            own = "categories" if each.kind == "plan_started" else "to_categories"
            found.append(Category(vars(each)[own], each.happened_on, None, each))
    return tuple(found)


def categories_on(facts: Iterable[Fact], day: date) -> tuple[str, ...]:
    """The categories of the plan that stood at the end of a day; none where no plan did."""
    stood = categories_in(each for each in facts if each.happened_on <= day)
    return stood[-1].categories if stood and stood[-1].to_on is None else ()


def actions_in(written: Iterable[Fact]) -> tuple[PlanAction, ...]:
    """The actions that these facts tell of, in the order in which they were set. Wants the facts as
    they were written, with those that a correction replaced."""
    every = {each.fact_id: each for each in written if each.kind in OF_ACTIONS}
    standing = current(every.values())
    updates: dict[str, list[Fact]] = {}
    for each in sorted(standing, key=lambda fact: (fact.recorded_at, fact.order)):
        if each.kind == "plan_action_updated":
            updates.setdefault(_first(vars(each)["about"], every), []).append(each)
    return tuple(
        PlanAction(first, each, tuple(updates.get(first, ())))
        for each in standing
        if each.kind == "plan_action_set"
        for first in [_first(each.fact_id, every)]
    )


def _first(fact_id: str, every: Mapping[str, Fact]) -> str:
    """The fact that stood first where this one, or what it corrects, is a correction."""
    seen = {fact_id}
    while fact_id in every and (earlier := every[fact_id].corrects) and earlier not in seen:
        seen.add(earlier)
        fact_id = earlier
    return fact_id


def times_carried_on(concern: str, facts: Iterable[Fact]) -> int:
    """How many times in a row a concern has been carried on: since anybody set an action for it,
    said how one stands, proposed an answer, or the concern opened again."""
    times = 0
    for each in sorted(facts, key=lambda fact: (fact.recorded_at, fact.order)):
        if not each.is_about(concern):
            continue
        if each.kind == "carried_on":
            times += 1
        elif each.kind in _MOVES:
            times = 0
    return times


_MOVES = frozenset(
    {"plan_action_set", "plan_action_updated", "answer_proposed", "answer", "reopening"}
)
