"""All assessments of a child: those under way with their time and who has not answered, those that
are completed, and what a new one needs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access
from keepsight.casework.assessment.clock import Clock, clock
from keepsight.casework.assessment.course import STATES, Course, courses, without_start
from keepsight.casework.assessment.shown import (
    ConcernPart,
    asked_of,
    clock_of,
    concern_part,
    family_facts,
)
from keepsight.casework.assessment.start import ON_OFFER
from keepsight.casework.begun_in_error_page import TakenOut, taken_out
from keepsight.casework.raised_by import RaisedBy
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact
from keepsight.facts.thread import threads
from keepsight.practice.codes.assessment import ASSESSMENT, ASSESSMENT_OUTCOME
from keepsight.record.models import Child, User


@dataclass(frozen=True)
class Line:
    """One assessment in a list. `outcomes` are the children's, each with the name."""

    key: str
    kind: str
    names: tuple[str, ...]
    started_on: date | None
    started_by: str
    state: str
    is_open: bool
    clock: Clock | None
    waiting: int
    overdue: int
    completed_on: date | None
    outcome: str
    completed_by: str
    countersigned_by: str


@dataclass(frozen=True)
class AssessmentsPage:
    """All assessments of a child: those under way, and those completed, the latest first."""

    who: Who
    under_way: tuple[Line, ...]
    done: tuple[Line, ...]
    taken_out: tuple[TakenOut, ...]
    may_start: bool


@dataclass(frozen=True)
class StartPage:
    """What the form for a new assessment needs: the child, brothers and sisters of whom one may be
    started too, the open concerns, and the clock it would have as of today."""

    who: Who
    siblings: tuple[Who, ...]
    kinds: tuple[str, ...]
    concerns: tuple[tuple[Who, ConcernPart], ...]
    clock: Clock


def assessments_page(child: str, *, by: User, on: date) -> AssessmentsPage:
    """All assessments of a child for this reader. Raises access.Refused."""
    row, _people, facts = family_facts(child, by=by, on=on)
    names = _names(facts)
    found = [each for each in courses(facts) if child in each.starts]
    lines = [_line(each, facts, names, on=on) for each in found]
    own = [each for each in without_start(facts) if each.child == child]
    done = [each for each in lines if not each.is_open] + [_of_other(each) for each in own]
    return AssessmentsPage(
        who=who(row, on=on),
        under_way=tuple(each for each in lines if each.is_open),
        done=tuple(sorted(done, key=lambda each: each.completed_on or on, reverse=True)),
        taken_out=taken_out(child, {"assessment_started"}),
        may_start=access.may(by, "write_assessment"),
    )


def start_page(child: str, *, by: User, on: date) -> StartPage:
    """What the form for a new assessment needs. Raises access.Refused."""
    access.require(by, "write_assessment", child, on=on)
    row, people, facts = family_facts(child, by=by, on=on)
    around = {each.child: Who(each.child, each.name, each.age) for each in people if each.child}
    everybody = {child: who(row, on=on), **around}
    open_now = [each for each in threads(facts) if each.is_open and each.child in everybody]
    own = [each for each in facts if each.child == child]
    raised_by = RaisedBy(everybody)
    return StartPage(
        who=everybody[child],
        siblings=tuple(around.values()),
        kinds=ON_OFFER,
        concerns=tuple(
            (everybody[each.child], concern_part(each, "", raised_by=raised_by))
            for each in open_now
        ),
        clock=clock("single", own, started_on=on, on=on),
    )


def _line(course: Course, facts: Sequence[Fact], names: Mapping[str, str], *, on: date) -> Line:
    ended = list(course.completed.values())
    last = vars(ended[0]) if ended else {}
    asked = [each for each in asked_of(course, on=on) if not each.reply]
    outcomes = dict.fromkeys(ASSESSMENT_OUTCOME.named(vars(e)["assessment_outcome"]) for e in ended)
    return Line(
        key=course.key,
        kind=ASSESSMENT.named(course.assessment),
        names=tuple(sorted(names[each] for each in course.starts)),
        started_on=course.started_on,
        started_by=course.first.recorded_by,
        state=STATES[course.state],
        is_open=course.is_open,
        clock=clock_of(course, facts, on=on),
        waiting=len(asked),
        overdue=sum(each.is_overdue for each in asked),
        completed_on=max((each.happened_on for each in ended), default=None),
        outcome="; ".join(outcomes),
        completed_by=last.get("completed_by", "") or (ended[0].recorded_by if ended else ""),
        countersigned_by=last.get("countersigned_by", ""),
    )


def _of_other(completed: Fact) -> Line:
    """A completed assessment of which no beginning is recorded."""
    own = vars(completed)
    return Line(
        key="",
        kind=ASSESSMENT.named(own["assessment"]),
        names=(),
        started_on=None,
        started_by="",
        state=STATES["completed"],
        is_open=False,
        clock=None,
        waiting=0,
        overdue=0,
        completed_on=completed.happened_on,
        outcome=ASSESSMENT_OUTCOME.named(own["assessment_outcome"]),
        completed_by=own["completed_by"] or completed.recorded_by,
        countersigned_by=own["countersigned_by"],
    )


def _names(facts: Iterable[Fact]) -> dict[str, str]:
    """The names of the children whom these facts are about."""
    rows = Child.objects.filter(pk__in={each.child for each in facts})
    return {each.pk: each.name for each in rows}
