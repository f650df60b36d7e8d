"""A child who keeps moving home is thought about anew."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count

SOURCE = PATTERNS["P21"].source
MOVES = proposed("Moves", 3, SOURCE)
WINDOW = proposed("Within", Period(12, "months"), SOURCE)

rule = Rule(
    code="moved_again_and_again",
    title="A child keeps moving home",
    sentence="A child has moved home again and again within a year, and nobody has finished an assessment "
    "or met about it since.",
    source=SOURCE,
    standing="proposal",
    patterns=("P21",),
    parameters=(MOVES, WINDOW),
    shape=Accumulation(
        of=select("household_changed", household_change=("moved", "went_to_relative")),
        counts=(Count(MOVES, within=WINDOW),),
        cleared_by=select("assessment_completed", "strategy_discussion", "conference", "meeting"),
    ),
    clears="A finished assessment, a strategy discussion, a conference or another meeting of agencies.",
    note="Moving to relatives counts as a move. Moves to and from the council's care are placements, and "
    "are not counted. A move to another council asks for a transfer conference, which the receiving council "
    "holds: its record is not here.",
    cases=Cases(
        columns={
            "moved": given("household_changed", household_change="moved"),
            "to relatives": given("household_changed", household_change="went_to_relative"),
            "assessment": given("assessment_completed"),
        },
        table="""
        case   | story                               | moved                  | to relatives | assessment | finding
        quiet  | twice in a year                     | 2024-03-04, 2024-09-02 |              |            | quiet
        raised | three moves, then an assessment     | 2024-03-04, 2024-09-02 | 2024-11-04   | 2024-12-02 | raised 2024-11-04, cleared 2024-12-02
        edge   | the third on the last day of a year | 2024-03-04, 2024-09-02 | 2025-03-04   |            | raised 2025-03-04
        edge   | the third a day later               | 2024-03-04, 2024-09-02 | 2025-03-05   |            | quiet
        edge   | an assessment between               | 2024-03-04, 2024-09-02 | 2024-11-04   | 2024-10-01 | quiet
        edge   | a day was wrong, and put right      | 2024-03-04 corrected to 2023-09-04 on 2024-12-01, 2024-09-02 | 2024-11-04 | | quiet
        """,
    ),
)
