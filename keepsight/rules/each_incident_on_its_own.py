"""What is assessed again and again is added up: somebody says what it amounts to over the years."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count

SOURCE = PATTERNS["P28"].source
TIMES = proposed("Assessments", 3, SOURCE)
WINDOW = proposed("Within", Period(12, "months"), SOURCE)
GONE_THROUGH = (
    select("assessment_completed", history_cited=True)
    | select("supervision", history_considered=True)
    | select("conference")
)

rule = Rule(
    code="each_incident_on_its_own",
    title="Each incident is looked at on its own",
    sentence="Assessment after assessment was finished within a year, each without what came before, and "
    "nobody has gone through the history.",
    source=SOURCE,
    standing="proposal",
    patterns=("P28",),
    parameters=(TIMES, WINDOW),
    shape=Accumulation(
        of=select("assessment_completed", history_cited=False),
        counts=(Count(TIMES, within=WINDOW),),
        cleared_by=GONE_THROUGH,
    ),
    clears="An assessment that cites the history, supervision that goes through it, or a conference.",
    note="Assessments that do not say whether the history was used count neither way.",
    cases=Cases(
        columns={
            "without history": given("assessment_completed", history_cited=False),
            "with history": given("assessment_completed", history_cited=True),
            "supervision": given("supervision", history_considered=True),
        },
        table="""
        case   | story                               | without history                    | with history | supervision | finding
        quiet  | twice                               | 2024-03-04, 2024-07-01             |              |             | quiet
        raised | three times, then gone through      | 2024-03-04, 2024-07-01, 2024-11-04 |              | 2024-11-18  | raised 2024-11-04, cleared 2024-11-18
        raised | the fourth cites the history        | 2024-03-04, 2024-07-01, 2024-11-04 | 2025-02-03   |             | raised 2024-11-04, cleared 2025-02-03
        edge   | the third on the last day of a year | 2024-03-04, 2024-07-01, 2025-03-04 |              |             | raised 2025-03-04
        edge   | one between cites the history       | 2024-03-04, 2024-07-01, 2024-11-04 | 2024-09-02   |             | quiet
        edge   | a day was wrong, and put right      | 2024-03-04 corrected to 2023-03-04 on 2024-12-01, 2024-07-01, 2024-11-04 | | | quiet
        """,
    ),
)
