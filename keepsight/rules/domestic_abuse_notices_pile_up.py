"""Notices of domestic abuse are weighed together, not read one at a time."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count

NOTICES = proposed("Notices", 3, PATTERNS["P26"].source)
WINDOW = proposed("Within", Period(12, "months"), PATTERNS["P26"].source)

rule = Rule(
    code="domestic_abuse_notices_pile_up",
    title="Domestic abuse notices pile up",
    sentence="The police have told of domestic abuse again and again, and no assessment, strategy "
    "discussion or conference has weighed the notices together.",
    source=PATTERNS["P26"].source,
    standing="proposal",
    patterns=("P26",),
    parameters=(NOTICES, WINDOW),
    shape=Accumulation(
        of=select("domestic_abuse_notice"),
        counts=(Count(NOTICES, within=WINDOW),),
        cleared_by=select("assessment_completed", "strategy_discussion", "conference"),
    ),
    clears="A completed assessment, a strategy discussion or a conference after the notices.",
    cases=Cases(
        columns={
            "notice": given("domestic_abuse_notice", agency="police"),
            "assessment": given("assessment_completed"),
        },
        table="""
        case   | story                            | notice                             | assessment | finding
        quiet  | two notices in a year            | 2024-01-08, 2024-05-13             |            | quiet
        raised | the third                        | 2024-01-08, 2024-05-13, 2024-09-02 | 2024-10-14 | raised 2024-09-02, cleared 2024-10-14
        edge   | two notices of one night         | 2024-01-08, 2024-05-13, 2024-05-13 |            | quiet
        edge   | the third is learned of later    | 2024-01-08, 2024-05-13 known 2024-11-04, 2024-09-02 |            | raised 2024-09-02
        """,
    ),
)
