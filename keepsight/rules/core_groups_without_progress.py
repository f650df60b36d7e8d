"""A core group that meets changes something: an action is set, done, or found not to work."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.vocabulary import PLAN

SOURCE = PATTERNS["P43"].source
EMPTY = proposed("Core groups in a row", 2, SOURCE)

rule = Rule(
    code="core_groups_without_progress",
    title="Core groups meet and no action moves",
    sentence="The core group has met twice in a row, and no action of the plan was set or brought "
    "up to date.",
    source=SOURCE,
    standing="proposal",
    patterns=("P43",),
    parameters=(EMPTY,),
    shape=Accumulation(
        of=select("core_group"),
        counts=(Count(EMPTY),),
        cleared_by=select("plan_action_set", "plan_action_updated"),
        stops=PLAN.ends | select("plan_started", "category_changed", "conference"),
    ),
    clears="An action is set or brought up to date. A conference, or the end of the plan, begins "
    "the count anew.",
    note="What is written on the day of a core group counts for it. Where a source tells of no "
    "actions at all, nobody can tell.",
    cases=Cases(
        columns={
            "core group": given("core_group"),
            "action": given("plan_action_set", action="Ask", owner="A worker"),
            "update": given("plan_action_updated", progress="under_way"),
            "conference": given("conference", conference="review"),
        },
        table="""
        case   | story                                 | core group                         | action     | update     | conference | as known on | finding
        quiet  | something moves at every second       | 2024-03-14, 2024-04-25, 2024-06-06 | 2024-03-14 | 2024-06-06 |            |             | quiet
        raised | two in a row                          | 2024-03-14, 2024-04-25, 2024-06-06 | 2024-03-14 |            |            |             | raised 2024-06-06
        raised | until the third                       | 2024-03-14, 2024-04-25, 2024-06-06 |            | 2024-06-06 |            |             | raised 2024-04-25, cleared 2024-06-06
        edge   | an update between the two             | 2024-03-14, 2024-04-25             |            | 2024-04-02 |            |             | quiet
        edge   | two on one day are one                | 2024-03-14, 2024-03-14             |            |            |            |             | quiet
        edge   | a conference between                  | 2024-03-14, 2024-04-25             |            |            | 2024-04-08 |             | quiet
        edge   | written down late: at the time        | 2024-03-14, 2024-04-25             |            | 2024-04-25 known 2024-05-13 | | 2024-05-02 | raised 2024-04-25
        edge   | the day of an update is corrected     | 2024-03-14, 2024-04-25             |            | 2024-04-25 corrected to 2024-05-07 on 2024-05-13 | | | raised 2024-04-25, cleared 2024-05-07
        """,
    ),
)
