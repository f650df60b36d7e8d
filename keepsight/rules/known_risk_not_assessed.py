"""When an adult around a child is known to have harmed children, somebody assesses the risk within
five working days."""

from keepsight.practice.codes.household import ADULT_RISK
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Either, Is
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.lately import OfTheSameAdult
from keepsight.rules.vocabulary import CAME_INTO_CARE, CAME_TOGETHER, SAME_NAME

SOURCE = PATTERNS["P14"].source
LIMIT = proposed("Time to begin", Period(5, "working_days"), SOURCE)

RISK = select("adult_risk_known", adult_risk=ADULT_RISK.group("to_children"))
JOINED = select("adult_joined", "main_carer_changed")

rule = Rule(
    code="known_risk_not_assessed",
    title="A known risk in the home and no assessment",
    sentence="An adult around this child is known for a sexual offence or for harm to a child, and "
    "nobody has begun to assess the risk.",
    source=SOURCE,
    standing="proposal",
    patterns=("P14",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=RISK | JOINED,
        only=Either(Is(RISK), OfTheSameAdult(RISK)),
        expect=select("adult_assessed", adult_assessment="risk")
        | select("assessment_started", "assessment_completed", assessment=("adult", "specialist"))
        | CAME_TOGETHER,
        stops=select("adult_left", "death") | CAME_INTO_CARE,
        within=LIMIT,
        by_adult=select("adult_assessed", "adult_left"),
    ),
    step="Begin to assess the known risk",
    clears="An assessment of the risk or of the adult, a strategy discussion or an enquiry, the day "
    "the adult leaves, or the day the child comes into care.",
    note="The days are counted from when the risk became known, and again when an adult of whom it "
    "was known already joins the home or becomes the main carer. Allegations count as offences do: "
    "the question is whether anybody has looked. Each adult is counted apart. " + SAME_NAME,
    cases=Cases(
        columns={
            "risk": given(
                "adult_risk_known", adult="Mr A", adult_risk="sexual_offence", agency="police"
            ),
            "drink": given("adult_risk_known", adult="Mr A", adult_risk="substance_misuse"),
            "joins": given("adult_joined", adult="Mr A", agency="housing"),
            "leaves": given("adult_left", adult="MR. A"),
            "assessed": given("adult_assessed", adult="mr a", adult_assessment="risk"),
            "another assessed": given("adult_assessed", adult="Ms A", adult_assessment="risk"),
        },
        table="""
        case   | story                                      | risk       | drink      | joins      | leaves     | assessed   | another assessed | finding
        quiet  | assessed on the last day                   | 2024-03-04 |            |            |            | 2024-03-11 |                  | quiet
        quiet  | a risk of another kind                     |            | 2024-03-04 | 2024-03-11 |            |            |                  | quiet
        raised | assessed one day too late                  | 2024-03-04 |            |            |            | 2024-03-12 |                  | raised 2024-03-12, cleared 2024-03-12
        raised | nobody looks                               | 2024-03-04 |            |            |            |            |                  | raised 2024-03-12
        raised | known, assessed, and then he moves in      | 2023-03-06 |            | 2024-03-04 |            | 2023-03-08 |                  | raised 2024-03-12
        edge   | only another adult is assessed             | 2024-03-04 |            |            |            |            | 2024-03-06       | raised 2024-03-12
        edge   | he leaves before the time is up            | 2024-03-04 |            |            | 2024-03-08 |            |                  | quiet
        edge   | he joins, and nothing is known             |            |            | 2024-03-04 |            |            |                  | quiet
        edge   | the assessment is told of late             | 2024-03-04 |            |            |            | 2024-03-06 known 2024-05-07 |                  | quiet
        edge   | the day it became known is put right       | 2024-03-04 corrected to 2024-03-05 on 2024-04-02 |            |            |            | 2024-03-12 |                  | quiet
        """,
    ),
)
