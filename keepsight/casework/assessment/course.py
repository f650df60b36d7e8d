"""How an assessment went, as its facts tell it: begun for whom, asked of whom, handed in, returned,
completed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from keepsight.casework.own_fact import SOURCE
from keepsight.facts.fact import Fact

State = Literal["being_written", "handed_in", "returned", "completed"]

STATES: Mapping[State, str] = {
    "being_written": "Being written",
    "handed_in": "Waits for a manager",
    "returned": "Came back to be changed",
    "completed": "Completed",
}

_STEPS: Mapping[str, State] = {
    "assessment_handed_in": "handed_in",
    "assessment_returned": "returned",
    "assessment_completed": "completed",
}


@dataclass(frozen=True)
class Course:
    """One assessment of one or several children. `key` is the event that its starts share; the
    start's own name where they share none. By child: how it began, and how it was completed.

    `steps` are the facts of handing in, returning and completing, in order.
    """

    key: str
    starts: Mapping[str, Fact]
    completed: Mapping[str, Fact]
    steps: tuple[Fact, ...]
    asked: tuple[Fact, ...]
    answered: Mapping[str, Fact]
    assessed: tuple[Fact, ...]

    @property
    def first(self) -> Fact:
        """The start of the child who comes first."""
        return next(iter(self.starts.values()))

    @property
    def assessment(self) -> str:
        """The kind of assessment, a code."""
        return str(vars(self.first)["assessment"])

    @property
    def started_on(self) -> date:
        """The day on which it began."""
        return min(each.happened_on for each in self.starts.values())

    @property
    def children(self) -> tuple[str, ...]:
        """The children whom it is about, as far as the reader may see them."""
        return tuple(self.starts)

    @property
    def due_on(self) -> date | None:
        """The last day in time for all of its children, as it was when it began."""
        due = [vars(each)["due_on"] for each in self.starts.values()]
        return min((each for each in due if each), default=None)

    @property
    def state(self) -> State:
        """Where it stands. It is completed once it is completed for each child."""
        if all(each in self.completed for each in self.starts):
            return "completed"
        open_steps = [each for each in self.steps if each.kind != "assessment_completed"]
        return _STEPS[open_steps[-1].kind] if open_steps else "being_written"

    @property
    def is_open(self) -> bool:
        """Whether it has not been completed."""
        return self.state != "completed"

    def last(self, kind: str) -> Fact | None:
        """The latest step of this kind."""
        return next((each for each in reversed(self.steps) if each.kind == kind), None)


def key_of(start: Fact) -> str:
    """What an assessment is called in addresses: the event that its starts share."""
    return start.event or start.fact_id


def courses(facts: Iterable[Fact]) -> list[Course]:
    """The assessments that these facts (of one child, or of brothers and sisters) tell of, in the
    order in which they began. The facts must be those that stand, in order.

    A completion that names no start, as from another system, belongs to the oldest assessment of
    the child from such a system that has none. One begun here is completed only by what names it.
    """
    known = list(facts)
    begun: dict[str, dict[str, Fact]] = defaultdict(dict)
    for each in known:
        if each.kind == "assessment_started":
            begun[key_of(each)].setdefault(each.child, each)
    completed = _completions(known, [one for own in begun.values() for one in own.values()])
    return [_course(key, own, completed, known) for key, own in begun.items()]


def course_of(facts: Iterable[Fact], key: str) -> Course | None:
    """The assessment of this key among these facts, if they tell of it."""
    return next((each for each in courses(facts) if each.key == key), None)


def without_start(facts: Sequence[Fact]) -> list[Fact]:
    """Completed assessments of which no beginning is recorded."""
    starts = [each for each in facts if each.kind == "assessment_started"]
    paired = {each.fact_id for each in _completions(facts, starts).values()}
    return [
        each for each in facts if each.kind == "assessment_completed" and each.fact_id not in paired
    ]


def _completions(facts: Iterable[Fact], starts: Iterable[Fact]) -> dict[str, Fact]:
    """The completion of each start that has one, by the start's name."""
    found: dict[str, Fact] = {}
    waiting: dict[str, list[Fact]] = defaultdict(list)
    for each in starts:
        waiting[each.child].append(each)
    ends = [each for each in facts if each.kind == "assessment_completed"]
    for end in ends:
        if about := vars(end)["about"]:
            found[about] = end
    for end in ends:
        if vars(end)["about"]:
            continue
        for start in waiting[end.child]:
            if (
                start.fact_id not in found
                and start.order <= end.order
                and not _is_begun_here(start)
            ):
                found[start.fact_id] = end
                break
    return found


def _is_begun_here(start: Fact) -> bool:
    """Whether it was begun on the page for it, which asks for the reasons."""
    return start.source == SOURCE and bool(vars(start)["reasons"])


def _course(
    key: str, starts: Mapping[str, Fact], completed: Mapping[str, Fact], facts: Sequence[Fact]
) -> Course:
    own = {each.fact_id for each in starts.values()}
    about = [each for each in facts if vars(each).get("about") in own]
    asked = tuple(each for each in about if each.kind == "partner_asked")
    questions = {each.fact_id for each in asked}
    ends = {
        child: completed[start.fact_id]
        for child, start in starts.items()
        if start.fact_id in completed
    }
    steps = {each.fact_id: each for each in about if each.kind in _STEPS}
    steps |= {each.fact_id: each for each in ends.values()}
    return Course(
        key=key,
        starts=starts,
        completed=ends,
        steps=tuple(sorted(steps.values(), key=lambda each: (each.recorded_at, each.fact_id))),
        asked=asked,
        answered={
            vars(each)["about"]: each
            for each in facts
            if each.kind == "partner_answered" and vars(each)["about"] in questions
        },
        assessed=tuple(each for each in about if each.kind == "concern_assessed"),
    )
