"""The core group goes on meeting while the plan runs: at least every six weeks. There is no national
number: this one is local."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import PLAN

LIMIT = dated("later_core_group")

rule = Rule(
    code="core_group_lapsed",
    title="The core group has stopped meeting",
    sentence="The people who carry out the protection plan have not met for six weeks.",
    source=LIMIT.source,
    standing="local",
    patterns=("P43",),
    parameters=(LIMIT,),
    shape=Rhythm(
        during=PLAN,
        beat=select("core_group"),
        first=None,
        then=LIMIT,
    ),
    step="Hold the core group",
    clears="The core group meets, or the plan ends.",
    note="For the first core group there is a rule of its own. Some councils ask for one every "
    "month.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "core group": given("core_group"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                                | plan       | core group                         | plan ended | as known on | finding
        quiet  | every six weeks                      | 2024-03-04 | 2024-03-14, 2024-04-25, 2024-06-06 | 2024-07-01 |             | quiet
        raised | the third is two weeks late          | 2024-03-04 | 2024-03-14, 2024-04-25, 2024-06-20 | 2024-07-01 |             | raised 2024-06-07, cleared 2024-06-20
        raised | met once and never again             | 2024-03-04 | 2024-03-14                         |            |             | raised 2024-04-26
        edge   | never met: that is another rule's    | 2024-03-04 |                                    |            |             | quiet
        edge   | on the day after six weeks           | 2024-03-04 | 2024-03-14, 2024-04-26             | 2024-05-13 |             | raised 2024-04-26, cleared 2024-04-26
        edge   | the plan ended in the sixth week     | 2024-03-04 | 2024-03-14                         | 2024-04-25 |             | quiet
        edge   | written down late: at the time       | 2024-03-04 | 2024-03-14, 2024-04-25 known 2024-05-20 |       | 2024-05-10  | raised 2024-04-26
        edge   | a day is corrected                   | 2024-03-04 | 2024-03-14, 2024-04-25 corrected to 2024-04-30 on 2024-05-20 | 2024-05-27 | | raised 2024-04-26, cleared 2024-04-30
        """,
    ),
)
