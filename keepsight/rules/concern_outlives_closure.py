"""A plan that ends, a case that closes or a referral that is refused answers no concern; one that
is still open afterwards is kept in sight."""

from keepsight.practice.guidance import cite
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.rule import Rule
from keepsight.rules.shapes.accumulation import left_open
from keepsight.rules.vocabulary import SEEMS_AN_END

rule = Rule(
    code="concern_outlives_closure",
    title="A concern is still open after the work was closed",
    sentence="Work with the child was closed or refused, and a concern has still not been answered "
    "by a named person.",
    source=cite("children_p_2017", "the concern that was never answered"),
    standing="proposal",
    shape=left_open(by=SEEMS_AN_END),
    clears="An answer to the concern by a named person.",
    note="Counted are the end of a plan, a case closed or stepped down, and, when they are about "
    "the concern: a referral closed, an enquiry or assessment without further action, a strategy "
    "discussion that decides on none, and a child who takes back what they said.",
    cases=Cases(
        columns={
            "concern": given("concern", harms=("sexual",), agency="nursery"),
            "refused": given("referral_decision", decision="no_further_action", harms=("sexual",)),
            "plan ended": given("plan_ended"),
            "closed": given("case_closed"),
            "answer": answered("concern-1"),
        },
        table="""
        case   | story                                     | concern    | refused    | plan ended | closed     | answer     | finding
        quiet  | answered first, then closed               | 2024-01-08 |            |            | 2024-06-03 | 2024-05-20 | quiet
        raised | the case is closed on an open concern     | 2024-01-08 |            |            | 2024-06-03 |            | raised 2024-06-03
        raised | the referral is refused, later answered   | 2024-01-08 | 2024-01-09 |            |            | 2024-02-12 | raised 2024-01-09, cleared 2024-02-12
        edge   | raised once, at the first of several ends | 2024-01-08 |            | 2024-05-06 | 2024-06-03 |            | raised 2024-05-06
        edge   | answered on the day it closed             | 2024-01-08 |            |            | 2024-06-03 | 2024-06-03 | quiet
        """,
    ),
)
