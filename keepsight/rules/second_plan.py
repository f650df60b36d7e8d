"""A child who comes on to a protection plan again is not started again from nothing."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import recurrence
from keepsight.rules.shapes.earlier import After

EVER = dated("second_plan")

rule = Rule(
    code="second_plan",
    title="A second or later protection plan",
    sentence="This child has been on a protection plan before, and nobody has written down what "
    "the earlier plan did not change.",
    source=PATTERNS["P40"].source,
    standing="partly_published",
    patterns=("P40",),
    parameters=(EVER,),
    shape=recurrence(
        of=select("plan_started"),
        after=After(select("plan_ended")),
        cleared_by=select("supervision", history_considered=True)
        | select("assessment_completed", history_cited=True)
        | select("plan_ended", "death"),
    ),
    clears="Supervision or an assessment that goes through the earlier plan and concerns, or the "
    "end of this plan.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "ended": given("plan_ended"),
            "supervision": given("supervision", history_considered=True),
        },
        table="""
        case   | story                            | plan                   | ended                  | supervision | finding
        quiet  | one plan only                    | 2009-03-06             | 2010-11-25             |             | quiet
        raised | a second plan                    | 2009-03-06, 2011-06-14 | 2010-11-25             |             | raised 2011-06-14
        raised | the history is gone through      | 2009-03-06, 2011-06-14 | 2010-11-25             | 2011-07-12  | raised 2011-06-14, cleared 2011-07-12
        edge   | many years later                 | 2009-03-06, 2019-06-14 | 2010-11-25             |             | raised 2019-06-14
        edge   | supervision before does not do   | 2009-03-06, 2011-06-14 | 2010-11-25             | 2011-06-13  | raised 2011-06-14
        edge   | the earlier end is learned late  | 2009-03-06, 2011-06-14 | 2010-11-25 known 2011-09-01 |        | raised 2011-06-14
        """,
    ),
)
