"""When the police take no further action, somebody still says what is more likely than not."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import left_open

rule = Rule(
    code="police_decision_is_no_answer",
    title="The police stopped and the concern is open",
    sentence="The police take no further action, which says nothing on whether the child is safe, "
    "and nobody has weighed the concern on what is more likely than not.",
    source=PATTERNS["P15"].source,
    standing="proposal",
    patterns=("P15",),
    shape=left_open(
        by=select("police_outcome", police_outcome="no_further_action").about_it,
        or_cleared_by=select("assessment_completed").about_it,
    ),
    clears="An answer to the concern, or an assessment of it after the police decision.",
    cases=Cases(
        columns={
            "concern": given("concern", harms=("physical",), agency="school"),
            "police stop": given(
                "police_outcome", police_outcome="no_further_action", agency="police"
            ),
            "assessment": given("assessment_completed", harms=("physical",)),
            "answer": answered("concern-1"),
        },
        table="""
        case   | story                                | concern    | police stop | assessment | answer     | finding
        quiet  | answered before the police decided   | 2024-01-08 | 2024-03-04  |            | 2024-02-12 | quiet
        raised | nobody weighs it                     | 2024-01-08 | 2024-03-04  |            |            | raised 2024-03-04
        raised | an assessment afterwards             | 2024-01-08 | 2024-03-04  | 2024-04-15 |            | raised 2024-03-04, cleared 2024-04-15
        edge   | an assessment before does not do     | 2024-01-08 | 2024-03-04  | 2024-02-12 |            | raised 2024-03-04
        """,
    ),
)
