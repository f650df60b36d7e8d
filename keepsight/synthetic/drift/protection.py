"""Stories of child protection: clocks that run out, a category that moves away from the harm,
meetings that decide nothing, children who are not seen alone, a second plan."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_months, add_working_days
from keepsight.synthetic.course import Course, PlanRun
from keepsight.synthetic.drift.story import Story, note_not_discussed, planned
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import close, help_in_need

_STANDSTILL = 6  # meetings


def _course(home: Home, harm: str, *, at_least: int = 0) -> Course:
    days = home.shares.plan_days(home.rng, at_least=at_least)
    return Course(harm, (harm,), days, answers_after=home.rng.randint(20, 45))


def _some_harm(home: Home) -> str:
    """A harm that a plan may be moved away from, to neglect."""
    return home.rng.choices(("emotional", "physical", "sexual"), (60, 25, 15))[0]


def _ended_well(home: Home, lives: list[ChildLife], run: PlanRun) -> None:
    help_in_need(home, lives, run.ended_on, days=home.rng.randint(60, 90))


def _conference_late(home: Home, index: ChildLife, on: date) -> None:
    course = _course(home, "neglect")
    begun, run = planned(home, index, on, course, conference_after=home.rng.randint(20, 30))
    _ended_well(home, begun.lives, run)


def _core_group_late(home: Home, index: ChildLife, on: date) -> None:
    course = _course(home, "emotional")
    course.first_core_group_after = home.rng.randint(13, 20)
    begun, run = planned(home, index, on, course)
    begins_on = add_working_days(run.began_on, 10) + timedelta(days=1)
    for life in begun.lives:
        home.plant("first_core_group_late", life, begins_on)
    _ended_well(home, begun.lives, run)


def _review_late(home: Home, index: ChildLife, on: date) -> None:
    course = _course(home, "neglect", at_least=190)
    course.first_review_after = home.rng.randint(104, 130)
    begun, run = planned(home, index, on, course)
    begins_on = add_months(run.began_on, 3) + timedelta(days=1)
    for life in begun.lives:
        home.plant("review_conference_late", life, begins_on)
    _ended_well(home, begun.lives, run)


def _visit_late(home: Home, index: ChildLife, on: date) -> None:
    course = _course(home, "emotional", at_least=110)
    course.visits_late = (4, 5)
    begun, run = planned(home, index, on, course)
    _ended_well(home, begun.lives, run)


def _not_alone(home: Home, index: ChildLife, on: date) -> None:
    course = _course(home, "neglect", at_least=110)
    course.visits_not_alone = (3, 4, 5)
    begun, run = planned(home, index, on, course)
    for life in begun.lives:
        together = [day for day in run.visits[2:5] if life.person.age_on(day) >= 3]
        if len(together) > 1:
            home.plant("not_seen_alone", life, together[1])
    _ended_well(home, begun.lives, run)


def _category_moves_away(home: Home, index: ChildLife, on: date) -> None:
    """The second review moves the plan to neglect; nobody has answered the first concern."""
    course = _course(home, _some_harm(home), at_least=330)
    course.answers_after = None
    course.changes_to, course.answered_before_change = ("neglect",), False
    begun, run = planned(home, index, on, course)
    _stood_still(home, begun.lives, run)
    close(home, begun.lives, add_working_days(run.ended_on, 8), answered=False)


def _harm_keeps_arriving(home: Home, index: ChildLife, on: date) -> None:
    """The first concern was answered and the category changed; then a new sign of it comes."""
    course = _course(home, _some_harm(home), at_least=370)
    course.changes_to = ("neglect",)
    begun, run = planned(home, index, on, course)
    if run.changed_on is None:
        raise LookupError("the plan was too short for its category to change")
    came_on = add_working_days(run.changed_on, home.rng.randint(10, 30))
    sign = home.some_sign(index, came_on, harm=course.harm, injuries=False)
    if sign:
        thread = home.raise_concern(index, came_on, sign)
        due = add_working_days(came_on, 1)
        begins_on = due + timedelta(days=1)
        home.plant("dropped_harm_keeps_arriving", index, begins_on, concern=thread)
        note_not_discussed(home, index, came_on, sign, thread)
        home.answer(index, add_working_days(came_on, 25), "substantiated")
    _ended_well(home, begun.lives, run)


def _meetings_only(home: Home, index: ChildLife, on: date) -> None:
    course = _course(home, home.rng.choice(("neglect", "emotional")), at_least=240)
    course.answers_after, course.moves, course.actions_move = None, False, False
    course.core_group_every = (24, 28)
    begun, run = planned(home, index, on, course)
    _stood_still(home, begun.lives, run)
    close(home, begun.lives, add_working_days(run.ended_on, 5), answered=False)


def _stood_still(home: Home, lives: list[ChildLife], run: PlanRun) -> None:
    """Plant the sixth meeting since anything last moved, for every concern that is still open."""
    since = sorted({day for day in run.meetings if day > run.moved_on})
    if len(since) >= _STANDSTILL:
        for life in lives:
            for thread in life.open:
                sixth_on = since[_STANDSTILL - 1]
                home.plant("meetings_without_movement", life, sixth_on, concern=thread)


def _planned_twice(home: Home, index: ChildLife, on: date) -> None:
    for number in range(2):
        course = _course(home, "neglect")
        if number == 0:
            course.days = home.rng.randint(120, 300)
        begun, run = planned(home, index, on, course)
        closed_on = help_in_need(home, begun.lives, run.ended_on, days=60)
        on = add_working_days(closed_on + timedelta(days=home.rng.randint(90, 240)), 1)
        if on > home.until:
            return


STORIES = (
    Story("initial_conference_late", _conference_late, days=26),
    Story("first_core_group_late", _core_group_late, days=60),
    Story("review_conference_late", _review_late, days=140),
    Story("child_protection_visit_late", _visit_late, days=115),
    Story("not_seen_alone", _not_alone, days=120, from_age=4, to_age=14),
    Story(
        "category_changed_while_unanswered", _category_moves_away, days=300, from_age=4, to_age=14
    ),
    Story("dropped_harm_keeps_arriving", _harm_keeps_arriving, days=335, from_age=4, to_age=14),
    Story("meetings_without_movement", _meetings_only, days=195, to_age=14),
    Story("second_plan", _planned_twice, days=720, to_age=13),
)
