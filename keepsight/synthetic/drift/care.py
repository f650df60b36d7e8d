"""Stories of children whom the police, a court or the council kept safe: protection that lapses,
plans that are not made, proceedings that go on, and a placement in which nobody sees the child."""

from collections.abc import Callable
from datetime import date, timedelta

from keepsight.practice.working_day import add_months, add_working_days
from keepsight.synthetic.care import CareCourse, look_after, prepare
from keepsight.synthetic.course import Course
from keepsight.synthetic.drift.story import Story, enquired, planned, referred
from keepsight.synthetic.home import ChildLife, Home

_ON_PLAN = (195, 330)  # days from the conference until the children come into care
_UNTIL_CARE = 370  # days from the referral, at most
_ONE_DAY = timedelta(days=1)


def _in_care(
    home: Home, index: ChildLife, on: date, course: CareCourse
) -> tuple[list[ChildLife], date]:
    """A plan that ends because the children come into care. Gives them and that day."""
    days = home.rng.randint(*_ON_PLAN)
    plan = Course("neglect", ("neglect",), days, answers_after=home.rng.randint(20, 45))
    plan.ends, plan.moves = "looked_after", False
    begun, run = planned(home, index, on, plan)
    prepare(home, begun.lives, run.ended_on)
    look_after(home, begun.lives, run.ended_on, course)
    return begun.lives, run.ended_on


def _care_plan_late(home: Home, index: ChildLife, on: date) -> None:
    course = CareCourse(care_plan_after=home.rng.randint(14, 30))
    lives, came_on = _in_care(home, index, on, course)
    for life in lives:
        home.plant("care_plan_late", life, add_working_days(came_on, 10) + _ONE_DAY)


def _education_plan_late(home: Home, index: ChildLife, on: date) -> None:
    course = CareCourse(education_plan_after=home.rng.randint(14, 40))
    lives, came_on = _in_care(home, index, on, course)
    for life in lives:
        if 3 <= life.person.age_on(came_on) < 18:
            home.plant("education_plan_late", life, add_working_days(came_on, 10) + _ONE_DAY)


def _proceedings_long(home: Home, index: ChildLife, on: date) -> None:
    course = CareCourse(decided_after=home.rng.randint(200, 260))
    lives, came_on = _in_care(home, index, on, course)
    issued_on = add_working_days(came_on - timedelta(days=14), 1)
    for life in lives:
        home.plant("care_proceedings_long", life, issued_on + timedelta(weeks=26))


def _not_visited(home: Home, index: ChildLife, on: date) -> None:
    course = CareCourse(first_visit_after=home.rng.randint(13, 18))
    lives, came_on = _in_care(home, index, on, course)
    for life in lives:
        home.plant("new_placement_not_visited", life, came_on + timedelta(days=8))


def _visit_late(home: Home, index: ChildLife, on: date) -> None:
    course = CareCourse(gap_after=(2, home.rng.randint(55, 70)), visits_every=(20, 24))
    lives, came_on = _in_care(home, index, on, course)
    _plant_gap(home, "looked_after_visit_late", lives, came_on, timedelta(weeks=6))


def _settled_not_visited(home: Home, index: ChildLife, on: date) -> None:
    # Every six weeks at most in the first year, which has some thirteen visits of four weeks.
    course = CareCourse(gap_after=(14, 110), visits_every=(20, 20), placement_term="to_eighteen")
    lives, came_on = _in_care(home, index, on, course)
    seen = _seen_in(home, lives[0], came_on)
    if len(seen) > 13:
        for life in lives:
            begins_on = add_months(seen[13], 3) + _ONE_DAY
            home.plant("settled_child_not_visited", life, begins_on)


def _for_now_not_visited(home: Home, index: ChildLife, on: date) -> None:
    course = CareCourse(
        gap_after=(1, home.rng.randint(13, 16)), weekly_until_review=True, placement="with_parent"
    )
    lives, came_on = _in_care(home, index, on, course)
    _plant_gap(home, "placed_for_now_not_visited", lives, came_on, timedelta(weeks=1), after=1)


def _plant_gap(
    home: Home,
    rule: str,
    lives: list[ChildLife],
    came_on: date,
    limit: timedelta,
    *,
    after: int = 2,
) -> None:
    seen = _seen_in(home, lives[0], came_on)
    if len(seen) >= after:
        for life in lives:
            home.plant(rule, life, seen[after - 1] + limit + _ONE_DAY)


def _seen_in(home: Home, life: ChildLife, came_on: date) -> list[date]:
    """The days of the visits since the child came into care."""
    return [
        each.happened_on
        for each in sorted(home.pen.facts, key=lambda each: each.order)
        if each.kind == "visit" and each.child == life.child and each.happened_on > came_on
    ]


def _looked_after_review_late(home: Home, index: ChildLife, on: date) -> None:
    course = CareCourse(later_reviews_after=(home.rng.randint(100, 120), 175))
    lives, came_on = _in_care(home, index, on, course)
    for life in lives:
        first_on = add_working_days(came_on, course.first_review_after)
        home.plant("looked_after_review_late", life, add_months(first_on, 3) + _ONE_DAY)


def _health_late(home: Home, index: ChildLife, on: date) -> None:
    course = CareCourse(health_after=home.rng.randint(24, 35))
    lives, came_on = _in_care(home, index, on, course)
    begins_on = add_working_days(came_on, 20) + _ONE_DAY
    for life in lives:
        young = life.person.age_on(came_on) < 5
        rule = "young_health_assessment_late" if young else "health_assessment_late"
        home.plant(rule, life, begins_on)


def _protection_too_long(home: Home, index: ChildLife, on: date) -> None:
    def protect(began_on: date) -> None:
        ended_on = began_on + timedelta(days=home.rng.randint(5, 8))
        home.write_for_each(
            "police_protection", [index], began_on, "police_protection", agency="police"
        )
        home.write_for_each(
            "police_protection_ended",
            [index],
            ended_on,
            "police_protection_ended",
            agency="police",
            after_protection="returned_home",
        )
        home.plant("police_protection_too_long", index, began_on + timedelta(days=4))

    _enquired(home, index, on, protect)


def _emergency_order_lapsed(home: Home, index: ChildLife, on: date) -> None:
    def order(began_on: date) -> None:
        made_on = add_working_days(began_on, 1)
        ended_on = add_working_days(made_on + timedelta(days=10), 1)
        kind = {"order_kind": "emergency_protection_order", "agency": "court"}
        home.write_for_each("order_made", [index], made_on, "emergency_order", **kind)
        home.write_for_each("order_ended", [index], ended_on, "emergency_order_ended", **kind)
        home.plant("emergency_order_lapsed", index, made_on + timedelta(days=9))

    _enquired(home, index, on, order)


def _enquired(home: Home, index: ChildLife, on: date, then: Callable[[date], None]) -> None:
    begun = referred(home, index, on, harm="physical", path="enquiry_not_in_need", injuries=True)
    enquired(home, begun, then=then)


STORIES = (
    Story("care_plan_late", _care_plan_late, days=_UNTIL_CARE + 20),
    Story("education_plan_late", _education_plan_late, days=_UNTIL_CARE + 20, from_age=4),
    Story("care_proceedings_long", _proceedings_long, days=_UNTIL_CARE + 180, to_age=14),
    Story("new_placement_not_visited", _not_visited, days=_UNTIL_CARE + 12),
    Story("looked_after_visit_late", _visit_late, days=_UNTIL_CARE + 110),
    Story("settled_child_not_visited", _settled_not_visited, days=_UNTIL_CARE + 500, to_age=14),
    Story("placed_for_now_not_visited", _for_now_not_visited, days=_UNTIL_CARE + 25),
    Story("looked_after_review_late", _looked_after_review_late, days=_UNTIL_CARE + 150),
    Story("health_assessment_late", _health_late, days=_UNTIL_CARE + 40, from_age=6, to_age=14),
    Story("young_health_assessment_late", _health_late, days=_UNTIL_CARE + 40, to_age=3.5),
    Story("police_protection_too_long", _protection_too_long, days=20),
    Story("emergency_order_lapsed", _emergency_order_lapsed, days=26, to_age=3),
)
