"""Stories of help that slips: visits and meetings that came late for a child in need, and work
that stops and starts again."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import assess
from keepsight.synthetic.drift.story import Story, referred
from keepsight.synthetic.front_door import decide
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import close, help_in_need


def _assessed(home: Home, index: ChildLife, on: date, *, in_need: bool) -> date:
    """A referral and its assessment, with the concern answered. Gives the day it was finished."""
    path = "in_need" if in_need else "not_in_need"
    begun = referred(home, index, on, harm="neglect", path=path, together=False)
    decided_on = decide(home, begun, "assessment")
    days = home.shares.assessment_days(home.rng, weight=1, at_most=45)
    answer = "substantiated" if in_need else "not_substantiated"
    home.answer(index, add_working_days(decided_on, days), answer)
    outcome = "child_in_need_plan" if in_need else "no_further_action"
    return assess(home, begun, decided_on, outcome=outcome, days=days)


def _meeting_late(home: Home, index: ChildLife, on: date) -> None:
    completed_on = _assessed(home, index, on, in_need=True)
    after = home.rng.randint(11, 18)
    help_in_need(home, [index], completed_on, days=110, first_meeting_after=after)


def _visit_late(home: Home, index: ChildLife, on: date) -> None:
    completed_on = _assessed(home, index, on, in_need=True)
    help_in_need(home, [index], completed_on, days=130, visit_late=True)


def _stop_and_start(home: Home, index: ChildLife, on: date) -> None:
    """Assessed, closed, and back again: three times within two years."""
    for number in range(3):
        closed_on = add_working_days(_assessed(home, index, on, in_need=False), 2)
        close(home, [index], closed_on)
        if number < 2:
            on = add_working_days(closed_on + timedelta(days=home.rng.randint(60, 140)), 1)
    home.plant("stop_start_work", index, closed_on)


STORIES = (
    Story("first_child_in_need_meeting_late", _meeting_late, days=85),
    Story("child_in_need_visit_late", _visit_late, days=105),
    Story("stop_start_work", _stop_and_start, days=510, to_age=14),
)
