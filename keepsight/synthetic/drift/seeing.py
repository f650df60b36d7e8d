"""Stories of children who are not seen, not asked or not thought about together: closed doors,
moves, a missing child, a meeting without the police, assessments that begin again from nothing."""

from collections.abc import Callable
from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import assess_again, visit
from keepsight.synthetic.course import Course
from keepsight.synthetic.drift.story import Story, enquired, planned, referred
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import close, help_in_need

Days = tuple[int, ...]


def _while_enquired(home: Home, index: ChildLife, on: date, then: Callable[[date], None]) -> None:
    """An enquiry, in the first days of which something happens."""
    begun = referred(home, index, on, harm="neglect", path="enquiry_not_in_need")
    enquired(home, begun, then=then)


def _on(began_on: date, days: Days) -> list[date]:
    return [began_on + timedelta(days=each) for each in days]


def _without_the_police(home: Home, index: ChildLife, on: date) -> None:
    def met_again(began_on: date) -> None:
        met_on = add_working_days(began_on, 3)
        home.write(
            "strategy_discussion",
            index,
            met_on,
            "strategy.assessment",
            by=home.manager,
            strategy_decision="further_discussion",
            agencies_present=("social_care", "school", "health"),
            medical_considered="not_needed",
            concerns=tuple(index.open),
            at_once=True,
        )
        home.plant("strategy_discussion_without_agency", index, met_on)

    _while_enquired(home, index, on, met_again)


def _missing(home: Home, index: ChildLife, days: list[date], *, asked_after: int) -> None:
    for gone_on in days:
        back_on = gone_on + timedelta(days=1)
        home.write("missing_episode", index, gone_on, "missing", agency="police", at_once=True)
        home.write("missing_returned", index, back_on, "missing_returned", agency="police")
        home.write(
            "return_interview",
            index,
            back_on + timedelta(days=asked_after),
            "return_interview",
            agency="voluntary",
            child_words=home.text("return_words", index),
        )


def _interview_late(home: Home, index: ChildLife, on: date) -> None:
    def gone(began_on: date) -> None:
        _missing(home, index, _on(began_on, (1,)), asked_after=home.rng.randint(5, 9))
        home.plant("return_interview_late", index, began_on + timedelta(days=6))

    _while_enquired(home, index, on, gone)


def _missing_again(home: Home, index: ChildLife, on: date) -> None:
    def gone(began_on: date) -> None:
        _missing(home, index, _on(began_on, (1, 4, 8)), asked_after=2)
        home.plant("missing_again_and_again", index, began_on + timedelta(days=8))

    _while_enquired(home, index, on, gone)


def _kept_out(home: Home, index: ChildLife, on: date) -> None:
    def refused(began_on: date) -> None:
        days = [add_working_days(began_on, each) for each in (2, 4, 7)]
        for each in days:
            visit(home, [index], each, why="child_in_need", text="visit.refused", seen="refused")
        home.plant("kept_out_again_and_again", index, days[-1])

    _while_enquired(home, index, on, refused)


def _moves(home: Home, index: ChildLife, on: date) -> None:
    def moved(began_on: date) -> None:
        days = _on(began_on, (1, 4, 8))
        for each in days:
            home.write(
                "household_changed", index, each, "moved", agency="housing",
                household_change="moved",
            )  # fmt: skip
        home.plant("moved_again_and_again", index, days[-1])

    _while_enquired(home, index, on, moved)


def _out_of_school(home: Home, index: ChildLife, on: date) -> None:
    def taught_at_home(began_on: date) -> None:
        left_on = add_working_days(began_on, home.rng.randint(3, 6))
        home.write(
            "school_event", index, left_on, "school.home_education", agency="education_welfare",
            school_event="home_education",
        )  # fmt: skip
        home.plant("taken_out_of_school", index, left_on)

    _while_enquired(home, index, on, taught_at_home)


def _not_asked(home: Home, index: ChildLife, on: date) -> None:
    """Seen on every visit; for three of them nobody asks."""
    course = Course("neglect", ("neglect",), home.shares.plan_days(home.rng, at_least=190))
    course.answers_after = home.rng.randint(20, 45)
    course.visits_not_asked = (4, 5, 6)
    begun, run = planned(home, index, on, course)
    for life in begun.lives:
        if life.person.age_on(run.visits[3]) >= 3:
            home.plant("childs_voice_missing", life, run.visits[5])
    help_in_need(home, begun.lives, run.ended_on, days=home.rng.randint(60, 90))


def _not_seen(home: Home, index: ChildLife, on: date) -> None:
    days = 55 if home.story == "not_seen_by_anybody" else 33
    course = Course("neglect", ("neglect",), home.shares.plan_days(home.rng, at_least=190))
    course.answers_after = home.rng.randint(20, 45)
    course.visit_gap = (6, days)
    begun, run = planned(home, index, on, course)
    for life in begun.lives:
        home.write("appointment", life, add_working_days(run.began_on, 3), "appointment.attended",
                   agency="dentist", attendance="attended")  # fmt: skip
    help_in_need(home, begun.lives, run.ended_on, days=home.rng.randint(60, 90))


def _on_its_own(home: Home, index: ChildLife, on: date) -> None:
    begun = referred(home, index, on, harm="neglect", path="enquiry_in_need")
    ends_on = enquired(home, begun, then=lambda _: None)
    days = [add_working_days(ends_on + timedelta(days=each), 1) for each in (50, 100, 150)]
    for each in days:
        assess_again(home, [index], each, harms=("neglect",), history_cited=False)
    home.plant("each_incident_on_its_own", index, days[-1])
    close(home, begun.lives, add_working_days(days[-1], 15))


def _started_again(home: Home, index: ChildLife, on: date) -> None:
    course = Course("neglect", ("neglect",), home.rng.randint(190, 330))
    course.answers_after = home.rng.randint(20, 45)
    begun, run = planned(home, index, on, course)
    assessed_on = add_working_days(run.ended_on, 20)
    assess_again(home, begun.lives, assessed_on, harms=("neglect",), history_cited=False)
    for life in begun.lives:
        home.plant("started_again", life, assessed_on)
    help_in_need(home, begun.lives, run.ended_on, days=home.rng.randint(60, 90))


STORIES = (
    Story("strategy_discussion_without_agency", _without_the_police, days=12),
    Story("return_interview_late", _interview_late, days=18, from_age=11),
    Story("missing_again_and_again", _missing_again, days=20, from_age=11),
    Story("kept_out_again_and_again", _kept_out, days=20),
    Story("moved_again_and_again", _moves, days=18),
    Story("taken_out_of_school", _out_of_school, days=20, from_age=6, to_age=14),
    Story("childs_voice_missing", _not_asked, days=130, from_age=4, to_age=14),
    Story("not_seen_by_social_worker", _not_seen, days=170),
    Story("not_seen_by_anybody", _not_seen, days=190),
    Story("each_incident_on_its_own", _on_its_own, days=280, to_age=14),
    Story("started_again", _started_again, days=420, to_age=14),
)
