"""Stories of plans that nobody drives on: core groups and supervision that lapse, legal steps that
are not taken."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.course import Course, PlanRun
from keepsight.synthetic.drift.story import Story, planned
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import help_in_need

_SIXTEEN_WEEKS = timedelta(weeks=16)


def _course(home: Home, *, at_least: int) -> Course:
    harm = home.rng.choice(("neglect", "emotional"))
    days = home.shares.plan_days(home.rng, at_least=at_least)
    return Course(harm, (harm,), days, answers_after=home.rng.randint(20, 45))


def _planned(
    home: Home, index: ChildLife, on: date, course: Course
) -> tuple[list[ChildLife], PlanRun]:
    begun, run = planned(home, index, on, course)
    help_in_need(home, begun.lives, run.ended_on, days=home.rng.randint(60, 90))
    return begun.lives, run


def _core_group_lapses(home: Home, index: ChildLife, on: date) -> None:
    course = _course(home, at_least=190)
    course.core_group_lapses_after = 2
    _planned(home, index, on, course)


def _supervision_lapses(home: Home, index: ChildLife, on: date) -> None:
    course = _course(home, at_least=190)
    course.supervision_lapses = True
    _planned(home, index, on, course)


def _legal(home: Home, lives: list[ChildLife], kind: str, on: date, **values: str) -> None:
    texts = {"pre_proceedings_begun": "pre_proceedings"}
    home.write_for_each(kind, lives, on, texts.get(kind, kind), agency="legal", **values)


def _no_step(home: Home, index: ChildLife, on: date) -> None:
    """The threshold is met and the letter goes out months later."""
    lives, run = _planned(home, index, on, _course(home, at_least=340))
    met_on = add_working_days(run.began_on + timedelta(days=50), 1)
    _legal(home, lives, "legal_planning", met_on, threshold="met")
    for life in lives:
        home.plant("legal_step_not_taken", life, add_working_days(met_on, 10) + timedelta(days=1))
    letter_on = add_working_days(met_on, home.rng.randint(30, 60))
    _legal(home, lives, "pre_proceedings_begun", letter_on)
    ended_on = add_working_days(letter_on, 40)
    _legal(home, lives, "pre_proceedings_ended", ended_on, pre_proceedings_end="stepped_down")


def _pre_proceedings(home: Home, index: ChildLife, on: date) -> None:
    lives, run = _planned(home, index, on, _course(home, at_least=340))
    met_on = add_working_days(run.began_on + timedelta(days=50), 1)
    _legal(home, lives, "legal_planning", met_on, threshold="met")
    letter_on = add_working_days(met_on, home.rng.randint(4, 9))
    _legal(home, lives, "pre_proceedings_begun", letter_on)
    begins_on = letter_on + _SIXTEEN_WEEKS + timedelta(days=1)
    for life in lives:
        home.plant("pre_proceedings_too_long", life, begins_on)
    ended_on = add_working_days(begins_on, home.rng.randint(20, 45))
    _legal(home, lives, "pre_proceedings_ended", ended_on, pre_proceedings_end="stepped_down")


STORIES = (
    Story("core_group_lapsed", _core_group_lapses, days=130),
    Story("supervision_late", _supervision_lapses, days=130),
    Story("legal_step_not_taken", _no_step, days=105),
    Story("pre_proceedings_too_long", _pre_proceedings, days=220),
)
