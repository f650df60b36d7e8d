"""A plan that is for neglect does not hide signs of physical or sexual harm."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.shapes.circumstance import Both, Either, Is, Unless
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import CAME_TOGETHER, SPECIALIST, plan_for

SOURCE = PATTERNS["P03"].source
SIGNS = proposed("Signs", 2, SOURCE)
WINDOW = proposed("Within", Period(6, "months"), SOURCE)

TOLD = ("concern", "contact", "referral", "child_words")


def _unnamed(harm: str) -> Both:
    """A sign of a harm that the plan in force does not name."""
    return Both(Is(select(*TOLD, harms=harm)), Unless(During(plan_for(harm))))


rule = Rule(
    code="neglect_hides_other_harm",
    title="A neglect plan hides another harm",
    sentence="The plan is for neglect, signs of physical or sexual harm keep coming that it does "
    "not name, and no enquiry or specialist assessment has taken them up.",
    source=SOURCE,
    standing="proposal",
    patterns=("P03",),
    parameters=(SIGNS, WINDOW),
    shape=Accumulation(
        of=select(*TOLD, harms=("physical", "sexual")),
        only=Both(During(plan_for("neglect")), Either(_unnamed("physical"), _unnamed("sexual"))),
        counts=(Count(SIGNS, within=WINDOW),),
        cleared_by=CAME_TOGETHER
        | SPECIALIST
        | select("plan_started", categories=("physical", "sexual"))
        | select("category_changed", to_categories=("physical", "sexual")),
    ),
    clears="A strategy discussion, an enquiry, a specialist assessment, or a plan that names "
    "physical or sexual abuse too.",
    note="Signs of one day count once. A review that leaves the plan as it was clears nothing, and "
    "neither do answers given to the signs one at a time.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "wider plan": given("plan_started", categories=("neglect", "physical")),
            "bruise": given("concern", harms=("physical",), sign="bruise", agency="nursery"),
            "poor care": given("concern", harms=("neglect",), sign="poor_care", agency="school"),
            "behaviour": given(
                "concern", harms=("sexual",), sign="sexualised_behaviour", agency="school"
            ),
            "discussion": given("strategy_discussion"),
        },
        table="""
        case   | story                                        | plan       | wider plan | bruise                 | poor care  | behaviour  | discussion | finding
        quiet  | one bruise, and more signs of neglect        | 2010-01-11 |            | 2010-03-08             | 2010-04-12 |            |            | quiet
        raised | a bruise, then sexualised behaviour          | 2010-01-11 |            | 2010-03-08             |            | 2010-07-05 | 2010-07-19 | raised 2010-07-05, cleared 2010-07-19
        raised | two bruises                                  | 2010-01-11 |            | 2010-03-08, 2010-05-10 |            |            |            | raised 2010-05-10
        quiet  | the plan names physical abuse too            |            | 2010-01-11 | 2010-03-08, 2010-05-10 |            |            |            | quiet
        edge   | the second on the last day of the six months | 2010-01-11 |            | 2010-03-08, 2010-09-08 |            |            |            | raised 2010-09-08
        edge   | a day later                                  | 2010-01-11 |            | 2010-03-08, 2010-09-09 |            |            |            | quiet
        edge   | the first came before the plan               | 2010-01-11 |            | 2010-01-08, 2010-03-08 |            |            |            | quiet
        edge   | a discussion on the day of the second        | 2010-01-11 |            | 2010-03-08, 2010-05-10 |            |            | 2010-05-10 | quiet
        edge   | the day of the first was wrong, and put right | 2010-01-11 |            | 2010-03-08 corrected to 2009-12-08 on 2010-06-01, 2010-05-10 |            |            |            | quiet
        """,
    ),
)
