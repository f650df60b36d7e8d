"""Child protection in an invented life: the conference, the plan with its visits, supervision and
reviews, and how it ends."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_months, add_working_days
from keepsight.synthetic.assessment import assess_again, visit
from keepsight.synthetic.core_groups import hold_core_groups, note_lapse
from keepsight.synthetic.course import Course, PlanRun, working_day_before
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.in_the_plan import note_what_is_missing
from keepsight.synthetic.planted import Design

_MARKS = (15, 18, 24)  # months of a plan


def confer(
    home: Home, lives: list[ChildLife], on: date, *, decision: str, categories: tuple[str, ...]
) -> None:
    """The initial conference."""
    event = home.pen.new_id()
    for life in lives:
        home.write(
            "conference",
            life,
            on,
            f"conference.{decision}",
            by=home.chair,
            conference="initial" if life.person.born_on <= on else "pre_birth",
            conference_decision=decision,
            categories=categories if decision == "plan" else (),
            chaired_by=home.chair.signature,
            quorate=True,
            concerns=tuple(life.open),
            event=event,
            at_once=True,
        )


def protect(home: Home, lives: list[ChildLife], on: date, course: Course) -> PlanRun:
    """A child protection plan from the conference to its end, or to the last day."""
    reviews = course.reviews(on)
    run = PlanRun(on, reviews[-1], reviews=reviews, moved_on=on)
    home.involve(lives, on, run.ended_on, as_what="allocated")
    home.involve(lives, on, run.ended_on, as_what="chair")
    home.write_for_each(
        "plan_started", lives, on, "plan_started", categories=course.categories, at_once=True
    )
    for life in lives:
        life.on_plan = (on, run.ended_on)
        life.plans += 1
        if life.plans > 1:
            design: Design = "drift" if home.story else "ordinary"
            home.plant("second_plan", life, on, design=design)
    _note_length(home, lives, run)
    hold_core_groups(home, lives, run, course)
    note_what_is_missing(home, lives, on, run, course)
    _visits(home, lives, run, course)
    _supervision(home, lives, run, course)
    if course.answers_after is not None:
        answered_on = min(add_working_days(on + timedelta(days=course.answers_after), 1),
                          run.ended_on)  # fmt: skip
        for life in lives:
            home.answer(life, answered_on, "substantiated")
    if course.moves:
        _updates(home, lives, run, course)
    _hold_reviews(home, lives, run, course)
    _end(home, lives, run, course)
    return run


def _note_length(home: Home, lives: list[ChildLife], run: PlanRun) -> None:
    """A long plan is one of those that the national figures bring with them."""
    design: Design = "drift" if home.story == "plan_too_long" else "ordinary"
    for months in _MARKS:
        begins_on = add_months(run.began_on, months) + timedelta(days=1)
        if begins_on <= run.ended_on:
            for life in lives:
                home.plant("plan_too_long", life, begins_on, design=design)


def _visits(home: Home, lives: list[ChildLife], run: PlanRun, course: Course) -> None:
    """A visit within ten working days of the last; those that `course` names are late."""
    last = run.began_on
    number = 0
    while True:
        number += 1
        is_late = number in course.visits_late
        gap = home.rng.randint(14, 19) if is_late else home.rng.randint(6, 10)
        # Late by some days, and never so that nobody came for four weeks: that is another story.
        on = min(add_working_days(last, gap), working_day_before(last + timedelta(days=27)))
        before, days = course.visit_gap
        if number == before:
            is_late, on = True, add_working_days(last + timedelta(days=days), 1)
            _plant_not_seen(home, lives, last, on)
        due = add_working_days(last, 10)
        if is_late and due < min(on, run.ended_on):
            for life in lives:
                home.plant("child_protection_visit_late", life, due + timedelta(days=1))
        if on >= run.ended_on or on > home.until:
            return
        run.visits.append(on)
        visit(
            home,
            lives,
            on,
            why="child_protection",
            alone=number not in course.visits_not_alone,
            asked=number not in course.visits_not_asked,
        )
        last = on


def _plant_not_seen(home: Home, lives: list[ChildLife], last: date, on: date) -> None:
    """Nobody saw the children between these two days."""
    for rule, weeks in (("not_seen_by_social_worker", 4), ("not_seen_by_anybody", 6)):
        begins_on = last + timedelta(weeks=weeks, days=1)
        for life in lives:
            if begins_on <= on:
                home.plant(rule, life, begins_on)


def _supervision(home: Home, lives: list[ChildLife], run: PlanRun, course: Course) -> None:
    on, number = add_working_days(run.began_on, home.rng.randint(18, 25)), 0
    while on < run.ended_on and on <= home.until:
        for life in lives:
            home.write(
                "supervision",
                life,
                on,
                "supervision",
                by=home.manager,
                decisions="Actions and dates agreed.",
                history_considered=True,
            )
        last, number = on, number + 1
        lapses = course.supervision_lapses and number == 1
        on = add_working_days(
            last, home.rng.randint(55, 70) if lapses else home.rng.randint(26, 37)
        )
        note_lapse(home, lives, run, add_months(last, 2), on, rule="supervision_late")


def _updates(home: Home, lives: list[ChildLife], run: PlanRun, course: Course) -> None:
    """Assessments brought up to date: sooner where a concern is still open."""
    is_open = any(life.open for life in lives)
    every = 100 if is_open else 140
    stops_on = run.ended_on
    if course.changes_to and not course.answered_before_change:
        stops_on = run.reviews[1]
    on = add_working_days(run.began_on + timedelta(days=every), home.rng.randint(0, 8))
    while on < stops_on - timedelta(days=20) and on <= home.until:
        assess_again(home, lives, on, harms=course.categories)
        run.moved_on = on
        on = add_working_days(on + timedelta(days=every), home.rng.randint(0, 8))


def _hold_reviews(home: Home, lives: list[ChildLife], run: PlanRun, course: Course) -> None:
    categories = course.categories
    for place, on in enumerate(run.reviews):
        is_last = on == run.ended_on
        is_change = place == 1 and bool(course.changes_to) and not is_last
        if is_change:
            categories = course.changes_to
        ending = "plan_ends_care" if course.ends == "looked_after" else "plan_ends"
        event = home.pen.new_id()
        run.meetings.append(on)
        if place == 1 and not course.actions_move and not is_last:
            for life in lives:
                home.plant("reviews_without_improvement", life, on)
        for life in lives:
            home.write(
                "conference",
                life,
                on,
                f"conference.{ending if is_last else 'plan_continues'}",
                by=home.chair,
                conference="review",
                conference_decision="plan_ends" if is_last else "plan_continues",
                categories=() if is_last else categories,
                chaired_by=home.chair.signature,
                quorate=True,
                event=event,
                concerns=tuple(life.open),
                at_once=True,
            )
        if is_change:
            _change_category(home, lives, on, run, course)


def _change_category(
    home: Home, lives: list[ChildLife], on: date, run: PlanRun, course: Course
) -> None:
    run.changed_on = on
    note_what_is_missing(home, lives, on, run, course)
    home.write_for_each(
        "category_changed",
        lives,
        on,
        "category_changed" if course.answered_before_change else "recategorised",
        by=home.chair,
        reasons=home.text("category_reasons", lives[0]),
        from_categories=course.categories,
        to_categories=course.changes_to,
        at_once=True,
    )
    dropped = set(course.categories) - set(course.changes_to)
    for life in lives:
        life.dropped |= dropped
        for thread, harms in life.open.items():
            if dropped & set(harms):
                home.plant("category_changed_while_unanswered", life, on, concern=thread)


def _end(home: Home, lives: list[ChildLife], run: PlanRun, course: Course) -> None:
    if run.ended_on > home.until:
        return
    home.shares.count_plan(course.days, weight=len(lives))
    for life in lives:
        if course.answers_after is not None:
            home.answer(life, run.ended_on, "substantiated")
        home.left_open(life, run.ended_on)
    home.write_for_each(
        "plan_ended", lives, run.ended_on, "plan_ended", plan_end=course.ends, by=home.chair
    )
