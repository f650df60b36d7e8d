"""By when each kind of meeting is due, and from what that is counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.facts.fact import Fact
from keepsight.practice.timescale import TIMESCALES


@dataclass(frozen=True)
class Due:
    """The last day in time; what it is counted from, in words; how long that is; and what the
    number rests on."""

    kind: str
    due_on: date
    counted_from: str
    began_on: date
    within: str
    standing: str


def due(kind: str, facts: Sequence[Fact]) -> Due | None:
    """By when this kind of meeting is due for a child with these current facts; None where nothing
    started its clock. Source: the timescales of practice, by name below."""
    match kind:
        case "initial_conference" | "pre_birth_conference":
            return _initial(kind, facts)
        case "review_conference":
            return _review(facts)
        case "core_group":
            return _core_group(facts)
    return None


def all_due(facts: Sequence[Fact]) -> list[Due]:
    """Every clock of a meeting that runs for a child, soonest first."""
    kinds = ("initial_conference", "review_conference", "core_group")
    found = [each for kind in kinds if (each := due(kind, facts)) is not None]
    return sorted(found, key=lambda each: each.due_on)


def _initial(kind: str, facts: Sequence[Fact]) -> Due | None:
    """From the first strategy discussion of the enquiry that no conference has followed: a later
    one does not start the clock again (Working Together 2013 onwards)."""
    began: Fact | None = None
    for each in facts:
        values = vars(each)
        if each.kind == "strategy_discussion" and values["strategy_decision"].startswith(
            "section_47"
        ):
            began = began or each
        elif each.kind == "conference" or (
            each.kind == "section_47_ended" and values["section_47_outcome"] != "conference"
        ):
            began = None
    if began is None:
        return None
    return _due(kind, "initial_conference", began.happened_on, "the strategy discussion")


def _review(facts: Sequence[Fact]) -> Due | None:
    """Three months from the conference that made the plan, then six from each review."""
    if not _has_plan(facts):
        return None
    last = _last(facts, "conference")
    if last is None:
        return None
    is_first = vars(last)["conference"] != "review"
    name = "first_review_conference" if is_first else "later_review_conference"
    words = "the initial conference" if is_first else "the last review conference"
    return _due("review_conference", name, last.happened_on, words)


def _core_group(facts: Sequence[Fact]) -> Due | None:
    """Ten working days from the plan, then every six weeks."""
    plan = _last(facts, "plan_started")
    if plan is None or not _has_plan(facts):
        return None
    last = _last(facts, "core_group")
    if last is None or last.order < plan.order:
        return _due("core_group", "first_core_group", plan.happened_on, "the plan")
    return _due("core_group", "later_core_group", last.happened_on, "the last core group")


def _has_plan(facts: Iterable[Fact]) -> bool:
    ends = [each.kind for each in facts if each.kind in ("plan_started", "plan_ended")]
    return bool(ends) and ends[-1] == "plan_started"


def _last(facts: Iterable[Fact], kind: str) -> Fact | None:
    return next((each for each in reversed(list(facts)) if each.kind == kind), None)


def _due(kind: str, timescale: str, began_on: date, counted_from: str) -> Due | None:
    edition = TIMESCALES[timescale].edition_on(began_on)
    due_on = edition.due_on(began_on) if edition else None
    if edition is None or due_on is None:
        return None
    return Due(kind, due_on, counted_from, began_on, edition.limit_in_words, edition.standing)
