"""A new assessment uses what earlier work with the child found."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import recurrence
from keepsight.rules.shapes.earlier import After

SOURCE = PATTERNS["P29"].source
EARLIER_WORK = select("plan_ended", "looked_after_ended", "proceedings_ended")
GONE_THROUGH = select("assessment_completed", history_cited=True) | select(
    "supervision", history_considered=True
)

rule = Rule(
    code="started_again",
    title="Starting again as if nothing had been",
    sentence="This child was on a plan, in care or before the court before, and a later assessment was "
    "finished without using it.",
    source=SOURCE,
    standing="proposal",
    patterns=("P29",),
    shape=recurrence(
        of=select("assessment_completed", history_cited=False),
        after=After(EARLIER_WORK),
        cleared_by=GONE_THROUGH,
    ),
    clears="An assessment that cites the history, or supervision that goes through it.",
    note="An assessment that does not say whether the history was used counts neither way. What was done "
    "for an older brother or sister is not looked at here.",
    cases=Cases(
        columns={
            "plan ended": given("plan_ended"),
            "without history": given("assessment_completed", history_cited=False),
            "not said": given("assessment_completed"),
            "supervision": given("supervision", history_considered=True),
        },
        table="""
        case   | story                                    | plan ended | without history | not said   | supervision | finding
        quiet  | there was nothing before                 |            | 2024-03-04      |            |             | quiet
        raised | a plan two years earlier is passed over  | 2022-03-07 | 2024-03-04      |            | 2024-04-08  | raised 2024-03-04, cleared 2024-04-08
        edge   | nobody said whether it was used          | 2022-03-07 |                 | 2024-03-04 |             | quiet
        edge   | the plan ended afterwards                | 2024-03-05 | 2024-03-04      |            |             | quiet
        edge   | gone through the same day                | 2022-03-07 | 2024-03-04      |            | 2024-03-04  | quiet
        edge   | the earlier plan became known late       | 2022-03-07 known 2024-05-01 | 2024-03-04 | | | raised 2024-03-04
        """,
    ),
)
