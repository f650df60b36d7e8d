"""Care in an invented life: legal steps, coming into care, placement, visits and reviews."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import visit
from keepsight.synthetic.course import working_day_before
from keepsight.synthetic.home import ChildLife, Home

_BEFORE: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("legal_planning", 120, {"threshold": "met"}),
    ("pre_proceedings_begun", 110, {}),
    ("pre_proceedings_ended", 25, {}),
    ("proceedings_issued", 14, {}),
)
_WORDS = {
    "legal_planning": "legal_planning",
    "pre_proceedings_begun": "pre_proceedings",
    "pre_proceedings_ended": "pre_proceedings_ended",
    "proceedings_issued": "proceedings",
}


@dataclass
class CareCourse:
    """How a time in care runs, in days or working days from the first. As it stands it is run well;
    a story changes what it wants to go wrong."""

    care_plan_after: int = 6  # working days
    education_plan_after: int = 9  # working days
    decided_after: int = 140  # days
    first_visit_after: int = 5  # days, or the working day before
    visits_every: tuple[int, int] = (20, 28)  # working days
    weekly_until_review: bool = False
    gap_after: tuple[int, int] = (0, 0)  # after which visit none comes for so many days
    placement: str = "foster_care"
    placement_term: str = "not_stated"
    first_review_after: int = 19  # working days
    later_reviews_after: tuple[int, ...] = (85, 175)  # days; the last again and again
    health_after: int = 15  # working days
    health_every: int = 175  # days


def prepare(home: Home, lives: list[ChildLife], on: date) -> None:
    """The legal steps that come before care begins `on` that day."""
    for kind, before, values in _BEFORE:
        step_on = add_working_days(on - timedelta(days=before), 1)
        home.write_for_each(kind, lives, step_on, _WORDS[kind], agency="legal", **values)


def look_after(
    home: Home, lives: list[ChildLife], on: date, course: CareCourse | None = None
) -> date:
    """The children come into care and stay. Gives the last day of what is written."""
    course = course or CareCourse(decided_after=home.rng.randint(110, 155))
    order = {"order_kind": "interim_care_order"}
    home.write_for_each("order_made", lives, on, "interim_order", agency="court", **order)
    home.write_for_each("looked_after_began", lives, on, "looked_after", legal_status="order")
    placed = {"placement": course.placement, "placement_term": course.placement_term}
    home.write_for_each("placement", lives, on, f"placement.{course.placement}", **placed)
    until = home.until + timedelta(days=1)
    home.involve(lives, on, until, as_what="allocated")
    _plan(home, lives, on, course)
    order_on = add_working_days(on + timedelta(days=course.decided_after), 1)
    home.write_for_each(
        "order_made", lives, order_on, "care_order", agency="court", order_kind="care_order"
    )
    for visited_on in _visits(home, on, course):
        visit(home, lives, visited_on, why="looked_after", text="visit.looked_after")
    for reviewed_on in _reviews(home, on, course):
        home.write_for_each("looked_after_review", lives, reviewed_on, "looked_after_review")
    _see_to_health(home, lives, on, course)
    return until


def _visits(home: Home, on: date, course: CareCourse) -> Iterator[date]:
    reviewed_on = add_working_days(on, course.first_review_after)
    visited_on, number = working_day_before(on + timedelta(days=course.first_visit_after)), 1
    while visited_on <= home.until:
        yield visited_on
        after, days = course.gap_after
        if number == after:
            visited_on = working_day_before(visited_on + timedelta(days=days))
        elif course.weekly_until_review and visited_on < reviewed_on:
            visited_on = working_day_before(visited_on + timedelta(days=6))
        else:
            every = home.rng.randint(*course.visits_every)
            # Six weeks at most, whatever holidays there are.
            latest_on = working_day_before(visited_on + timedelta(days=41))
            visited_on = min(add_working_days(visited_on, every), latest_on)
        number += 1


def _plan(home: Home, lives: list[ChildLife], on: date, course: CareCourse) -> None:
    planned_on = add_working_days(on, course.care_plan_after)
    home.write_for_each("care_plan", lives, planned_on, "care_plan")
    schooled_on = add_working_days(on, course.education_plan_after)
    for life in lives:
        # From three on: before that there is no schooling to plan.
        if life.person.age_on(on) >= 3:
            home.write("education_plan", life, schooled_on, "education_plan", agency="school")


def _reviews(home: Home, on: date, course: CareCourse) -> Iterator[date]:
    reviewed_on, gaps = add_working_days(on, course.first_review_after), course.later_reviews_after
    number = 0
    while reviewed_on <= home.until:
        yield reviewed_on
        gap = gaps[min(number, len(gaps) - 1)]
        reviewed_on, number = add_working_days(reviewed_on + timedelta(days=gap), 1), number + 1


def _see_to_health(home: Home, lives: list[ChildLife], on: date, course: CareCourse) -> None:
    checked_on, kind = add_working_days(on, course.health_after), "initial"
    while checked_on <= home.until:
        for life in lives:
            home.write(
                "health_assessment",
                life,
                checked_on,
                "health_assessment",
                agency="paediatrics",
                health_assessment=kind,
            )
        every = timedelta(days=course.health_every)
        checked_on, kind = add_working_days(checked_on + every, 1), "review"
