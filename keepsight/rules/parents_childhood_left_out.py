"""What is known of a parent's own childhood is part of what an assessment weighs."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import recurrence
from keepsight.rules.shapes.earlier import After

rule = Rule(
    code="parents_childhood_left_out",
    title="The parent's own childhood is left out",
    sentence="A parent is known to have been on a plan, in care or abused as a child, and an "
    "assessment was finished that did not use the earlier history.",
    source=PATTERNS["P19"].source,
    standing="proposal",
    patterns=("P19",),
    shape=recurrence(
        of=select("assessment_completed", history_cited=False),
        after=After(select("adult_history_known")),
        cleared_by=select("assessment_completed", history_cited=True)
        | select("supervision", history_considered=True)
        | select("death"),
    ),
    clears="An assessment that uses the history, or supervision in which a manager goes through it.",
    note="It is no reproach to a parent: it asks what would help. An assessment of which it is not "
    "recorded whether history was used raises nothing.",
    cases=Cases(
        columns={
            "childhood": given("adult_history_known", adult="Ms A", adult_history="on_a_plan"),
            "without": given("assessment_completed", history_cited=False),
            "with it": given("assessment_completed", history_cited=True),
            "not said": given("assessment_completed"),
            "supervision": given("supervision", history_considered=True),
        },
        table="""
        case   | story                                 | childhood  | without    | with it    | not said   | supervision | finding
        quiet  | the assessment uses it                | 2024-01-08 |            | 2024-03-04 |            |             | quiet
        raised | the assessment does not say so        | 2024-01-08 | 2024-03-04 |            |            |             | raised 2024-03-04
        raised | a manager goes through it later       | 2024-01-08 | 2024-03-04 |            |            | 2024-03-25  | raised 2024-03-04, cleared 2024-03-25
        edge   | it became known afterwards            | 2024-03-05 | 2024-03-04 |            |            |             | quiet
        edge   | the supervision before does not do    | 2024-01-08 | 2024-03-04 |            |            | 2024-03-01  | raised 2024-03-04
        edge   | gone through on the same day          | 2024-01-08 | 2024-03-04 |            |            | 2024-03-04  | quiet
        edge   | it is not said whether                | 2024-01-08 |            |            | 2024-03-04 |             | quiet
        edge   | the day it became known is put right  | 2024-01-08 corrected to 2024-01-05 on 2024-04-02 | 2024-03-04 |            |            |             | raised 2024-03-04
        """,
    ),
)
