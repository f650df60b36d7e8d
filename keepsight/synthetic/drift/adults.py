"""Stories of the adults around a child whom nobody looks at: a new partner, a known risk, a
relative who has become the carer, a father, a parent's own childhood, troubles that add up."""

from collections.abc import Callable
from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import assess
from keepsight.synthetic.drift.story import Story, referred
from keepsight.synthetic.everyday import tell_of_abuse
from keepsight.synthetic.front_door import decide
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import close, help_in_need


def _while_helped(
    home: Home, index: ChildLife, on: date, then: Callable[[list[ChildLife], date], None]
) -> None:
    """Well-run work with a child in need, in which something happens; `then` is told the children
    who are born and a day some weeks into the work."""
    begun = referred(home, index, on, harm="neglect", path="in_need")
    decided_on = decide(home, begun, "assessment")
    days = home.shares.assessment_days(home.rng, weight=len(begun.lives), at_most=45)
    completed_on = add_working_days(decided_on, days)
    for life in begun.lives:
        home.answer(life, completed_on, "substantiated")
    assess(home, begun, decided_on, outcome="child_in_need_plan", days=days)
    day = add_working_days(completed_on, home.rng.randint(10, 25))
    then([each for each in begun.lives if each.person.born_on <= completed_on], day)
    help_in_need(home, begun.lives, completed_on, days=home.rng.randint(120, 180))


def _joined(home: Home, index: ChildLife, on: date) -> None:
    def joins(lives: list[ChildLife], day: date) -> None:
        adult = home.household.meet(home.rng, "parents_partner", girl=False, from_on=day)
        home.write_for_each(
            "adult_joined",
            lives,
            day,
            "adult_joined",
            agency="school",
            adult=adult.person_id,
            named={"partner": adult.given_name},
        )
        for life in lives:
            begins_on = add_working_days(day, 10) + timedelta(days=1)
            home.plant("new_adult_not_assessed", life, begins_on)

    _while_helped(home, index, on, joins)


def _risk_known(home: Home, index: ChildLife, on: date) -> None:
    """The police tell of a man who is there at weekends; he is asked about two months later."""

    def is_told(lives: list[ChildLife], day: date) -> None:
        adult = home.household.meet(home.rng, "other", girl=False)
        home.write_for_each(
            "adult_risk_known",
            lives,
            day,
            "adult_risk_known",
            agency="police",
            adult=adult.person_id,
            adult_risk="sexual_offence",
            named={"partner": adult.given_name},
            at_once=True,
        )
        home.write_for_each(
            "adult_assessed",
            lives,
            add_working_days(day, home.rng.randint(35, 50)),
            "adult_assessed.risk",
            adult=adult.person_id,
            adult_assessment="risk",
            named={"partner": adult.given_name},
        )
        for life in lives:
            begins_on = add_working_days(day, 5) + timedelta(days=1)
            home.plant("known_risk_not_assessed", life, begins_on)

    _while_helped(home, index, on, is_told)


def _carer_changed(home: Home, index: ChildLife, on: date) -> None:
    def changes(lives: list[ChildLife], day: date) -> None:
        adult = home.household.meet(home.rng, "grandparent", girl=True)
        home.write_for_each(
            "main_carer_changed",
            lives,
            day,
            "main_carer_changed",
            adult=adult.person_id,
            named={"partner": adult.given_name},
            at_once=True,
        )
        for life in lives:
            home.plant("new_carer_not_assessed", life, day + timedelta(days=29))

    _while_helped(home, index, on, changes)


def _assessed_without(home: Home, index: ChildLife, on: date, rule: str) -> None:
    """A well-run assessment but for one thing."""
    begun = referred(home, index, on, harm="neglect", path="not_in_need")
    decided_on = decide(home, begun, "assessment")
    days = max(home.shares.assessment_days(home.rng, weight=len(begun.lives), at_most=45), 8)
    completed_on = add_working_days(decided_on, days)
    for life in begun.lives:
        home.answer(life, completed_on, "not_substantiated")
        home.plant(rule, life, completed_on)
    assess(
        home,
        begun,
        decided_on,
        outcome="no_further_action",
        days=days,
        man_met=rule != "men_of_the_family_not_met",
        history=rule != "parents_childhood_left_out",
    )
    close(home, begun.lives, add_working_days(completed_on, 2))


def _father_not_met(home: Home, index: ChildLife, on: date) -> None:
    _assessed_without(home, index, on, "men_of_the_family_not_met")


def _childhood_left_out(home: Home, index: ChildLife, on: date) -> None:
    lives = [index, *(e for e in home.lives if e is not index and e.is_thought_of_on(on))]
    home.write_for_each(
        "adult_history_known",
        lives,
        add_working_days(on, -3),
        "adult_history_known",
        agency="health_visiting",
        adult=home.household.carer.person_id,
        adult_history="in_care",
        at_once=True,
    )
    _assessed_without(home, index, on, "parents_childhood_left_out")


def _troubles_apart(home: Home, index: ChildLife, on: date) -> None:
    """The police tell of abuse, a surgery of drink or illness, and each is read by itself."""
    tell_of_abuse(home, on, screened_after=home.rng.randint(1, 3))
    second_on = add_working_days(on + timedelta(days=home.rng.randint(40, 250)), 1)
    begun = referred(
        home,
        index,
        second_on,
        harm="neglect",
        path="no_action",
        together=False,
        only=("adult_substance_misuse", "adult_mental_health"),
    )
    begins_on = add_working_days(second_on, 10) + timedelta(days=1)
    home.plant("troubles_not_seen_together", index, begins_on)
    decided_on = add_working_days(second_on, 1)
    home.answer_at_front_door(index, decided_on)
    decide(home, begun, "no_further_action", on=decided_on)


STORIES = (
    Story("new_adult_not_assessed", _joined, days=130),
    Story("known_risk_not_assessed", _risk_known, days=120),
    Story("new_carer_not_assessed", _carer_changed, days=140),
    Story("men_of_the_family_not_met", _father_not_met, days=72, with_father=True),
    Story("parents_childhood_left_out", _childhood_left_out, days=72),
    Story("troubles_not_seen_together", _troubles_apart, days=275, to_age=9),
)
