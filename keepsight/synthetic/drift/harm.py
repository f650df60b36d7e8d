"""Stories of harm that is lost in the work itself: behind a plan for neglect, in an enquiry without
a doctor, when a child takes back what they said."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import assess
from keepsight.synthetic.course import Course
from keepsight.synthetic.drift.story import Story, enquired, note_not_discussed, planned, referred
from keepsight.synthetic.front_door import decide
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import close, help_in_need


def _behind_neglect(home: Home, index: ChildLife, on: date) -> None:
    """Twice in half a year the child tells of being hit, and the plan stays one for neglect."""
    days = home.shares.plan_days(home.rng, at_least=240)
    course = Course("neglect", ("neglect",), days, answers_after=home.rng.randint(20, 45))
    begun, run = planned(home, index, on, course)
    told_on = add_working_days(run.began_on + timedelta(days=home.rng.randint(30, 60)), 1)
    for number in range(2):
        sign = home.some_sign(index, told_on, harm="physical", injuries=False, only=("disclosure",))
        if sign is None:
            raise LookupError("the child is too young or too old to tell at school")
        thread = home.raise_concern(index, told_on, sign, agency="school")
        note_not_discussed(home, index, told_on, sign, thread)
        if number:
            home.plant("neglect_hides_other_harm", index, told_on)
        answered_on = add_working_days(told_on, home.rng.randint(12, 20))
        home.answer(index, answered_on, "substantiated", threads=(thread,))
        told_on = add_working_days(told_on + timedelta(days=home.rng.randint(40, 90)), 1)
    help_in_need(home, begun.lives, run.ended_on, days=home.rng.randint(60, 90))


def _nothing_for_it(home: Home, index: ChildLife, on: date) -> None:
    """The plan is made for one harm, and all that is in it is about another."""
    harm = home.rng.choices(("emotional", "physical", "sexual"), (60, 25, 15))[0]
    days = home.shares.plan_days(home.rng, at_least=110)
    course = Course(harm, (harm,), days, answers_after=home.rng.randint(25, 45))
    course.actions_for = ("neglect",)
    begun, run = planned(home, index, on, course)
    help_in_need(home, begun.lives, run.ended_on, days=home.rng.randint(60, 90))


def _no_doctor(home: Home, index: ChildLife, on: date) -> None:
    begun = referred(home, index, on, harm="physical", path="enquiry_not_in_need", injuries=True)

    def discussed(began_on: date) -> None:
        for life in begun.lives:
            home.plant("medical_not_considered", life, began_on)

    completed_on = enquired(home, begun, then=discussed, considered="not_considered")
    close(home, begun.lives, add_working_days(completed_on, 1))


def _taken_back(home: Home, index: ChildLife, on: date) -> None:
    """The child tells, takes it back, and the assessment goes on as if nothing had been said."""
    begun = referred(
        home,
        index,
        on,
        harm="sexual",
        path="not_in_need",
        together=False,
        only=("disclosure",),
    )
    (thread,) = begun.about(index)
    decided_on = decide(home, begun, "assessment")
    back_on = add_working_days(decided_on, home.rng.randint(2, 5))
    home.write("retraction", index, back_on, "retraction", agency="school", concerns=(thread,))
    home.left_open(index, back_on)
    begins_on = add_working_days(back_on, 20) + timedelta(days=1)
    home.plant("retraction_not_followed_up", index, begins_on, concern=thread)
    days = max(home.shares.assessment_days(home.rng, weight=1, at_most=45), 30)
    completed_on = add_working_days(decided_on, days)
    home.answer(index, completed_on, "not_substantiated")
    assess(home, begun, decided_on, outcome="no_further_action", days=days)
    close(home, [index], add_working_days(completed_on, 2))


def _told_and_not_discussed(home: Home, index: ChildLife, on: date) -> None:
    """The child tells of being hit; it is assessed like anything else, and nobody says why."""
    begun = referred(
        home,
        index,
        on,
        harm="physical",
        path="not_in_need",
        together=False,
        only=("disclosure",),
    )
    (thread,) = begun.about(index)
    begins_on = add_working_days(on, 1) + timedelta(days=1)
    home.plant("grave_sign_not_discussed", index, begins_on, concern=thread)
    decided_on = decide(home, begun, "assessment", strategy="not_considered")
    days = home.shares.assessment_days(home.rng, weight=1, at_least=8, at_most=45)
    completed_on = add_working_days(decided_on, days)
    home.answer(index, completed_on, "not_substantiated")
    assess(home, begun, decided_on, outcome="no_further_action", days=days)
    close(home, [index], add_working_days(completed_on, 2))


def _signs_without_words(home: Home, index: ChildLife, on: date) -> None:
    """Two signs within the year, each closed because the child has said nothing."""
    for number in range(2):
        begun = referred(
            home,
            index,
            on,
            harm="sexual",
            path="no_action",
            together=False,
            only=("sexualised_behaviour",),
        )
        decided_on = add_working_days(on, 1)
        home.answer_at_front_door(index, decided_on)
        decide(home, begun, "no_further_action", on=decided_on, text="decision.no_words")
        if number:
            home.plant("waiting_for_the_child_to_tell", index, decided_on)
        on = add_working_days(on + timedelta(days=home.rng.randint(50, 250)), 1)


STORIES = (
    Story("neglect_hides_other_harm", _behind_neglect, days=200, from_age=5, to_age=14),
    Story("harm_missing_from_plan", _nothing_for_it, days=60, from_age=4, to_age=14),
    Story("medical_not_considered", _no_doctor, days=8, from_age=1, to_age=14),
    Story("retraction_not_followed_up", _taken_back, days=45, from_age=5, to_age=14),
    Story("grave_sign_not_discussed", _told_and_not_discussed, days=8, from_age=5, to_age=14),
    Story("waiting_for_the_child_to_tell", _signs_without_words, days=260, from_age=3, to_age=9),
)
