"""Children in need in an invented life: meetings, visits, and the end of the work."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import assess_again, visit
from keepsight.synthetic.home import ChildLife, Home

# Days after which help is not closed without the assessment being brought up to date.
_LONG_HELP = 242
_FIRST_MEETING = 10  # days
_VISIT_EVERY = 20  # working days
_TWO_YEARS = timedelta(days=731)
_STOP_START = "stop_start_work"


def help_in_need(
    home: Home,
    lives: list[ChildLife],
    on: date,
    *,
    days: int,
    answered: bool = True,
    first_meeting_after: int | None = None,
    visit_late: bool = False,
) -> date:
    """A child in need plan for so many days, then the end of the work. Gives its last day.

    In a story the first meeting comes so many working days after its beginning, or the first visit
    comes late.
    """
    rng = home.rng
    ends_on = add_working_days(on + timedelta(days=days), 1)
    home.involve(lives, on, ends_on, as_what="allocated")
    meeting_on = add_working_days(on, rng.randint(3, 5))
    if (meeting_on - on).days > _FIRST_MEETING:
        meeting_on = add_working_days(on, 3)
    if first_meeting_after:
        meeting_on = add_working_days(on, first_meeting_after)
        begins_on = on + timedelta(days=_FIRST_MEETING + 1)
        for life in lives:
            home.plant("first_child_in_need_meeting_late", life, begins_on)
    while meeting_on < ends_on and meeting_on <= home.until:
        home.write_for_each(
            "meeting",
            lives,
            meeting_on,
            "meeting.child_in_need",
            meeting="child_in_need",
            meeting_decision="decided",
            agencies_present=("social_care", "school", "health"),
        )
        meeting_on = add_working_days(meeting_on + timedelta(days=rng.randint(38, 46)), 1)
    visited_on = add_working_days(on, rng.randint(22, 30) if visit_late else rng.randint(5, 15))
    if visit_late:
        for life in lives:
            begins_on = add_working_days(on, _VISIT_EVERY) + timedelta(days=1)
            home.plant("child_in_need_visit_late", life, begins_on)
    while visited_on < ends_on and visited_on <= home.until:
        visit(home, lives, visited_on, why="child_in_need")
        visited_on = add_working_days(visited_on, rng.randint(14, 19))
    if days > _LONG_HELP and answered:
        assess_again(home, lives, ends_on, harms=())
    close(home, lives, ends_on, answered=answered)
    return ends_on


def close(home: Home, lives: list[ChildLife], on: date, *, answered: bool = True) -> None:
    """Work with the children ends, with every concern answered first unless it says not."""
    if on > home.until:
        return
    for life in lives:
        if answered:
            home.answer(life, on, home.rng.choice(("substantiated", "not_substantiated")))
        home.left_open(life, on)
    home.write_for_each(
        "case_closed", lives, on, "case_closed", by=home.manager, case_closure="needs_met"
    )
    for life in lives:
        life.closed.append(on)
        if sum(on - each <= _TWO_YEARS for each in life.closed) > 1 and home.story != _STOP_START:
            _go_through(home, life, on)


def _go_through(home: Home, life: ChildLife, on: date) -> None:
    """Before work ends again, the manager goes through why it had begun again."""
    home.write(
        "supervision",
        life,
        on,
        "supervision",
        by=home.manager,
        decisions="The earlier work was gone through before closing.",
        history_considered=True,
    )
