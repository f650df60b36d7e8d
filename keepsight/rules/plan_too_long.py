"""A protection plan that goes on and on is looked at: at fifteen months, at eighteen, at two years."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.shapes.lasting import Lasting
from keepsight.rules.vocabulary import PLAN

WATCH = dated("plan_length_watch")
CONCERN = dated("plan_length_concern")
BREACH = dated("plan_length_two_years")

rule = Rule(
    code="plan_too_long",
    title="The protection plan goes on too long",
    sentence="This child has been on a protection plan for so long that somebody has to ask what "
    "it has changed: fifteen months, then eighteen, then two years.",
    source=PATTERNS["P39"].source,
    standing="partly_published",
    patterns=("P39",),
    parameters=(WATCH, CONCERN, BREACH),
    shape=Lasting(during=PLAN, marks=(WATCH, CONCERN, BREACH)),
    clears="The end of the plan, or coming into care.",
    note="Each mark that is passed is a finding of its own, and stands until the plan ends: that the "
    "next mark was passed too has answered nothing. Pages show them as one line. That a plan is long "
    "is a prompt to look at it, and no fault by itself. While a plan runs, the marks that lie ahead "
    "are what falls due.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "plan ended": given("plan_ended"),
            "came into care": given("looked_after_began"),
        },
        table="""
        case   | story                                | plan       | plan ended | came into care | as known on | finding
        quiet  | fourteen months                      | 2022-03-07 | 2023-05-08 |                |             | quiet
        raised | sixteen months                       | 2022-03-07 | 2023-07-10 |                |             | raised 2023-06-08, cleared 2023-07-10
        raised | two years and a half                 | 2022-03-07 | 2024-09-09 |                |             | raised 2023-06-08, cleared 2024-09-09; raised 2023-09-08, cleared 2024-09-09; raised 2024-03-08, cleared 2024-09-09
        edge   | ended on the day of fifteen months   | 2022-03-07 | 2023-06-07 |                |             | quiet
        edge   | ended on the day after               | 2022-03-07 | 2023-06-08 |                |             | raised 2023-06-08, cleared 2023-06-08
        edge   | care takes its place                 | 2022-03-07 |            | 2023-05-15     |             | quiet
        edge   | the end is written down late: then   | 2022-03-07 | 2023-05-08 known 2023-07-03 | | 2023-06-20 | raised 2023-06-08; raised 2023-09-08; raised 2024-03-08
        edge   | the day it began is corrected        | 2022-03-07 corrected to 2022-05-09 on 2023-06-20 | 2023-07-10 | | | quiet
        """,
    ),
)
