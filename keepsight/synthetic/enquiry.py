"""Strategy discussions, section 47 enquiries and medicals in an invented life."""

from datetime import date

from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.assessment import visit
from keepsight.synthetic.home import ChildLife, Home

AGENCIES_AT_STRATEGY = ("social_care", "police", "health")


def strategise(
    home: Home,
    lives: list[ChildLife],
    on: date,
    *,
    harm: str,
    decision: str = "section_47",
    medical: bool = False,
    considered: str = "",
) -> None:
    """A strategy discussion about the children, naming all that has been raised of late.

    `considered`: what it says of a medical, where that is not what `medical` makes it.
    """
    event = home.pen.new_id()
    present = (*AGENCIES_AT_STRATEGY, *(("school",) if home.rng.random() < 0.5 else ()))
    for life in lives:
        home.write(
            "strategy_discussion",
            life,
            on,
            "strategy" if decision == "section_47" else "strategy.assessment",
            by=home.manager,
            event=event,
            strategy_decision=decision,
            agencies_present=present,
            medical_considered=considered or ("yes" if medical else "not_needed"),
            reasons="The child was seen first; what each agency knows was shared.",
            harms=(harm,),
            concerns=life.recent_concerns(on),
            at_once=True,
        )


def enquire(home: Home, lives: list[ChildLife], on: date, *, harm: str) -> None:
    """The enquiry begins, and the children are seen at once."""
    home.write_for_each(
        "section_47_begun", lives, on, "section_47_begun", harms=(harm,), at_once=True
    )
    born = [each for each in lives if each.person.born_on <= on]
    visit(home, born, add_working_days(on, home.rng.randint(0, 1)), why="section_47",
          text="visit.enquiry")  # fmt: skip


def end_enquiry(home: Home, lives: list[ChildLife], on: date, *, outcome: str, harm: str) -> None:
    """The enquiry ends. It answers nothing by itself."""
    for life in lives:
        home.write(
            "section_47_ended",
            life,
            on,
            f"section_47_ended.{outcome}",
            section_47_outcome=outcome,
            harms=(harm,),
            concerns=tuple(life.open),
        )
        if outcome != "conference":
            home.left_open(life, on)


def examine(
    home: Home, life: ChildLife, on: date, *, finding: str, harm: str, second: bool = False
) -> str:
    """A medical of the child, about the concerns of that harm."""
    return home.write(
        "medical",
        life,
        on,
        "medical.second" if second else f"medical.{finding}",
        agency="paediatrics",
        medical_finding=finding,
        opinion="second" if second else "first",
        harms=(harm,),
        concerns=tuple(each for each, harms in life.open.items() if harm in harms),
        at_once=True,
    )


def examine_well(home: Home, life: ChildLife, on: date, *, harm: str) -> None:
    """A medical, and a second opinion within two weeks where the first leaves it open."""
    finding = home.rng.choices(("supports_abuse", "other_cause", "inconclusive"), (55, 20, 25))[0]
    examine(home, life, on, finding=finding, harm=harm)
    if finding == "inconclusive":
        again_on = add_working_days(on, home.rng.randint(4, 10))
        examine(home, life, again_on, finding="supports_abuse", harm=harm, second=True)


def hear_from_police(home: Home, lives: list[ChildLife], on: date) -> None:
    """What the police did. It answers nothing by itself."""
    outcome = home.rng.choices(("no_further_action", "arrest", "charge"), (55, 30, 15))[0]
    home.write_for_each(
        "police_outcome",
        lives,
        on,
        f"police_outcome.{outcome}",
        agency="police",
        police_outcome=outcome,
    )
