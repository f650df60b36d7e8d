"""While a child is on a protection plan, the manager goes through the case with the worker at least
every two months. There is no national number: this one is local."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import PLAN

LIMIT = dated("supervision")

rule = Rule(
    code="supervision_late",
    title="Supervision is late",
    sentence="This child is on a protection plan, and for two months no manager has gone through "
    "the case with the worker.",
    source=LIMIT.source,
    standing="local",
    patterns=("P48",),
    parameters=(LIMIT,),
    shape=Rhythm(
        during=PLAN,
        beat=select("supervision"),
        first=LIMIT,
        then=LIMIT,
    ),
    step="Go through the case in supervision",
    clears="Supervision of this child's case is recorded, or the plan ends.",
    note="Counted for each child: supervision in which another child of the family was gone "
    "through is written on that child. Some councils ask for it every month.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "supervision": given("supervision"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                            | plan       | supervision            | plan ended | as known on | finding
        quiet  | every two months                 | 2024-03-04 | 2024-04-29, 2024-06-24 | 2024-08-12 |             | quiet
        raised | the second a month late          | 2024-03-04 | 2024-04-29, 2024-07-29 | 2024-08-12 |             | raised 2024-06-30, cleared 2024-07-29
        raised | none at all                      | 2024-03-04 |                        | 2024-08-12 |             | raised 2024-05-05, cleared 2024-08-12
        edge   | on the last day of two months    | 2024-03-04 | 2024-05-04             | 2024-06-10 |             | quiet
        edge   | before the plan does not count   | 2024-03-04 | 2024-03-01             | 2024-05-06 |             | raised 2024-05-05, cleared 2024-05-06
        edge   | written down late: at the time   | 2024-03-04 | 2024-04-29 known 2024-05-20 |       | 2024-05-10  | raised 2024-05-05
        edge   | written down late: afterwards    | 2024-03-04 | 2024-04-29 known 2024-05-20 | 2024-06-10 |        | quiet
        edge   | its day is corrected             | 2024-03-04 | 2024-04-29 corrected to 2024-05-07 on 2024-05-20 | 2024-06-10 | | raised 2024-05-05, cleared 2024-05-07
        """,
    ),
)
