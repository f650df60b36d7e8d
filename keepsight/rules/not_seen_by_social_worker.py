"""A child on a protection plan whom their social worker has not seen for four weeks is somebody's business that day."""

from keepsight.practice.codes.agency import AGENCY
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import PLAN

LIMIT = dated("not_seen_by_social_worker")
SEEN_BY_SOCIAL_CARE = select(
    "visit", seen=("seen", "not_stated"), agency=AGENCY.group("social_care")
)

rule = Rule(
    code="not_seen_by_social_worker",
    title="Not seen by social care for four weeks",
    sentence="Nobody from social care has seen this child, who is on a protection plan, for four weeks.",
    source=LIMIT.source,
    standing="local",
    patterns=("P33",),
    parameters=(LIMIT,),
    shape=Rhythm(during=PLAN, beat=SEEN_BY_SOCIAL_CARE, first=LIMIT, then=LIMIT),
    clears="A visit by social care on which the child is seen, or the end of the plan.",
    note="The visits that the plan asks for are due much sooner, and have a rule of their own: this one says "
    "when a manager must act. One council's number.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "seen": given("visit", seen="seen"),
            "not seen": given("visit", seen="not_seen"),
            "seen by another": given("visit", seen="seen", agency="health_visiting"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                              | plan       | seen                   | not seen   | seen by another | plan ended | finding
        quiet  | seen on the last day of four weeks | 2024-03-04 | 2024-04-01             |            |                 | 2024-04-29 | quiet
        raised | seen a day later                   | 2024-03-04 | 2024-04-02             |            |                 | 2024-04-29 | raised 2024-04-02, cleared 2024-04-02
        raised | a health visitor saw the child     | 2024-03-04 |                        |            | 2024-03-20      | 2024-04-15 | raised 2024-04-02, cleared 2024-04-15
        edge   | the visit failed                   | 2024-03-04 |                        | 2024-03-20 |                 | 2024-04-15 | raised 2024-04-02, cleared 2024-04-15
        edge   | the visit became known late        | 2024-03-04 | 2024-03-28 known 2024-04-20 |       |                 | 2024-04-20 | quiet
        """,
    ),
)
