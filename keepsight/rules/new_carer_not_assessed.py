"""Whoever cares for the child now is the one to assess: a relative who has become the main carer is
assessed within 28 days."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Both, Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.lately import OfTheSameAdult
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import CAME_INTO_CARE, CARE, SAME_NAME

SOURCE = PATTERNS["P20"].source
LIMIT = proposed("Time to assess", Period(28, "calendar_days"), SOURCE)
BEFORE = proposed("An assessment made before holds for", Period(3, "months"), SOURCE)

ASSESSED = select("adult_assessed", adult_assessment=("assessment", "risk"))

rule = Rule(
    code="new_carer_not_assessed",
    title="The carer is not the one who was assessed",
    sentence="Somebody else has become this child's main carer, or the child went to live with a "
    "relative, and nobody has assessed that person.",
    source=SOURCE,
    standing="proposal",
    patterns=("P20",),
    parameters=(LIMIT, BEFORE),
    shape=Deadline(
        start=select("main_carer_changed")
        | select("household_changed", household_change="went_to_relative"),
        only=Both(Unless(During(CARE)), Unless(OfTheSameAdult(ASSESSED, BEFORE))),
        expect=ASSESSED
        | select("assessment_completed", assessment=("adult", "parenting", "specialist")),
        stops=select("household_changed", household_change="returned_home")
        | select("main_carer_changed", "death")
        | CAME_INTO_CARE,
        within=LIMIT,
        by_adult=select("adult_assessed"),
    ),
    step="Assess the new carer",
    clears="An assessment of the carer, the day the child goes home or to somebody else, or the day "
    "the child comes into care.",
    note="Checks alone are not an assessment. An assessment of the child that does not say whom it "
    "assessed does not count. Once the child goes to yet another carer, the days are counted for "
    "that one. A child who goes back to a parent has returned home, and is recorded so. "
    + SAME_NAME,
    cases=Cases(
        columns={
            "carer changes": given("main_carer_changed", adult="Grandmother"),
            "to another": given("main_carer_changed", adult="Aunt"),
            "checks": given("adult_assessed", adult="Grandmother", adult_assessment="checks"),
            "assessed": given("adult_assessed", adult="Grandmother", adult_assessment="assessment"),
            "partner assessed": given(
                "adult_assessed", adult="Mr A", adult_assessment="assessment"
            ),
            "home": given("household_changed", household_change="returned_home"),
        },
        table="""
        case   | story                                      | carer changes | to another | checks     | assessed   | partner assessed | home       | finding
        quiet  | assessed on the last day                   | 2010-03-01    |            |            | 2010-03-29 |                  |            | quiet
        quiet  | home again within the month                | 2010-03-01    |            |            |            |                  | 2010-03-22 | quiet
        raised | assessed a day too late                    | 2010-03-01    |            |            | 2010-03-30 |                  |            | raised 2010-03-30, cleared 2010-03-30
        raised | nobody assesses her                        | 2010-03-01    |            |            |            |                  |            | raised 2010-03-30
        edge   | checks alone                               | 2010-03-01    |            | 2010-03-08 |            |                  |            | raised 2010-03-30
        edge   | somebody else is assessed                  | 2010-03-01    |            |            |            | 2010-03-15       |            | raised 2010-03-30
        edge   | assessed the month before                  | 2010-03-01    |            |            | 2010-02-01 |                  |            | quiet
        edge   | on to the aunt, the days begin anew        | 2010-03-01    | 2010-03-22 |            |            |                  |            | raised 2010-04-20
        edge   | the change is heard of late                | 2010-03-01 known 2010-06-01 |            |            |            |                  |            | raised 2010-03-30
        edge   | the day of the change is put right         | 2010-03-01 corrected to 2010-03-08 on 2010-05-04 |            |            | 2010-04-05 |                  |            | quiet
        """,
    ),
)
