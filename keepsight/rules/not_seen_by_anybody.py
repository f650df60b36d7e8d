"""A child on a protection plan whom nobody at all says they saw for six weeks is somebody's business
that day."""

from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated, proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.lately import Lately
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import OTHER_AGENCIES, PLAN

LIMIT = dated("not_seen_by_any_agency")
TELLS_US = proposed("Another agency has told within", Period(6, "months"), LIMIT.source)

_KINDS_SEEN = ("medical", "child_words", "return_interview", "health_assessment")
SEEN_BY_ANYBODY = (
    select("visit", seen=("seen", "not_stated"))
    | select("appointment", attendance="attended")
    | select(*_KINDS_SEEN)
)
SEEN_BY_ANOTHER = (
    select("visit", seen=("seen", "not_stated"), agency=OTHER_AGENCIES)
    | select("appointment", attendance="attended", agency=OTHER_AGENCIES)
    | select(*_KINDS_SEEN, agency=OTHER_AGENCIES)
)

rule = Rule(
    code="not_seen_by_anybody",
    title="Not seen by anybody for six weeks",
    sentence="No agency, of those who tell us, says that it saw this child, who is on a protection "
    "plan, for six weeks.",
    source=LIMIT.source,
    standing="local",
    patterns=("P33",),
    parameters=(LIMIT, TELLS_US),
    shape=Rhythm(
        during=PLAN,
        beat=SEEN_BY_ANYBODY,
        first=LIMIT,
        then=LIMIT,
        only=Lately(SEEN_BY_ANOTHER, 1, TELLS_US),
    ),
    clears="Somebody of any agency sees the child, or the plan ends.",
    note="A visit, a kept appointment, a medical or the child's own words count, whoever wrote them "
    "down. Asked only where another agency has written, in the six months up to the last time the "
    "child was seen, that it saw the child: where none ever does, its silence says nothing, and the "
    "rule on the social worker's own visits speaks alone. The six weeks are one council's number.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "dentist before": given("appointment", attendance="attended", agency="dentist"),
            "seen by a nurse": given("visit", seen="seen", agency="school_nursing"),
            "kept appointment": given("appointment", attendance="attended", agency="gp"),
            "seen by us": given("visit", seen="seen"),
            "not brought": given("appointment", attendance="was_not_brought", agency="gp"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                                 | plan       | dentist before | seen by a nurse | kept appointment | seen by us | not brought | plan ended | finding
        quiet  | seen on the last day of six weeks     | 2024-03-04 | 2024-02-05     | 2024-04-15      |                  |            |             | 2024-05-20 | quiet
        quiet  | no other agency ever writes to us     | 2024-03-04 |                |                 |                  | 2024-03-11 |             | 2024-05-20 | quiet
        raised | seen a day later                      | 2024-03-04 | 2024-02-05     |                 | 2024-04-16       |            |             | 2024-05-20 | raised 2024-04-16, cleared 2024-04-16
        raised | only not brought                      | 2024-03-04 | 2024-02-05     |                 |                  |            | 2024-04-01  | 2024-05-20 | raised 2024-04-16, cleared 2024-05-20
        raised | the nurse wrote, and then nobody does | 2024-03-04 |                | 2024-03-11      |                  | 2024-03-18 |             | 2024-05-20 | raised 2024-04-30, cleared 2024-05-20
        edge   | seen before the plan began            | 2024-03-04 |                | 2024-03-01      |                  |            |             | 2024-04-30 | raised 2024-04-16, cleared 2024-04-30
        edge   | the dentist, six months to the day    | 2024-03-04 | 2023-09-04     |                 |                  |            |             | 2024-04-30 | raised 2024-04-16, cleared 2024-04-30
        edge   | six months and a day                  | 2024-03-04 | 2023-09-03     |                 |                  |            |             | 2024-04-30 | quiet
        edge   | the visit became known late           | 2024-03-04 | 2024-02-05     | 2024-04-10 known 2024-05-02 |      |            |             | 2024-05-02 | quiet
        """,
    ),
)
