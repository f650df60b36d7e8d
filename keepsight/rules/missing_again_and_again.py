"""A child goes missing again and again, and agencies come together about it."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count

SOURCE = PATTERNS["P37"].source
TIMES = proposed("Times missing", 3, SOURCE)
WINDOW = proposed("Within", Period(90, "calendar_days"), SOURCE)

rule = Rule(
    code="missing_again_and_again",
    title="A child goes missing again and again",
    sentence="A child has been missing several times within a few months, and no agencies have come "
    "together about why.",
    source=SOURCE,
    standing="proposal",
    patterns=("P37",),
    parameters=(TIMES, WINDOW),
    shape=Accumulation(
        of=select("missing_episode"),
        counts=(Count(TIMES, within=WINDOW),),
        cleared_by=select("strategy_discussion", "conference", "meeting", "assessment_completed"),
    ),
    clears="A strategy discussion, a conference, another meeting of agencies, or a finished assessment.",
    note="A return interview after each time is not enough: the times are laid side by side.",
    cases=Cases(
        columns={
            "missing": given("missing_episode"),
            "discussion": given("strategy_discussion"),
        },
        table="""
        case   | story                                | missing                            | discussion | finding
        quiet  | twice                                | 2024-03-04, 2024-04-02             |            | quiet
        raised | three times, then a discussion       | 2024-03-04, 2024-04-02, 2024-05-06 | 2024-05-13 | raised 2024-05-06, cleared 2024-05-13
        edge   | the third on day 90                  | 2024-03-04, 2024-04-02, 2024-06-02 |            | raised 2024-06-02
        edge   | the third on day 91                  | 2024-03-04, 2024-04-02, 2024-06-03 |            | quiet
        edge   | a discussion begins the count anew   | 2024-03-04, 2024-04-02, 2024-05-06 | 2024-04-08 | quiet
        edge   | one day was wrong, and put right     | 2024-03-04 corrected to 2024-01-04 on 2024-06-01, 2024-04-02, 2024-05-06 | | quiet
        """,
    ),
)
