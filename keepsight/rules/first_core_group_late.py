"""The core group first meets within ten working days of the conference that made the plan."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import PLAN

LIMIT = dated("first_core_group")

rule = Rule(
    code="first_core_group_late",
    title="First core group is late",
    sentence="A protection plan was made, and the people who carry it out did not meet within ten "
    "working days.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("plan_started"),
        expect=select("core_group"),
        stops=PLAN.ends,
        within=LIMIT,
    ),
    step="Hold the first core group",
    clears="The core group meets. The end of the plan stops the clock.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "core group": given("core_group"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                          | plan       | core group | plan ended | finding
        quiet  | met on the tenth working day   | 2024-09-02 | 2024-09-16 |            | quiet
        raised | met a day later                | 2024-09-02 | 2024-09-17 |            | raised 2024-09-17, cleared 2024-09-17
        raised | never met                      | 2024-09-02 |            |            | raised 2024-09-17
        edge   | a bank holiday lies between    | 2011-05-24 | 2011-06-08 |            | quiet
        edge   | the plan ended first           | 2024-09-02 |            | 2024-09-12 | quiet
        """,
    ),
)
