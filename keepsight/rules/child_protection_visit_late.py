"""A child on a protection plan is seen at least every ten working days. There is no national number:
this one is local."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import PLAN

LIMIT = dated("child_protection_visit")

rule = Rule(
    code="child_protection_visit_late",
    title="A visit is late",
    sentence="A child on a protection plan has not been seen on a visit within ten working days of "
    "the last one.",
    source=LIMIT.source,
    standing="local",
    parameters=(LIMIT,),
    shape=Rhythm(
        during=PLAN,
        beat=select("visit", seen=("seen", "not_stated")),
        first=LIMIT,
        then=LIMIT,
    ),
    step="See the child at home",
    clears="A visit on which the child is seen, or the end of the plan.",
    note="The plan itself sets how often; other councils ask for every two or four weeks. A core "
    "group is not a visit, even with the child there.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "seen": given("visit", seen="seen"),
            "not seen": given("visit", seen="not_seen"),
            "core group": given("core_group"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                           | plan       | seen                   | not seen   | core group | plan ended | finding
        quiet  | seen every ten working days     | 2024-09-02 | 2024-09-16, 2024-09-30 |            |            | 2024-10-07 | quiet
        raised | the second visit a day late     | 2024-09-02 | 2024-09-09, 2024-09-24 |            |            | 2024-10-01 | raised 2024-09-24, cleared 2024-09-24
        edge   | nobody was in                   | 2024-09-02 |                        | 2024-09-09 |            | 2024-09-20 | raised 2024-09-17, cleared 2024-09-20
        edge   | a core group is not a visit     | 2024-09-02 |                        |            | 2024-09-10 | 2024-09-20 | raised 2024-09-17, cleared 2024-09-20
        edge   | seen on the day the plan began  | 2024-09-02 | 2024-09-02             |            |            | 2024-09-16 | quiet
        """,
    ),
)
