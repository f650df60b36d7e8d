"""Domestic abuse, drink or drugs, and mental ill-health are each somebody's piece of the picture. An
assessment looks at them together."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import Selection, select
from keepsight.rules.shapes.circumstance import Both, Either, Is, Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.lately import ToldByAnother
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import ASSESSING, CAME_INTO_CARE, CAME_TOGETHER, CARE

SOURCE = PATTERNS["P18"].source
WINDOW = proposed("Within", Period(12, "months"), SOURCE)
LIMIT = proposed("Time to begin", Period(10, "working_days"), SOURCE)

ABUSE = select("domestic_abuse_notice") | select("concern", sign="domestic_abuse")
ABUSE |= select("adult_risk_known", adult_risk="domestic_abuse")
DRINK = select("concern", sign="adult_substance_misuse")
DRINK |= select("adult_risk_known", adult_risk="substance_misuse")
ILLNESS = select("concern", sign="adult_mental_health")
ILLNESS |= select("adult_risk_known", adult_risk="mental_health")


def _after(this: Selection, others: Selection) -> Both:
    """This trouble, when another agency has told of one of the others."""
    return Both(Is(this), ToldByAnother(others, WINDOW))


rule = Rule(
    code="troubles_not_seen_together",
    title="Troubles that add up unseen",
    sentence="Different agencies have told of two of domestic abuse, drink or drugs, and mental "
    "ill-health in this child's home, and nobody has begun to look at them together.",
    source=SOURCE,
    standing="proposal",
    patterns=("P18",),
    parameters=(WINDOW, LIMIT),
    shape=Deadline(
        start=ABUSE | DRINK | ILLNESS,
        only=Both(
            Unless(Either(During(ASSESSING), During(CARE))),
            Either(
                _after(ABUSE, DRINK | ILLNESS),
                Either(_after(DRINK, ABUSE | ILLNESS), _after(ILLNESS, ABUSE | DRINK)),
            ),
        ),
        expect=select("assessment_started", "assessment_completed", "conference") | CAME_TOGETHER,
        stops=CAME_INTO_CARE | select("death"),
        within=LIMIT,
    ),
    step="Begin an assessment of the troubles together",
    clears="An assessment begun or finished since, a strategy discussion, an enquiry or a "
    "conference.",
    note="Counted from the second of them, and not while an assessment is under way. Two agencies "
    "that tell of the same trouble have told of one.",
    cases=Cases(
        columns={
            "notice": given("domestic_abuse_notice", agency="police"),
            "drink": given(
                "concern", harms=("neglect",), sign="adult_substance_misuse", agency="gp"
            ),
            "illness": given(
                "concern", harms=("neglect",), sign="adult_mental_health", agency="gp"
            ),
            "begun": given("assessment_started"),
            "finished": given("assessment_completed"),
        },
        table="""
        case   | story                                      | notice     | drink      | illness    | begun      | finished   | finding
        quiet  | an assessment begins on the last day       | 2024-01-08 | 2024-03-04 |            | 2024-03-18 |            | quiet
        quiet  | two notices are one trouble                | 2024-01-08, 2024-03-04 |            |            |            |            | quiet
        raised | nobody looks at both                       | 2024-01-08 | 2024-03-04 |            |            |            | raised 2024-03-19
        raised | an assessment begins a day too late        | 2024-01-08 |            | 2024-03-04 | 2024-03-19 |            | raised 2024-03-19, cleared 2024-03-19
        edge   | two troubles, both told by the GP          |            | 2024-01-08 | 2024-03-04 |            |            | quiet
        edge   | on the same day a year later               | 2024-01-08 | 2025-01-08 |            |            |            | raised 2025-01-23
        edge   | a year and a day later                     | 2024-01-08 | 2025-01-09 |            |            |            | quiet
        edge   | while an assessment is under way           | 2024-01-08 | 2024-03-04 |            | 2024-02-26 | 2024-04-08 | quiet
        edge   | the notice is heard of late                | 2024-01-08 known 2024-06-03 | 2024-03-04 |            |            |            | raised 2024-03-19
        edge   | the day of the notice is put right         | 2024-01-08 corrected to 2023-01-09 on 2024-04-02 | 2024-03-04 |            |            |            | quiet
        """,
    ),
)
