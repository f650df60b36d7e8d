"""Referrals that keep coming are looked at together, not closed one by one."""

from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.vocabulary import CAME_TOGETHER, REFERRAL_CLOSED

REFERRALS = proposed("Referrals closed", 3, PATTERNS["P23"].source)
WINDOW = proposed("Within", Period(12, "months"), PATTERNS["P23"].source)

rule = Rule(
    code="repeat_referrals_closed",
    title="Referrals closed one after another",
    sentence="Referrals about this child keep coming, each was closed, and nobody has assessed "
    "what they say together.",
    source=PATTERNS["P23"].source,
    standing="partly_published",
    patterns=("P23",),
    parameters=(REFERRALS, WINDOW),
    shape=Accumulation(
        of=REFERRAL_CLOSED,
        counts=(Count(REFERRALS, within=WINDOW),),
        cleared_by=select("assessment_started", "assessment_completed")
        | select("referral_decision", decision=REFERRAL_DECISION.group("acted_on"))
        | CAME_TOGETHER,
    ),
    clears="A referral that is acted on, an assessment, or a strategy discussion.",
    note="One council asks for an assessment at three in three months; the longer window is ours. "
    "Two referrals turned away on one day are two: somebody rang again. Two decisions about one "
    "referral are one.",
    cases=Cases(
        columns={
            "call": given("referral", agency="school"),
            "closed": given("referral_decision", decision="no_further_action"),
            "assessment": given("assessment_started"),
        },
        table="""
        case   | story                                            | call                               | closed                                                                    | assessment | finding
        quiet  | two referrals closed                             |                                    | 2024-01-08, 2024-05-13                                                    |            | quiet
        raised | the third within the year                        |                                    | 2024-01-08, 2024-05-13, 2024-09-02                                        |            | raised 2024-09-02
        raised | assessed at last                                 |                                    | 2024-01-08, 2024-05-13, 2024-09-02                                        | 2024-11-04 | raised 2024-09-02, cleared 2024-11-04
        edge   | on the same day a year later                     |                                    | 2024-01-08, 2024-05-13, 2025-01-08                                        |            | raised 2025-01-08
        edge   | a year and a day later                           |                                    | 2024-01-08, 2024-05-13, 2025-01-09                                        |            | quiet
        edge   | an assessment between                            |                                    | 2024-01-08, 2024-05-13, 2024-09-02                                        | 2024-06-03 | quiet
        edge   | time passing does not clear it                   |                                    | 2024-01-08, 2024-05-13, 2024-09-02, 2026-02-02                            |            | raised 2024-09-02
        raised | the same school twice in a day, and the next day | 2024-01-08, 2024-01-08, 2024-01-09 | 2024-01-08 about call-1, 2024-01-08 about call-2, 2024-01-09 about call-3 |            | raised 2024-01-09
        edge   | one referral decided twice is one                | 2024-01-08, 2024-05-13             | 2024-01-08 about call-1, 2024-01-10 about call-1, 2024-05-13 about call-2 |            | quiet
        edge   | two decisions of one day that name no referral   |                                    | 2024-01-08, 2024-01-08, 2024-05-13                                        |            | quiet
        """,
    ),
)
