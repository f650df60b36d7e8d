"""Stories of harm that nobody looks into together: injuries, medicals, brothers and sisters, missed
appointments, police decisions."""

from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.drift.babies import nobody_looks
from keepsight.synthetic.drift.story import Story, enquired, referred
from keepsight.synthetic.enquiry import examine, strategise
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import close

GROWN_UP = 18


def _injured(
    home: Home, life: ChildLife, on: date, agency: str, *, only: tuple[str, ...], baby: bool = False
) -> None:
    """An agency sees an injury and takes what is said of it for an answer. Nobody examines."""
    sign = home.some_sign(life, on, harm="physical", injuries=True, only=only)
    if sign is None:
        raise LookupError("no injury fits the child's age")
    moves = {"moves_alone": False} if baby else {}
    thread = home.raise_concern(life, on, sign, agency=agency, explanation="accepted", **moves)
    home.write("contact", life, on, "contact.injury", agency=agency)
    if baby:
        nobody_looks(home, life, on, thread, is_bruise=sign.sign == "bruise")


def _put_together_at_last(home: Home, life: ChildLife, on: date) -> None:
    """Half a year on, somebody reads the whole record."""
    later = add_working_days(on, home.rng.randint(70, 130))
    strategise(home, [life], later, harm="physical", decision="assessment")
    home.answer(life, add_working_days(later, 10), "substantiated")


def _baby_hurt_twice(home: Home, index: ChildLife, on: date) -> None:
    second_on = on + timedelta(days=home.rng.randint(25, 110))
    agencies = home.rng.choice((("gp", "gp"), ("health_visiting", "emergency_department")))
    for day, agency in zip((on, second_on), agencies, strict=True):
        _injured(home, index, day, agency, only=("bruise", "fracture"), baby=True)
    home.plant("repeat_injuries_to_baby", index, second_on)
    if len(set(agencies)) > 1:
        home.plant("injuries_not_put_together", index, second_on)
    _put_together_at_last(home, index, second_on)


def _injuries_apart(home: Home, index: ChildLife, on: date) -> None:
    """Injuries that two agencies see: three of them, or for a child under five, two."""
    is_young = index.person.age_on(on) < 4
    agencies = ("gp", "emergency_department") if is_young else ("gp", "gp", "emergency_department")
    for number, agency in enumerate(agencies):
        if number:
            on = add_working_days(on + timedelta(days=home.rng.randint(40, 110)), 1)
        _injured(home, index, on, agency, only=("bruise", "head_injury"))
    home.plant("injuries_not_put_together", index, on)
    _put_together_at_last(home, index, on)


def _sibling_forgotten(home: Home, index: ChildLife, on: date) -> None:
    begun = referred(home, index, on, harm="emotional", path="enquiry_not_in_need", together=False)
    others = [each for each in home.lives if each is not index and each.is_thought_of_on(on)]

    def nobody_asks(began_on: date) -> None:
        due = add_working_days(began_on, 10)
        for life in others:
            if 0 <= life.person.age_on(began_on) < GROWN_UP:
                home.plant("sibling_not_considered", life, due + timedelta(days=1))

    completed_on = enquired(home, begun, then=nobody_asks)
    close(home, begun.lives, add_working_days(completed_on, 1))


def _medical_leaves_it_open(home: Home, index: ChildLife, on: date) -> None:
    """The medical settles nothing, the enquiry ends, and that is taken for an all clear."""
    begun = referred(home, index, on, harm="sexual", path="enquiry_not_in_need", injuries=True)
    (thread,) = begun.about(index)

    def examined(began_on: date) -> None:
        examine(home, index, add_working_days(began_on, 2), finding="inconclusive", harm=begun.harm)
        ended_on = add_working_days(began_on, 9)
        home.plant("inconclusive_medical_not_followed_up", index, ended_on, concern=thread)

    completed_on = enquired(home, begun, then=examined, answered=False)
    close(home, begun.lives, add_working_days(completed_on, 2), answered=False)
    if home.rng.random() < 0.4:
        home.answer(index, add_working_days(completed_on, 70), "substantiated")


def _police_stop(home: Home, index: ChildLife, on: date) -> None:
    begun = referred(home, index, on, harm="physical", path="enquiry_not_in_need", injuries=True)
    (thread,) = begun.about(index)

    def stopped(began_on: date) -> None:
        police_on = add_working_days(began_on, 5)
        home.write(
            "police_outcome",
            index,
            police_on,
            "police_outcome.no_further_action",
            agency="police",
            police_outcome="no_further_action",
            concerns=(thread,),
        )
        home.plant("police_decision_is_no_answer", index, police_on, concern=thread)

    completed_on = enquired(home, begun, then=stopped)
    close(home, begun.lives, add_working_days(completed_on, 1))


def _not_brought(home: Home, index: ChildLife, on: date) -> None:
    days = [on, on + timedelta(days=home.rng.randint(30, 70))]
    days.append(days[-1] + timedelta(days=home.rng.randint(30, 80)))
    for day in days:
        last = add_working_days(day, 1)
        home.write(
            "appointment",
            index,
            last,
            "appointment.was_not_brought",
            agency="paediatrics",
            attendance="was_not_brought",
        )
    home.plant("was_not_brought", index, last)


STORIES = (
    Story("repeat_injuries_to_baby", _baby_hurt_twice, days=112, from_age=0.1, to_age=0.6),
    Story("injuries_not_put_together", _injuries_apart, days=230, from_age=1.2, to_age=11),
    Story("sibling_not_considered", _sibling_forgotten, days=20, with_siblings=True),
    Story("inconclusive_medical_not_followed_up", _medical_leaves_it_open, days=20, from_age=3),
    Story("police_decision_is_no_answer", _police_stop, days=15, from_age=1, to_age=14),
    Story("was_not_brought", _not_brought, days=155),
)
