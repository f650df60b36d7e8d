"""A plan that is reviewed and carried on, and carried on again, has something to show for it, or
lawyers are asked."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.vocabulary import PLAN

SOURCE = PATTERNS["P44"].source
REVIEWS = proposed("Reviews in a row", 2, SOURCE)

rule = Rule(
    code="reviews_without_improvement",
    title="Reviewed twice and nothing is shown to have worked",
    sentence="Two review conferences in a row have carried the plan on, no action is shown to have "
    "worked, and nobody has asked whether it is time for court.",
    source=SOURCE,
    standing="proposal",
    patterns=("P44",),
    parameters=(REVIEWS,),
    shape=Accumulation(
        of=select(
            "conference",
            conference="review",
            conference_decision=("plan_continues", "not_decided", "not_stated"),
        ),
        counts=(Count(REVIEWS),),
        cleared_by=select("plan_action_updated", progress="worked"),
        stops=PLAN.ends
        | select("legal_planning", "pre_proceedings_begun", "proceedings_issued", "plan_started"),
    ),
    clears="An action that is shown to have worked. Legal planning or the end of the plan ends it "
    "too.",
    note="That an action was done is not enough: what counts is that it is shown to have worked.",
    cases=Cases(
        columns={
            "review": given(
                "conference", conference="review", conference_decision="plan_continues"
            ),
            "worked": given("plan_action_updated", progress="worked"),
            "done": given("plan_action_updated", progress="done"),
            "legal planning": given("legal_planning"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                               | review                 | worked     | done       | legal planning | plan ended | as known on | finding
        quiet  | something worked between            | 2024-03-04, 2024-08-19 | 2024-06-06 |            |                |            |             | quiet
        raised | twice, and only done                | 2024-03-04, 2024-08-19 |            | 2024-06-06 |                | 2025-02-03 |             | raised 2024-08-19, cleared 2025-02-03
        raised | worked at last                      | 2024-03-04, 2024-08-19 | 2024-10-07 |            |                |            |             | raised 2024-08-19, cleared 2024-10-07
        edge   | legal planning on the day           | 2024-03-04, 2024-08-19 |            |            | 2024-08-19     |            |             | quiet
        edge   | what worked before the first        | 2024-03-04, 2024-08-19 | 2024-03-03 |            |                |            |             | raised 2024-08-19
        edge   | written down late: at the time      | 2024-03-04, 2024-08-19 | 2024-06-06 known 2024-09-02 | | |                   | 2024-08-26  | raised 2024-08-19
        edge   | the day of a review is corrected    | 2024-03-04 corrected to 2024-06-10 on 2024-09-02, 2024-08-19 | 2024-06-06 | | | | | raised 2024-08-19
        """,
    ),
)
