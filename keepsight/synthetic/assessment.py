"""Assessments in an invented life: the visits, what each agency said, how long it took, what came
of it."""

from datetime import date, timedelta
from typing import Any

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.front_door import Referred
from keepsight.synthetic.home import ChildLife, Home
from keepsight.synthetic.planted import Design

LIMIT = 45  # working days from the decision on the referral: Working Together 2013 and since


def assess(
    home: Home,
    referred: Referred,
    decided_on: date,
    *,
    outcome: str,
    days: int,
    harms: tuple[str, ...] = (),
    conference: bool = False,
    man_met: bool = True,
    child_met: bool = True,
    others_asked: bool = True,
    history: bool = True,
) -> date:
    """The assessment that a referral led to. `days`: working days from the decision to assess.

    Gives the day it was completed. One that takes too long is noted as planted, unless a conference
    was held meanwhile, which stops the clock. `man_met`: a father or partner was spoken with;
    `child_met`: the child too; `others_asked`: those who know the children were asked; `history`:
    the earlier history was used.
    """
    rng = home.rng
    lives = referred.lives
    completed_on = add_working_days(decided_on, days)
    home.involve(lives, decided_on, completed_on, as_what="allocated")
    home.write_for_each(
        "worker_allocated",
        lives,
        decided_on,
        "worker_allocated",
        by=home.manager,
        worker=home.worker.signature,
        team=home.team,
    )
    kinds = {life.child: _kind(life, decided_on) for life in lives}
    begun = {
        life.child: home.write(
            "assessment_started",
            life,
            decided_on,
            "assessment_started",
            assessment=kinds[life.child],
            at_once=True,
        )
        for life in lives
    }
    _look(home, lives, decided_on, completed_on)
    if others_asked:
        _ask_others(home, lives, decided_on, completed_on)
    due = add_working_days(decided_on, LIMIT)
    is_late = completed_on > due and not conference
    for life in lives:
        is_born = life.person.born_on <= completed_on
        home.write(
            "assessment_completed",
            life,
            completed_on,
            f"assessment_completed.{outcome}",
            about=begun[life.child],
            assessment=kinds[life.child],
            assessment_outcome=outcome,
            child_seen=is_born,
            child_seen_alone=is_born and life.person.age_on(completed_on) >= 3,
            spoken_with=_spoken_with(
                home, life, completed_on, man_met=man_met, child_met=child_met
            ),
            history_cited=history,
            overrun_reason=home.text("overrun", life) if is_late and rng.random() < 0.6 else "",
            harms=harms or tuple(sorted({referred.harm, *_open_harms(life)})),
            concerns=referred.about(life),
            at_once=True,
        )
        if outcome == "no_further_action":
            home.left_open(life, completed_on)
        if is_late:
            design: Design = "drift" if home.story == "assessment_late" else "ordinary"
            home.plant("assessment_late", life, due + timedelta(days=1), design=design)
    return completed_on


def assess_again(
    home: Home,
    lives: list[ChildLife],
    on: date,
    *,
    harms: tuple[str, ...],
    history_cited: bool = True,
) -> None:
    """An assessment brought up to date under a plan."""
    days = home.shares.assessment_days(home.rng, weight=len(lives), at_most=45)
    began_on = add_working_days(on, -days)
    begun = home.write_for_each(
        "assessment_started", lives, began_on, "assessment_started", assessment="single"
    )
    _ask_others(home, lives, began_on, on)
    for life in lives:
        home.write(
            "assessment_completed",
            life,
            on,
            "assessment_completed.already_planned",
            about=begun[life.child],
            assessment="single",
            assessment_outcome="already_planned",
            child_seen=True,
            child_seen_alone=life.person.age_on(on) >= 3,
            spoken_with=_spoken_with(home, life, on),
            history_cited=history_cited,
            harms=tuple(sorted({*harms, *_open_harms(life)})),
            concerns=tuple(life.open),
        )


def visit(
    home: Home,
    lives: list[ChildLife],
    on: date,
    *,
    why: str,
    text: str = "",
    seen: str = "seen",
    alone: bool = True,
    asked: bool = True,
) -> None:
    """One visit to the children of a family: each over three is seen alone, and asked, unless it
    says not."""
    if on > home.until:
        return
    event = home.pen.new_id()
    for life in lives:
        age = life.person.age_on(on)
        if age < 0:
            home.write("visit", life, on, "visit.before_birth", visit=why, event=event)
            continue
        by_age = "visit.alone" if age >= 3 else "visit.baby"
        values: dict[str, Any] = {}
        if seen == "seen":
            values = _heard(home, life, age=age) if asked else {"heard": "not_asked"}
        home.write(
            "visit",
            life,
            on,
            text or (by_age if alone else "visit.not_alone"),
            visit=why,
            seen=seen,
            seen_alone=(alone and age >= 3) if seen == "seen" else None,
            event=event,
            **values,
        )


def _heard(home: Home, life: ChildLife, *, age: int) -> dict[str, Any]:
    """What a child said on a visit, or that there was nothing to write down."""
    if age < 3:
        return {"heard": "shown"}
    if home.rng.random() < 0.6:
        return {"heard": "words", "child_words": home.text("child_words", life)}
    return {"heard": "asked"}


def _look(home: Home, lives: list[ChildLife], decided_on: date, completed_on: date) -> None:
    """The visits, while the assessment runs."""
    rng = home.rng
    visited_on = min(add_working_days(decided_on, rng.randint(0, 5)), completed_on)
    visit(home, lives, visited_on, why="child_in_need", text="visit.assessment")
    second = add_working_days(visited_on, 12)
    if second < completed_on:
        visit(home, lives, second, why="child_in_need")


def _ask_others(home: Home, lives: list[ChildLife], began_on: date, ended_on: date) -> None:
    """The talks with those who know the children: once at least, before it is finished."""
    span = (ended_on - began_on).days
    for life in lives:
        on = began_on
        for number in range(max(1, min(2, span // 12))):
            if span > 12:
                on = add_working_days(began_on + timedelta(days=home.rng.randint(1, span - 4)), 1)
            kind = "school" if life.person.age_on(on) >= 5 else "health_visiting"
            home.write("contact", life, on, f"contact.{kind}", agency=kind, at_once=not number)


def _spoken_with(
    home: Home, life: ChildLife, on: date, *, man_met: bool = True, child_met: bool = True
) -> tuple[str, ...]:
    household = home.household
    joined_on = household.joined_on
    return (
        *(("child",) if child_met and life.person.age_on(on) >= 3 else ()),
        "mother",
        *(("father",) if household.father and man_met else ()),
        *(("partner",) if joined_on and joined_on <= on and man_met else ()),
    )


def _kind(life: ChildLife, on: date) -> str:
    return "single" if life.person.born_on <= on else "pre_birth"


def _open_harms(life: ChildLife) -> set[str]:
    return {harm for harms in life.open.values() for harm in harms}
