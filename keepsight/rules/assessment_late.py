"""An assessment is finished within the time that guidance allowed on the day: 7 working days, then
10, and since April 2013 at most 45."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import CAME_INTO_CARE, PLAN, WORK_ENDED

LIMIT = dated("assessment")

rule = Rule(
    code="assessment_late",
    title="An assessment is late",
    sentence="A referral was accepted for assessment, or an assessment was begun, and it was not "
    "finished in the time that guidance allows.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Deadline(
        start=select(
            "referral_decision", decision=("assessment", "accepted", "strategy_discussion")
        )
        | select("assessment_started", assessment=("initial", "single")),
        only=Unless(During(PLAN)),
        expect=select("assessment_completed"),
        stops=select("conference", "plan_started") | CAME_INTO_CARE | WORK_ENDED,
        within=LIMIT,
    ),
    step="Finish the assessment",
    clears="The assessment is finished. A conference, a plan, coming into care, or the end of the "
    "work stops the clock.",
    note="Guidance counts from the referral. Here the days begin with the decision to assess, a "
    "working day later at most where it was in time, because only then is it known that there will be "
    "an assessment: what is late here is late there. 45 working days is the longest allowed, not a target. Eight councils, Cumbria among them, "
    "were excused from the earlier limits while they tried out others from 2011.",
    cases=Cases(
        columns={
            "accepted": given("referral_decision", decision="assessment"),
            "begun": given("assessment_started", assessment="single"),
            "finished": given("assessment_completed"),
            "conference": given("conference", conference="initial"),
        },
        table="""
        case   | story                                        | accepted   | begun      | finished   | conference | finding
        quiet  | finished on day 45                           | 2024-09-02 |            | 2024-11-04 |            | quiet
        raised | finished on day 46                           | 2024-09-02 |            | 2024-11-05 |            | raised 2024-11-05, cleared 2024-11-05
        raised | ten days under the edition of 2010           | 2010-04-06 |            | 2010-04-30 |            | raised 2010-04-21, cleared 2010-04-30
        raised | seven days under the edition of 2006         | 2009-02-11 |            |            |            | raised 2009-02-21
        edge   | the last day of the old edition              | 2013-04-12 |            | 2013-06-03 |            | raised 2013-04-27, cleared 2013-06-03
        edge   | the first day of the new edition             | 2013-04-15 |            | 2013-06-03 |            | quiet
        edge   | a conference stops the clock                 | 2024-09-02 |            |            | 2024-10-01 | quiet
        raised | begun, and no word of the referral           |            | 2024-09-02 | 2024-11-05 |            | raised 2024-11-05, cleared 2024-11-05
        quiet  | it names its beginning, a week after         | 2024-09-02 | 2024-09-09 | 2024-11-04 about begun-1 |            | quiet
        edge   | a second is begun, and only that is finished | 2024-09-02 | 2024-09-09, 2024-09-23 | 2024-11-04 about begun-2 |  | raised 2024-11-12
        edge   | begun a week after the referral was accepted | 2024-09-02 | 2024-09-09 | 2024-11-05 |            | raised 2024-11-05, cleared 2024-11-05
        """,
    ),
)
