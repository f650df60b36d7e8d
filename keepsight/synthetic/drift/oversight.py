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


def _too_long(home: Home, index: ChildLife, on: date) -> None:
    _planned(home, index, on, _course(home, at_least=500))


def _action_forgotten(home: Home, index: ChildLife, on: date) -> None:
    course = _course(home, at_least=190)
    course.first_action_forgotten = True
    _planned(home, index, on, course)


def _nothing_moves(home: Home, index: ChildLife, on: date) -> None:
    """Core groups and reviews are held, and no action is set or brought up to date."""
    course = _course(home, at_least=370)
    course.actions_move = False
    _planned(home, index, on, course)


def _worker_after_worker(home: Home, index: ChildLife, on: date) -> None:
    lives, run = _planned(home, index, on, _course(home, at_least=300))
    gone_through = {each.happened_on for each in home.pen.facts if each.kind == "supervision"}
    others = [e for e in home.workforce.social_workers(home.team) if e != home.worker]
    for worker, after in zip(others, (70, 160), strict=False):
        given_on = add_working_days(run.began_on + timedelta(days=after), 1)
        while given_on in gone_through:
            given_on = add_working_days(given_on, 1)
        home.write_for_each(
            "worker_allocated",
            lives,
            given_on,
            "worker_allocated",
            by=home.manager,
            worker=worker.signature,
            team=home.team,
        )
    for life in lives:
        home.plant("worker_changes", life, given_on)


def _dissent(home: Home, index: ChildLife, on: date) -> None:
    """A nurse does not agree with the review that carries the plan on, and nobody takes it up."""
    lives, run = _planned(home, index, on, _course(home, at_least=190))
    said_on = run.reviews[0]
    for life in lives:
        words = home.text("dissent", life)
        home.write(
            "dissent",
            life,
            said_on,
            agency="health_visiting",
            detail=words,
            said_by=home.agency("health_visiting").name,
            reasons=words,
        )
        home.plant("dissent_not_taken_up", life, add_working_days(said_on, 10) + timedelta(days=1))


STORIES = (
    Story("plan_too_long", _too_long, days=500),
    Story("plan_action_overdue", _action_forgotten, days=140),
    Story("core_groups_without_progress", _nothing_moves, days=130),
    Story("reviews_without_improvement", _nothing_moves, days=300),
    Story("worker_changes", _worker_after_worker, days=200),
    Story("dissent_not_taken_up", _dissent, days=145),
    Story("core_group_lapsed", _core_group_lapses, days=130),
    Story("supervision_late", _supervision_lapses, days=130),
    Story("legal_step_not_taken", _no_step, days=105),
    Story("pre_proceedings_too_long", _pre_proceedings, days=220),
)
