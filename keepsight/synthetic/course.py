"""The course of a child protection plan: how it is meant to run, and what became of it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days

_LONGEST_WAIT = 176  # days between two reviews: within six months


@dataclass
class Course:
    """How a plan runs. As it stands it is run well; a story changes what it wants to go wrong."""

    harm: str
    categories: tuple[str, ...]
    days: int
    answers_after: int | None = 40
    first_core_group_after: int = 8
    first_review_after: int = 84
    core_group_every: tuple[int, int] = (24, 35)
    core_group_lapses_after: int | None = None
    supervision_lapses: bool = False
    first_action_forgotten: bool = False
    actions_move: bool = True
    actions_for: tuple[str, ...] = ()
    visits_late: tuple[int, ...] = ()
    visit_gap: tuple[int, int] = (0, 0)  # before which visit nobody comes for so many days
    visits_not_alone: tuple[int, ...] = ()
    visits_not_asked: tuple[int, ...] = ()
    moves: bool = True
    changes_to: tuple[str, ...] = ()
    answered_before_change: bool = True
    ends: str = "no_longer_needed"

    def reviews(self, on: date) -> list[date]:
        """The days of review conferences of a plan that begins on that day; it ends at the last."""
        ends_on = working_day_before(on + timedelta(days=self.days))
        first_on = working_day_before(on + timedelta(days=self.first_review_after))
        if self.days <= 91 and first_on >= ends_on:
            return [ends_on]
        reviews = [first_on]
        rest = (ends_on - first_on).days
        number = -(-rest // _LONGEST_WAIT)
        for place in range(1, number):
            reviews.append(working_day_before(first_on + timedelta(days=rest * place // number)))
        return [*reviews, ends_on]


@dataclass
class PlanRun:
    """What became of it: the days that later events and stories need."""

    began_on: date
    ended_on: date
    meetings: list[date] = field(default_factory=list)
    reviews: list[date] = field(default_factory=list)
    visits: list[date] = field(default_factory=list)
    changed_on: date | None = None
    moved_on: date = date.min


def working_day_before(day: date) -> date:
    """The day itself if it is a working day, else the last one before it."""
    return add_working_days(add_working_days(day, 1), -1)
