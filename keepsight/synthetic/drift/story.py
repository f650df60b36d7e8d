"""A story of drift: for which rule, about a child of what age, how long until it shows; and the
steps that several stories share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import assess
from keepsight.synthetic.course import Course, PlanRun
from keepsight.synthetic.enquiry import end_enquiry, enquire, strategise
from keepsight.synthetic.episode import enquire_to_conference
from keepsight.synthetic.front_door import Referred, decide, refer
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.protection import confer, protect
from keepsight.synthetic.words import Sign


@dataclass(frozen=True)
class Story:
    """What is told of one family.

    `days`: the most that pass from the first day of the story until the rule ought to see it.
    `from_age` and `to_age`: of the child it is about, in years, when the story begins.
    """

    rule: str
    tell: Callable[[Home, ChildLife, date], None]
    days: int
    from_age: float = 0
    to_age: float = 15.0
    with_siblings: bool = False
    with_father: bool = False


def referred(
    home: Home,
    index: ChildLife,
    on: date,
    *,
    harm: str,
    path: str,
    together: bool = True,
    injuries: bool = False,
    only: tuple[str, ...] = (),
    examined: bool = True,
    reporter: str = "",
) -> Referred:
    """The referral that begins a story, counted among the ordinary ones. `only`: by one of these
    signs, and no other harm in its place."""
    lives = [index]
    if together:
        lives.extend(e for e in home.lives if e is not index and e.is_thought_of_on(on))
    home.shares.path.count(path, weight=len(lives))
    for each in (harm,) if only else (harm, "neglect", "emotional"):
        found = refer(
            home,
            lives,
            on,
            harm=each,
            injuries=injuries,
            only=only,
            examined=examined,
            reporter=reporter,
        )
        if found:
            return found
    raise LookupError("no sign fits the child's age")


def planned(
    home: Home,
    index: ChildLife,
    on: date,
    course: Course,
    *,
    conference_after: int | None = None,
) -> tuple[Referred, PlanRun]:
    """A referral, an enquiry, a conference and a plan that runs its course."""
    begun = referred(home, index, on, harm=course.harm, path="conference", injuries=True)
    weight, shares = len(begun.lives), home.shares
    if begun.harm != course.harm:
        course.harm, course.categories = begun.harm, (begun.harm,)
    days = conference_after
    if days is not None:
        band = "late" if days > 15 else "usual"
        shares.conference.count(band, weight=weight)
    decided_on, conference_on = enquire_to_conference(home, begun, days=days)
    shares.plan_made.count("plan", weight=weight)
    shares.category.count(course.harm, weight=weight)
    confer(home, begun.lives, conference_on, decision="plan", categories=course.categories)
    taken = shares.assessment_days(home.rng, weight=weight, at_least=11)
    assessed_on = assess(
        home, begun, decided_on, outcome="strategy_discussion", days=taken, conference=True
    )
    run = protect(home, begun.lives, conference_on, course)
    run.moved_on = max(run.moved_on, assessed_on)
    return begun, run


def note_not_discussed(home: Home, life: ChildLife, on: date, sign: Sign, thread: str) -> None:
    """A sign came on that day which nobody discussed by the next working day: planted, where it is
    a grave one."""
    is_told = sign.sign == "disclosure" and sign.harm in ("physical", "sexual")
    if is_told or sign.sign == "genital_injury_or_infection":
        begins_on = add_working_days(on, 1) + timedelta(days=1)
        home.plant("grave_sign_not_discussed", life, begins_on, concern=thread)


def enquired(
    home: Home,
    begun: Referred,
    *,
    then: Callable[[date], None],
    answered: bool = True,
    considered: str = "",
) -> date:
    """An enquiry that ends without a conference; `then` is told the day it began. `considered`:
    what the strategy discussion says of a medical. Gives its last day."""
    lives = begun.lives
    on = decide(home, begun, "strategy_discussion")
    strategise(home, lives, on, harm=begun.harm, medical=True, considered=considered)
    enquire(home, lives, on, harm=begun.harm)
    then(on)
    ended_on = add_working_days(on, 9)
    for life in lives:
        if answered or life is not begun.index:
            home.answer(life, ended_on, "not_substantiated")
    end_enquiry(home, lives, ended_on, outcome="not_substantiated", harm=begun.harm)
    days = home.shares.assessment_days(home.rng, weight=len(lives), at_least=11, at_most=45)
    completed_on = assess(home, begun, on, outcome="no_further_action", days=days)
    return max(completed_on, ended_on)
