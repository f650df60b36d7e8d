"""Stories of babies who cannot yet move about and are hurt: examined late, or talked of late."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import assess
from keepsight.synthetic.drift.story import Story, enquired, referred
from keepsight.synthetic.enquiry import examine, strategise
from keepsight.synthetic.front_door import decide
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import close


def nobody_looks(home: Home, life: ChildLife, on: date, thread: str, *, is_bruise: bool) -> None:
    """Note what a baby's injury should have led to, where it led to nothing."""
    home.plant("injured_baby_not_examined", life, on, concern=thread)
    if is_bruise:
        _nobody_met(home, life, on, thread)


def _nobody_met(home: Home, life: ChildLife, on: date, thread: str) -> None:
    begins_on = add_working_days(on, 1) + timedelta(days=1)
    home.plant("bruised_baby_not_discussed", life, begins_on, concern=thread)


def _examined_late(home: Home, index: ChildLife, on: date) -> None:
    """Agencies meet in time, and the baby is examined only days after the injury was seen."""
    begun = referred(
        home,
        index,
        on,
        harm="physical",
        path="enquiry_not_in_need",
        injuries=True,
        only=("bruise",),
        examined=False,
    )
    (thread,) = begun.about(index)
    home.plant("injured_baby_not_examined", index, on, concern=thread)

    def examined(began_on: date) -> None:
        later = add_working_days(began_on, home.rng.randint(2, 4))
        examine(home, index, later, finding="other_cause", harm=begun.harm)

    completed_on = enquired(home, begun, then=examined)
    close(home, begun.lives, add_working_days(completed_on, 1))


def _met_late(home: Home, index: ChildLife, on: date) -> None:
    """The baby is examined at once, and agencies come together only days later."""
    begun = referred(
        home, index, on, harm="physical", path="not_in_need", injuries=True, only=("bruise",)
    )
    (thread,) = begun.about(index)
    _nobody_met(home, index, on, thread)
    decided_on = decide(home, begun, "assessment")
    met_on = add_working_days(on, home.rng.randint(3, 6))
    strategise(home, begun.lives, met_on, harm=begun.harm, decision="assessment", medical=True)
    days = home.shares.assessment_days(home.rng, weight=len(begun.lives), at_most=45)
    days = max(days, 12)
    completed_on = add_working_days(decided_on, days)
    for life in begun.lives:
        home.answer(life, completed_on, "not_substantiated")
    assess(home, begun, decided_on, outcome="no_further_action", days=days)
    close(home, begun.lives, add_working_days(completed_on, 2))


STORIES = (
    Story("injured_baby_not_examined", _examined_late, days=8, from_age=0.1, to_age=0.45),
    Story("bruised_baby_not_discussed", _met_late, days=12, from_age=0.1, to_age=0.45),
)
