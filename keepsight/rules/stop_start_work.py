"""Work with a family that is ended and begun, ended and begun, is looked at as one story."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.vocabulary import CAME_INTO_CARE

SOURCE = PATTERNS["P42"].source
CLOSED = proposed("Times closed", 3, SOURCE)
WINDOW = proposed("Within", Period(24, "months"), SOURCE)

rule = Rule(
    code="stop_start_work",
    title="Work stops and starts again",
    sentence="Work with this child has been ended three times in two years, and nobody has gone "
    "through why it keeps coming back.",
    source=SOURCE,
    standing="proposal",
    patterns=("P42",),
    parameters=(CLOSED, WINDOW),
    shape=Accumulation(
        of=select(
            "case_closed",
            case_closure=("needs_met", "no_further_action", "family_withdrew", "other"),
        ),
        counts=(Count(CLOSED, within=WINDOW),),
        cleared_by=select("supervision", history_considered=True)
        | select("plan_started", "legal_planning", "proceedings_issued", "death")
        | CAME_INTO_CARE,
    ),
    clears="Supervision that goes through the earlier work, a protection plan, a legal step, or "
    "coming into care.",
    note="A closing because the family moved, or the child died or grew up, is not counted. "
    "Another assessment does not clear it: each time round had one.",
    cases=Cases(
        columns={
            "closed": given("case_closed", case_closure="needs_met"),
            "moved": given("case_closed", case_closure="moved_away"),
            "supervision": given("supervision", history_considered=True),
        },
        table="""
        case   | story                                   | closed                             | moved      | supervision | as known on | finding
        quiet  | twice in two years                      | 2022-05-09, 2023-03-06             |            |             |             | quiet
        raised | three times in two years                | 2022-05-09, 2023-03-06, 2024-02-05 |            | 2024-03-04  |             | raised 2024-02-05, cleared 2024-03-04
        raised | and nobody asks why                     | 2022-05-09, 2023-03-06, 2024-02-05 |            |             |             | raised 2024-02-05
        edge   | the third on the last day of two years  | 2022-05-09, 2023-03-06, 2024-05-09 |            |             |             | raised 2024-05-09
        edge   | the third a day later                   | 2022-05-09, 2023-03-06, 2024-05-10 |            |             |             | quiet
        edge   | gone through on the day of the third    | 2022-05-09, 2023-03-06, 2024-02-05 |            | 2024-02-05  |             | quiet
        edge   | once because the family moved           | 2022-05-09, 2023-03-06             | 2024-02-05 |             |             | quiet
        edge   | one is heard of late                    | 2022-05-09 known 2024-06-03, 2023-03-06, 2024-02-05 | |        | 2024-05-06  | quiet
        edge   | a day is corrected                      | 2022-01-10 corrected to 2022-05-09 on 2024-03-04, 2023-03-06, 2024-02-05 | | | | raised 2024-02-05
        """,
    ),
)
