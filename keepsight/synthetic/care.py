"""Care in an invented life: legal steps, coming into care, placement, visits and reviews."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import visit
from keepsight.synthetic.home import ChildLife, Home

_BEFORE: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("legal_planning", 120, {"threshold": "met"}),
    ("pre_proceedings_begun", 110, {}),
    ("pre_proceedings_ended", 25, {}),
    ("proceedings_issued", 14, {}),
)
_WORDS = {
    "legal_planning": "legal_planning",
    "pre_proceedings_begun": "pre_proceedings",
    "pre_proceedings_ended": "pre_proceedings_ended",
    "proceedings_issued": "proceedings",
}


def prepare(home: Home, lives: list[ChildLife], on: date) -> None:
    """The legal steps that come before care begins `on` that day."""
    for kind, before, values in _BEFORE:
        step_on = add_working_days(on - timedelta(days=before), 1)
        home.write_for_each(kind, lives, step_on, _WORDS[kind], agency="legal", **values)


def look_after(home: Home, lives: list[ChildLife], on: date) -> date:
    """The children come into care and stay. Gives the last day of what is written."""
    rng = home.rng
    order = {"order_kind": "interim_care_order"}
    home.write_for_each("order_made", lives, on, "interim_order", agency="court", **order)
    home.write_for_each("looked_after_began", lives, on, "looked_after", legal_status="order")
    home.write_for_each("placement", lives, on, "placement", placement="foster_care")
    until = home.until + timedelta(days=1)
    home.involve(lives, on, until, as_what="allocated")
    final_on = add_working_days(on + timedelta(days=rng.randint(170, 260)), 1)
    home.write_for_each(
        "order_made", lives, final_on, "care_order", agency="court", order_kind="care_order"
    )
    visited_on = add_working_days(on, 4)
    while visited_on <= home.until:
        visit(home, lives, visited_on, why="looked_after", text="visit.looked_after")
        visited_on = add_working_days(visited_on, rng.randint(20, 28))
    reviewed_on, gap = add_working_days(on, 19), 85
    while reviewed_on <= home.until:
        home.write_for_each("looked_after_review", lives, reviewed_on, "looked_after_review")
        reviewed_on, gap = add_working_days(reviewed_on + timedelta(days=gap), 1), 175
    checked_on, kind = add_working_days(on, 15), "initial"
    while checked_on <= home.until:
        for life in lives:
            home.write(
                "health_assessment",
                life,
                checked_on,
                "health_assessment",
                agency="paediatrics",
                health_assessment=kind,
            )
        checked_on, kind = add_working_days(checked_on + timedelta(days=175), 1), "review"
    return until
