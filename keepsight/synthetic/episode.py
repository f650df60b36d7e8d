"""An ordinary piece of work with a family, from the referral to the end, run as it should be."""

from datetime import date, timedelta

from keepsight.practice.escalation import FIRST, STAGES
from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import assess
from keepsight.synthetic.care import look_after, prepare
from keepsight.synthetic.course import Course
from keepsight.synthetic.enquiry import (
    end_enquiry,
    enquire,
    examine_well,
    hear_from_police,
    strategise,
)
from keepsight.synthetic.front_door import Referred, decide, early_help, refer
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.need import close, help_in_need
from keepsight.synthetic.planted import Design
from keepsight.synthetic.protection import confer, protect

CONFERENCE_LIMIT = 15  # working days: Working Together 2013 and since
_TWO = ("neglect", "emotional")


def work(home: Home, index: ChildLife, on: date) -> tuple[list[ChildLife], date]:
    """A referral of a child, and all that comes of it.

    An enquiry is about every child of the family; other work, about half the time. Gives the
    children and the last day of the work.
    """
    path = home.shares.path.draw(home.rng, among=_possible(home, index, on), weight=0)
    lives = [index]
    if path == "conference" or path.startswith("enquiry") or home.rng.random() < 0.65:
        others = [each for each in home.lives if each is not index and each.is_thought_of_on(on)]
        lives.extend(others)
    home.shares.path.count(path, weight=len(lives))
    return lives, _along(home, lives, on, path)


def _possible(home: Home, index: ChildLife, on: date) -> list[str]:
    paths = list(home.shares.path.outcomes)
    recent = index.closed_without_action
    if recent and (on - recent[-1]).days < 430:
        paths.remove("no_action")
    if any(life.dropped for life in home.lives):
        paths.remove("conference")
    if index.person.born_on > on:
        paths = ["not_in_need", "in_need", "conference"]
    return paths


def _along(home: Home, lives: list[ChildLife], on: date, path: str) -> date:
    if path == "conference":
        return _conference(home, lives, on)
    harm = _harm(home, lives)
    if path.startswith("enquiry"):
        return _enquiry(home, lives, on, harm, in_need=path == "enquiry_in_need")
    referred = _referred(home, lives, on, harm)
    if path == "no_action":
        decided_on = add_working_days(on, 1)
        for life in lives:
            home.answer_at_front_door(life, decided_on)
        decide(home, referred, "no_further_action", on=decided_on)
        return _closed(home, referred, decided_on)
    if path == "early_help":
        decided_on = decide(home, referred, "early_help")
        for life in lives:
            home.answer_at_front_door(life, decided_on)
        return early_help(home, lives, add_working_days(decided_on, 3))
    return _assessed(home, referred, in_need=path == "in_need")


def _closed(home: Home, referred: Referred, on: date) -> date:
    """Closed at the front door; now and then the referrer disagrees, and is answered."""
    if home.rng.random() > 0.15:
        return on
    return disagree(home, referred, on, answered_after=1)


def disagree(home: Home, referred: Referred, on: date, *, answered_after: int) -> date:
    """The referrer disagrees with the closing, and is answered so many working days later; where
    that is after the day that the stage has, a rule ought to see it. Gives the day."""
    life, referrer = referred.index, home.agency(referred.agency)
    about = referred.about(life)
    disagreed_on = add_working_days(on, home.rng.randint(1, 4))
    answered_on = add_working_days(disagreed_on, answered_after)
    due = STAGES[FIRST].due_on(disagreed_on)
    if due and due < answered_on:
        home.plant("disagreement_unanswered", life, due + timedelta(days=1))
    words = home.text("disagreement", life)
    disagreement = home.write(
        "disagreement",
        life,
        disagreed_on,
        agency=referred.agency,
        detail=words,
        reasons=words,
        concerns=about,
        harms=(referred.harm,),
        due_on=due,
        at_once=True,
    )
    life.open |= dict.fromkeys(about, (referred.harm,))
    words = home.text("disagreement_answered", life, agency=referrer.name)
    home.write(
        "disagreement_answered",
        life,
        answered_on,
        by=home.screener,
        detail=words,
        reasons=words,
        about=disagreement,
        disagreement_outcome="decision_stands",
        concerns=about,
        at_once=True,
    )
    home.answer_at_front_door(life, answered_on)
    return answered_on


def _harm(home: Home, lives: list[ChildLife]) -> str:
    dropped = {harm for life in lives for harm in life.dropped}
    return home.shares.harm.draw(
        home.rng, among=[each for each in home.shares.harm.outcomes if each not in dropped]
    )


def _referred(
    home: Home,
    lives: list[ChildLife],
    on: date,
    harm: str,
    *,
    injuries: bool = False,
) -> Referred:
    for each in (harm, "neglect", "emotional"):
        referred = refer(home, lives, on, harm=each, injuries=injuries)
        if referred:
            return referred
    raise LookupError("no sign of neglect or emotional harm fits the child's age")


def _assessed(home: Home, referred: Referred, *, in_need: bool) -> date:
    lives = referred.lives
    days = home.shares.assessment_days(home.rng, weight=len(lives), at_least=0)
    decided_on = decide(home, referred, "assessment", on=None if days else referred.on)
    completed_on = add_working_days(decided_on, days)
    ending = home.rng.choice(("no_further_action", "no_further_action", "early_help"))
    outcome = "child_in_need_plan" if in_need else ending
    for life in lives:
        home.answer(life, completed_on, "substantiated" if in_need else "not_substantiated")
    assess(home, referred, decided_on, outcome=outcome, days=days)
    if in_need:
        return help_in_need(home, lives, completed_on, days=home.rng.randint(80, 260))
    closed_on = add_working_days(completed_on, home.rng.randint(0, 4))
    close(home, lives, closed_on)
    return early_help(home, lives, closed_on) if outcome == "early_help" else closed_on


def _enquiry(home: Home, lives: list[ChildLife], on: date, harm: str, *, in_need: bool) -> date:
    """A section 47 enquiry that ends without a conference."""
    rng = home.rng
    referred = _referred(home, lives, on, harm, injuries=True)
    harm = referred.harm
    decided_on = decide(home, referred, "strategy_discussion")
    is_medical = harm in ("physical", "sexual")
    strategise(home, lives, decided_on, harm=harm, medical=is_medical)
    enquire(home, lives, decided_on, harm=harm)
    if is_medical:
        examine_well(home, lives[0], add_working_days(decided_on, 1), harm=harm)
    ended_on = add_working_days(decided_on, rng.randint(12, 14) if is_medical else 9)
    outcome = "no_continuing_risk" if in_need else "not_substantiated"
    for life in lives:
        home.answer(life, ended_on, "substantiated" if in_need else "not_substantiated")
    end_enquiry(home, lives, ended_on, outcome=outcome, harm=harm)
    if is_medical:
        hear_from_police(home, lives[:1], add_working_days(ended_on, rng.randint(1, 40)))
    days = max(home.shares.assessment_days(rng, weight=len(lives), at_least=11), 14)
    completed_on = add_working_days(decided_on, days)
    result = "child_in_need_plan" if in_need else "no_further_action"
    assess(home, referred, decided_on, outcome=result, days=days)
    begins_on = max(ended_on, completed_on)
    if in_need:
        return help_in_need(home, lives, begins_on, days=rng.randint(80, 260))
    close(home, lives, begins_on)
    return begins_on


def _conference(home: Home, lives: list[ChildLife], on: date) -> date:
    """A section 47 enquiry that leads to a conference, and mostly to a plan."""
    rng, shares, weight = home.rng, home.shares, len(lives)
    category = shares.category.draw(rng, weight=weight)
    harm = "neglect" if category == "multiple" else category
    referred = _referred(home, lives, on, harm, injuries=True)
    harm = referred.harm
    began_on, conference_on = enquire_to_conference(home, referred)
    decision = shares.plan_made.draw(rng, weight=weight)
    if decision == "no_plan":
        shares.category.count(category, weight=-weight)
        for life in lives:
            home.answer(life, conference_on, "substantiated")
        confer(home, lives, conference_on, decision="no_plan", categories=())
        days = shares.assessment_days(rng, weight=weight, at_least=11, at_most=45)
        # One that is finished before the conference does not yet know what it will decide.
        is_after = add_working_days(began_on, days) >= conference_on
        outcome = "child_in_need_plan" if is_after else "strategy_discussion"
        completed_on = assess(home, referred, began_on, outcome=outcome, days=days)
        begins_on = max(conference_on, completed_on)
        return help_in_need(home, lives, begins_on, days=rng.randint(60, 170))
    categories = _TWO if category == "multiple" else (harm,)
    confer(home, lives, conference_on, decision="plan", categories=categories)
    days = shares.assessment_days(rng, weight=weight, at_least=11)
    assess(home, referred, began_on, outcome="strategy_discussion", days=days, conference=True)
    course = _course(home, harm, categories)
    is_care = course.days > 150 and rng.random() < 0.35
    if is_care:
        course.ends = "looked_after"
        prepare(home, lives, conference_on + timedelta(days=course.days))
    run = protect(home, lives, conference_on, course)
    if is_care:
        return look_after(home, lives, run.ended_on)
    return help_in_need(home, lives, run.ended_on, days=rng.randint(60, 110))


def enquire_to_conference(
    home: Home, referred: Referred, *, days: int | None = None
) -> tuple[date, date]:
    """From the decision on the referral to the day of the conference. Gives both days."""
    rng, lives, harm = home.rng, referred.lives, referred.harm
    decided_on = decide(home, referred, "strategy_discussion")
    is_medical = harm in ("physical", "sexual")
    strategise(home, lives, decided_on, harm=harm, medical=is_medical)
    enquire(home, lives, decided_on, harm=harm)
    if days is None:
        days = home.shares.conference_days(rng, weight=len(lives))
    if is_medical:
        examine_well(home, referred.index, add_working_days(decided_on, 1), harm=harm)
    conference_on = add_working_days(decided_on, days)
    end_enquiry(home, lives, add_working_days(conference_on, -1), outcome="conference", harm=harm)
    if days > CONFERENCE_LIMIT:
        begins_on = add_working_days(decided_on, CONFERENCE_LIMIT) + timedelta(days=1)
        for life in lives:
            design: Design = "drift" if home.story == "initial_conference_late" else "ordinary"
            home.plant("initial_conference_late", life, begins_on, design=design)
    return decided_on, conference_on


def _course(home: Home, harm: str, categories: tuple[str, ...]) -> Course:
    rng = home.rng
    course = Course(
        harm,
        categories,
        home.shares.plan_days(rng),
        answers_after=rng.randint(20, 60),
        first_core_group_after=rng.randint(4, 10),
        first_review_after=rng.randint(76, 87),
    )
    if course.days > 200 and harm != "neglect" and rng.random() < 0.25:
        course.changes_to = ("neglect",)
    return course
