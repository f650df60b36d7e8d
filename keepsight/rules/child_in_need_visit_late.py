"""A child who is helped under a child in need plan is seen at least every twenty working days. There
is no national number: this one is local."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import IN_NEED

LIMIT = dated("child_in_need_visit")

rule = Rule(
    code="child_in_need_visit_late",
    title="A visit to a child in need is late",
    sentence="A child with a child in need plan has not been seen on a visit within twenty working "
    "days of the last one.",
    source=LIMIT.source,
    standing="local",
    parameters=(LIMIT,),
    shape=Rhythm(
        during=IN_NEED,
        beat=select("visit", seen=("seen", "not_stated")),
        first=LIMIT,
        then=LIMIT,
    ),
    step="See the child on a visit",
    clears="A visit on which the child is seen, or the end of the help: the work ends, or a "
    "protection plan or care takes its place.",
    note="Counted from the assessment that ended in a child in need plan. The help that follows a "
    "protection plan is counted only where an assessment says so.",
    cases=Cases(
        columns={
            "assessed": given("assessment_completed", assessment_outcome="child_in_need_plan"),
            "seen": given("visit", seen="seen"),
            "not seen": given("visit", seen="not_seen"),
            "plan": given("plan_started", categories=("neglect",)),
            "closed": given("case_closed"),
        },
        table="""
        case   | story                                  | assessed   | seen                   | not seen   | plan       | closed     | as known on | finding
        quiet  | seen every four weeks                  | 2024-09-02 | 2024-09-30, 2024-10-28 |            |            | 2024-11-11 |             | quiet
        raised | the second visit a day late            | 2024-09-02 | 2024-09-16, 2024-10-15 |            |            | 2024-11-11 |             | raised 2024-10-15, cleared 2024-10-15
        raised | nobody comes                           | 2024-09-02 |                        |            |            | 2024-11-11 |             | raised 2024-10-01, cleared 2024-11-11
        edge   | nobody was in                          | 2024-09-02 |                        | 2024-09-16 |            | 2024-10-07 |             | raised 2024-10-01, cleared 2024-10-07
        edge   | a protection plan takes its place      | 2024-09-02 |                        |            | 2024-09-23 | 2025-02-03 |             | quiet
        edge   | on the last day                        | 2024-09-02 | 2024-09-30             |            |            | 2024-10-28 |             | quiet
        edge   | the visit is written down late: then   | 2024-09-02 | 2024-09-23 known 2024-10-10 |       |            |            | 2024-10-03  | raised 2024-10-01
        edge   | the day of the visit is corrected      | 2024-09-02 | 2024-09-30 corrected to 2024-10-02 on 2024-10-10 | | |    2024-10-28 |             | raised 2024-10-01, cleared 2024-10-02
        """,
    ),
)
