"""A child on a protection plan whom nobody at all has seen for six weeks is somebody's business that day."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import PLAN

LIMIT = dated("not_seen_by_any_agency")
SEEN_BY_ANYBODY = (
    select("visit", seen=("seen", "not_stated"))
    | select("appointment", attendance="attended")
    | select("medical", "child_words", "return_interview", "health_assessment")
)

rule = Rule(
    code="not_seen_by_anybody",
    title="Not seen by anybody for six weeks",
    sentence="No agency has seen this child, who is on a protection plan, for six weeks.",
    source=LIMIT.source,
    standing="local",
    patterns=("P33",),
    parameters=(LIMIT,),
    shape=Rhythm(during=PLAN, beat=SEEN_BY_ANYBODY, first=LIMIT, then=LIMIT),
    clears="Somebody of any agency sees the child, or the plan ends.",
    note="A visit, a kept appointment, a medical or the child's own words count, whoever wrote them down. "
    "What schools see each day counts only where it is written here. One council's number.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "seen by a nurse": given("visit", seen="seen", agency="school_nursing"),
            "kept appointment": given("appointment", attendance="attended", agency="gp"),
            "not brought": given("appointment", attendance="was_not_brought", agency="gp"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                              | plan       | seen by a nurse | kept appointment | not brought | plan ended | finding
        quiet  | seen on the last day of six weeks  | 2024-03-04 | 2024-04-15      |                  |             | 2024-05-20 | quiet
        raised | seen a day later                   | 2024-03-04 |                 | 2024-04-16       |             | 2024-05-20 | raised 2024-04-16, cleared 2024-04-16
        raised | only not brought                   | 2024-03-04 |                 |                  | 2024-04-01  | 2024-05-20 | raised 2024-04-16, cleared 2024-05-20
        edge   | seen before the plan began         | 2024-03-04 | 2024-03-01      |                  |             | 2024-04-30 | raised 2024-04-16, cleared 2024-04-30
        edge   | the visit became known late        | 2024-03-04 | 2024-04-10 known 2024-05-02 |      |             | 2024-05-02 | quiet
        """,
    ),
)
