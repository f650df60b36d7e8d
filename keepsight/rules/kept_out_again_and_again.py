"""Doors that stay closed are laid side by side, and one good visit does not undo them."""

from keepsight.practice.codes.medical import ATTENDANCE
from keepsight.practice.codes.visit import SEEN
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count

SOURCE = PATTERNS["P34"].source
TIMES = proposed("Times", 3, SOURCE)
WINDOW = proposed("Within", Period(8, "weeks"), SOURCE)
KEPT_OUT = select("visit", seen=SEEN.group("not_properly_seen")) | select(
    "appointment", attendance=ATTENDANCE.group("missed")
)

rule = Rule(
    code="kept_out_again_and_again",
    title="Kept out again and again",
    sentence="Visits failed or appointments were missed several times within a few weeks, whoever made "
    "them, and nobody has thought about them together.",
    source=SOURCE,
    standing="proposal",
    patterns=("P34",),
    parameters=(TIMES, WINDOW),
    shape=Accumulation(
        of=KEPT_OUT,
        counts=(Count(TIMES, within=WINDOW),),
        cleared_by=select(
            "strategy_discussion", "conference", "core_group", "meeting", "supervision"
        ),
    ),
    clears="A meeting of agencies, or supervision in which it was gone through. One good visit does not.",
    note="Visits of every agency count, and appointments of every service. Those of one day count once.",
    cases=Cases(
        columns={
            "not let in": given("visit", seen="refused"),
            "not brought": given("appointment", attendance="was_not_brought", agency="gp"),
            "good visit": given("visit", seen="seen", seen_alone=True),
            "core group": given("core_group"),
        },
        table="""
        case   | story                                   | not let in             | not brought | good visit | core group | finding
        quiet  | twice                                   | 2024-03-04, 2024-03-18 |             |            |            | quiet
        raised | three times with two agencies           | 2024-03-04, 2024-03-18 | 2024-04-02  |            | 2024-04-10 | raised 2024-04-02, cleared 2024-04-10
        raised | one good visit undoes nothing           | 2024-03-04, 2024-03-18 | 2024-04-02  | 2024-04-05 |            | raised 2024-04-02
        edge   | the third on the last day of eight weeks | 2024-03-04, 2024-03-18 | 2024-04-29 |            |            | raised 2024-04-29
        edge   | the third a day later                   | 2024-03-04, 2024-03-18 | 2024-04-30  |            |            | quiet
        edge   | a core group begins the count anew      | 2024-03-04, 2024-03-18 | 2024-04-02  |            | 2024-03-20 | quiet
        edge   | a day was wrong, and put right          | 2024-03-04 corrected to 2024-01-04 on 2024-05-01, 2024-03-18 | 2024-04-02 | | | quiet
        """,
    ),
)
