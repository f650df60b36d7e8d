"""How well-run work looks at the adults of a family: whoever joins is checked, a known risk and a
relative who takes over the care are assessed, a parent's own childhood is written down."""

from datetime import date, timedelta

from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.practice.working_day import add_working_days
from keepsight.synthetic.home import ChildLife, Home

_ACTED_ON = REFERRAL_DECISION.group("acted_on")


def look_at_adults(home: Home) -> None:
    """What is written of the adults, once all else that happens in the family is known."""
    _newcomer(home)
    _childhood(home)
    if not home.story and home.rng.random() < 0.03:
        _with_a_relative(home)


def _newcomer(home: Home) -> None:
    household = home.household
    joined_on, partner = household.joined_on, household.partner
    if joined_on is None or partner is None:
        return
    lives = [each for each in home.lives if each.person.born_on <= joined_on]
    watched = [each for each in lives if _is_watched(home, each, joined_on)]
    checked_on = add_working_days(joined_on, home.rng.randint(1, 8))
    _assessed(home, watched, checked_on, partner.person_id, "checks")
    if home.rng.random() < 0.1:
        known_on = add_working_days(joined_on, home.rng.randint(2, 30))
        home.write_for_each(
            "adult_risk_known",
            lives,
            known_on,
            "adult_risk_known",
            agency="police",
            adult=partner.person_id,
            adult_risk="earlier_harm_to_child",
            at_once=True,
        )
        assessed_on = add_working_days(known_on, home.rng.randint(1, 4))
        _assessed(home, lives, assessed_on, partner.person_id, "risk")


def _childhood(home: Home) -> None:
    lives = [e for e in home.lives if e.person.born_on <= home.household.first_on]
    if home.story or not lives or home.rng.random() > 0.1:
        return
    home.write_for_each(
        "adult_history_known",
        lives,
        add_working_days(home.household.first_on, 2),
        "adult_history_known",
        agency="health_visiting",
        adult=home.household.carer.person_id,
        adult_history=home.rng.choice(("in_care", "on_a_plan")),
    )


def _with_a_relative(home: Home) -> None:
    """Some weeks with a grandmother, who is assessed in good time."""
    life = home.rng.choice(home.lives)
    begins = max(home.from_on, life.person.born_on)
    span = (home.until - begins).days - 80
    in_care = any(f.kind == "looked_after_began" for f in home.pen.facts)
    if span < 1 or in_care:
        return
    on = add_working_days(begins + timedelta(days=home.rng.randint(0, span)), 1)
    adult = home.household.meet(home.rng, "grandparent", girl=True)
    named = {"partner": adult.given_name}
    home.write("main_carer_changed", life, on, "main_carer_changed", named=named,
               adult=adult.person_id)  # fmt: skip
    assessed_on = add_working_days(on, home.rng.randint(4, 15))
    _assessed(home, [life], assessed_on, adult.person_id, "assessment", called=adult.given_name)
    home.write(
        "household_changed",
        life,
        add_working_days(on + timedelta(days=home.rng.randint(35, 70)), 1),
        "returned_home",
        household_change="returned_home",
    )


def _assessed(
    home: Home, lives: list[ChildLife], on: date, adult: str, how: str, *, called: str = ""
) -> None:
    home.write_for_each(
        "adult_assessed",
        lives,
        on,
        f"adult_assessed.{how}",
        named={"partner": called} if called else {},
        adult=adult,
        adult_assessment=how,
        assessed_by=home.worker.signature,
    )


def _is_watched(home: Home, life: ChildLife, on: date) -> bool:
    """Whether social care works with the child on that day, or a concern is open."""
    is_open = False
    unanswered: set[str] = set()
    own = (f for f in home.pen.facts if f.child == life.child and f.happened_on <= on)
    for fact in sorted(own, key=lambda fact: fact.order):
        match fact.kind:
            case "case_closed":
                is_open = False
            case "referral_decision" if vars(fact)["decision"] in _ACTED_ON:
                is_open = True
            case "concern" | "disagreement":
                unanswered.update(fact.concerns)
            case "answer":
                unanswered.difference_update(fact.concerns)
    return is_open or bool(unanswered)
