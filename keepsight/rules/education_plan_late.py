"""A child in care has a personal education plan within ten working days."""

from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.age import Reached, Under
from keepsight.rules.shapes.circumstance import Both, Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import LEFT_CARE

LIMIT = dated("personal_education_plan")
SCHOOLED = Both(Unless(Under(Period(3, "years"))), Unless(Reached(Period(18, "years"))))

rule = Rule(
    code="education_plan_late",
    title="A personal education plan is late",
    sentence="A child came into care, and ten working days later there is no plan for their schooling.",
    source=LIMIT.source,
    standing="from_memory",
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("looked_after_began"),
        only=SCHOOLED,
        expect=select("education_plan"),
        stops=LEFT_CARE,
        within=LIMIT,
    ),
    step="Write the personal education plan",
    clears="A personal education plan, or the end of care.",
    note="For children from three on, who may be in a nursery. Where the birth is not known, a plan is "
    "expected.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "came into care": given("looked_after_began"),
            "plan": given("education_plan"),
            "left care": given("looked_after_ended"),
        },
        table="""
        case   | story                                  | born       | came into care | plan       | left care  | finding
        quiet  | made on the tenth working day          | 2015-05-01 | 2024-09-02     | 2024-09-16 |            | quiet
        raised | made a day later                       | 2015-05-01 | 2024-09-02     | 2024-09-17 |            | raised 2024-09-17, cleared 2024-09-17
        raised | nobody knows when the child was born   |            | 2024-09-02     |            |            | raised 2024-09-17
        edge   | the day before the third birthday      | 2021-09-03 | 2024-09-02     |            |            | quiet
        edge   | on the third birthday                  | 2021-09-02 | 2024-09-02     |            |            | raised 2024-09-17
        edge   | home again before the limit            | 2015-05-01 | 2024-09-02     |            | 2024-09-13 | quiet
        edge   | the plan became known late             | 2015-05-01 | 2024-09-02     | 2024-09-10 known 2024-10-07 | | quiet
        """,
    ),
)
