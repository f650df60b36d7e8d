"""Whether a plan that was made, or made anew, has something in it for each concern that is open."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.course import Course, PlanRun
from keepsight.synthetic.home import ChildLife, Home

_ACTIONS = ("plan_action_set", "plan_action_updated")
_TIME = 10  # working days


def note_what_is_missing(
    home: Home, lives: list[ChildLife], on: date, run: PlanRun, course: Course
) -> None:
    """In a story: nothing is set or goes on in time for the concerns that are open now.

    Called once the core groups of the plan are known, and while the concerns are still open.
    """
    due = add_working_days(on, _TIME)
    if due >= run.ended_on:
        return
    for life in lives:
        is_for_it = any(
            fact.child == life.child and fact.kind in _ACTIONS and on <= fact.happened_on <= due
            for fact in home.pen.facts
        )
        if not is_for_it or course.actions_for:
            for thread in life.open:
                begins_on = due + timedelta(days=1)
                home.plant("harm_missing_from_plan", life, begins_on, concern=thread)
