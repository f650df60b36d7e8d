"""The health of a child in care under five is assessed within 20 working days, then at least every six months."""

from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.age import Under
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import CARE

FIRST = dated("initial_health_assessment")
LATER = dated("health_assessment_under_five")

rule = Rule(
    code="young_health_assessment_late",
    title="A young child in care has had no health assessment",
    sentence="The health of this child, who is under five, has not been assessed in time since they came "
    "into care or since the last time.",
    source=FIRST.source,
    standing="from_memory",
    parameters=(FIRST, LATER),
    shape=Rhythm(
        during=CARE,
        beat=select("health_assessment"),
        first=FIRST,
        then=LATER,
        only=Under(Period(5, "years")),
    ),
    step="Have the child’s health assessed",
    clears="A health assessment, or the end of care.",
    note="The report of the first is due for the first review, from which the 20 working days follow. Where "
    "the birth is not known, the longer limit for children of five and over is used.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "came into care": given("looked_after_began"),
            "assessed": given("health_assessment"),
            "left care": given("looked_after_ended"),
        },
        table="""
        case   | story                                     | born       | came into care | assessed               | left care  | finding
        quiet  | each in time                              | 2021-03-01 | 2024-01-08     | 2024-01-15, 2024-07-15 | 2025-01-13 | quiet
        raised | the first is a day late                   | 2021-03-01 | 2024-01-08     | 2024-02-06             | 2024-07-01 | raised 2024-02-06, cleared 2024-02-06
        raised | the next is a day late                    | 2021-03-01 | 2024-01-08     | 2024-01-15, 2024-07-16 | 2024-12-02 | raised 2024-07-16, cleared 2024-07-16
        edge   | five on the day of the last: counted as older | 2019-01-15 | 2024-01-08     | 2024-01-15 | 2024-12-01 | quiet
        edge   | the first became known late               | 2021-03-01 | 2024-01-08     | 2024-02-05 known 2024-03-01 | 2024-07-01 | quiet
        """,
    ),
)
