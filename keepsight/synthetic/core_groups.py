"""The core groups of a plan in an invented life, and the actions that they set and follow up."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.course import Course, PlanRun
from keepsight.synthetic.home import ChildLife, Home

_PRESENT = ("social_care", "school", "health")
_SIX_WEEKS = timedelta(weeks=6)
_ACTION_DUE = 60  # working days


def hold_core_groups(home: Home, lives: list[ChildLife], run: PlanRun, course: Course) -> None:
    """From the first after the conference to the end of the plan."""
    on = add_working_days(run.began_on, course.first_core_group_after)
    actions: dict[str, str] = {}
    while on < run.ended_on and on <= home.until:
        run.meetings.append(on)
        decision = "decided" if course.moves else "not_decided"
        home.write_for_each(
            "core_group",
            lives,
            on,
            f"core_group.{decision}",
            agency="core_group",
            meeting_decision=decision,
            agencies_present=_PRESENT,
        )
        _move_actions(home, lives, run, course, actions)
        last, gap = on, home.rng.randint(*course.core_group_every)
        if len(run.meetings) == course.core_group_lapses_after:
            gap = home.rng.randint(55, 75)
        on = add_working_days(last + timedelta(days=gap), 1)
        note_lapse(home, lives, run, last + _SIX_WEEKS, on, rule="core_group_lapsed")
    if not course.actions_move:
        _stood_still(home, lives, run)


def note_lapse(
    home: Home, lives: list[ChildLife], run: PlanRun, due: date, on: date, *, rule: str
) -> None:
    """In a story: what was due by a day came later, or not before the end of the plan."""
    if due < min(on, run.ended_on):
        for life in lives:
            home.plant(rule, life, due + timedelta(days=1))


def _move_actions(
    home: Home, lives: list[ChildLife], run: PlanRun, course: Course, actions: dict[str, str]
) -> None:
    """At every other core group each child's plan has a new action; at the next it has worked."""
    number, on = len(run.meetings), run.meetings[-1]
    is_forgotten = number == 2 and course.first_action_forgotten
    if number == 1 or (number % 2 and course.actions_move):
        actions.update(
            {life.child: _action(home, life, on, harms=course.actions_for) for life in lives}
        )
        if course.first_action_forgotten or not course.actions_move:
            _forgotten(home, lives, run, on, is_first=number == 1)
    elif course.actions_move and not is_forgotten:
        for life in lives:
            home.write(
                "plan_action_updated", life, on, about=actions[life.child], progress="worked"
            )


def _stood_still(home: Home, lives: list[ChildLife], run: PlanRun) -> None:
    """In a story: after the first core group no action moves; each conference begins anew."""
    first, *others = run.meetings or [run.began_on]
    since = first
    for until in run.reviews:
        held = [day for day in others if since < day <= until]
        if len(held) > 1 and held[1] < until:
            for life in lives:
                home.plant("core_groups_without_progress", life, held[1])
        since = until


def _forgotten(
    home: Home, lives: list[ChildLife], run: PlanRun, on: date, *, is_first: bool
) -> None:
    """In a story: nobody says what became of the first action."""
    due = add_working_days(on, _ACTION_DUE)
    if is_first and due < run.ended_on:
        for life in lives:
            home.plant("plan_action_overdue", life, due + timedelta(days=1))


def _action(home: Home, life: ChildLife, on: date, *, harms: tuple[str, ...]) -> str:
    action = home.text("plan_action", life)
    return home.write(
        "plan_action_set",
        life,
        on,
        detail=action,
        harms=harms,
        action=action,
        owner=home.worker.signature,
        due_on=add_working_days(on, _ACTION_DUE),
        test_of_success=home.text("plan_test", life),
        contingency=home.text("plan_contingency", life),
    )
