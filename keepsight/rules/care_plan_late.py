"""A child in care has a care plan: before the first placement or within ten working days of it."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import CARE_PLAN, LEFT_CARE

LIMIT = dated("care_plan")

rule = Rule(
    code="care_plan_late",
    title="A care plan is late",
    sentence="A child came into care, and ten working days later there is no care plan.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("looked_after_began"),
        only=Unless(During(CARE_PLAN)),
        expect=select("care_plan"),
        stops=LEFT_CARE,
        within=LIMIT,
    ),
    step="Write the care plan",
    clears="A care plan, or the end of care.",
    note="It should be ready before the child is placed. Ten working days are for where that could "
    "not be. A plan from an earlier time in care does not count.",
    cases=Cases(
        columns={
            "came into care": given("looked_after_began"),
            "care plan": given("care_plan"),
            "left care": given("looked_after_ended"),
        },
        table="""
        case   | story                                        | came into care         | care plan              | left care  | finding
        quiet  | ready before the child came                  | 2024-09-02             | 2024-08-30             |            | quiet
        quiet  | ready on the tenth working day               | 2024-09-02             | 2024-09-16             |            | quiet
        raised | ready a day later                            | 2024-09-02             | 2024-09-17             |            | raised 2024-09-17, cleared 2024-09-17
        raised | never made                                   | 2024-09-02             |                        |            | raised 2024-09-17
        edge   | the plan of an earlier time in care          | 2022-03-01, 2024-09-02 | 2022-02-28             | 2022-06-01 | raised 2024-09-17
        edge   | home again before the limit                  | 2024-09-02             |                        | 2024-09-12 | quiet
        edge   | the day was wrong, and put right             | 2024-09-02 corrected to 2024-09-09 on 2024-10-01 | 2024-09-20 | | quiet
        """,
    ),
)
