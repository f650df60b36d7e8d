"""A child who misses appointments was not brought, and somebody asks why."""

from keepsight.practice.codes.medical import ATTENDANCE
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import CAME_TOGETHER, PLAN

SOURCE = PATTERNS["P35"].source
MISSED = proposed("Appointments missed", 3, SOURCE)
ON_A_PLAN = proposed("Appointments missed, on a plan", 2, SOURCE)
WINDOW = proposed("Within", Period(6, "months"), SOURCE)

rule = Rule(
    code="was_not_brought",
    title="Was not brought",
    sentence="This child keeps missing appointments because nobody brings them, and no agency has "
    "acted on it.",
    source=SOURCE,
    standing="proposal",
    patterns=("P35",),
    parameters=(MISSED, ON_A_PLAN, WINDOW),
    shape=Accumulation(
        of=select("appointment", attendance=ATTENDANCE.group("missed")),
        counts=(
            Count(MISSED, within=WINDOW),
            Count(ON_A_PLAN, within=WINDOW, when=During(PLAN)),
        ),
        cleared_by=select("referral", "assessment_started", "assessment_completed", "conference")
        | select("core_group", "meeting", meeting_decision="decided")
        | CAME_TOGETHER,
    ),
    clears="A referral, an assessment, a strategy discussion, a conference, or a meeting that "
    "decided something.",
    note="An appointment that is kept afterwards does not clear it: one visit says little after "
    "several missed.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "missed": given("appointment", attendance="was_not_brought", agency="paediatrics"),
            "kept": given("appointment", attendance="attended", agency="paediatrics"),
            "referral": given("referral", agency="paediatrics"),
        },
        table="""
        case   | story                             | plan       | missed                             | kept       | referral   | finding
        quiet  | two missed                        |            | 2024-01-08, 2024-03-04             |            |            | quiet
        raised | three in six months               |            | 2024-01-08, 2024-03-04, 2024-05-06 |            | 2024-05-20 | raised 2024-05-06, cleared 2024-05-20
        raised | two on a plan                     | 2023-11-06 | 2024-01-08, 2024-03-04             |            |            | raised 2024-03-04
        edge   | the third on the last day         |            | 2024-01-08, 2024-03-04, 2024-07-08 |            |            | raised 2024-07-08
        edge   | a day too late for the window     |            | 2024-01-08, 2024-03-04, 2024-07-09 |            |            | quiet
        edge   | one kept does not clear it        |            | 2024-01-08, 2024-03-04, 2024-05-06 | 2024-06-03 |            | raised 2024-05-06
        """,
    ),
)
