"""A protection plan is reviewed within three months of the first conference, then at least every
six months."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import PLAN

FIRST = dated("first_review_conference")
LATER = dated("later_review_conference")

rule = Rule(
    code="review_conference_late",
    title="Review conference is late",
    sentence="A protection plan was not reviewed by a conference in time: three months for the "
    "first review, six months for each one after.",
    source=FIRST.source,
    standing="published",
    parameters=(FIRST, LATER),
    shape=Rhythm(
        during=PLAN,
        beat=select("conference", conference="review"),
        first=FIRST,
        then=LATER,
    ),
    step="Hold the review conference",
    clears="A review conference is held, or the plan ends.",
    note="Counted from the day the conference before was really held, and by the same day of the "
    "month: three months after 30 November is the last day of February.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "review": given("conference", conference="review"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                               | plan       | review                 | plan ended | finding
        quiet  | reviewed in time until the end      | 2009-03-06 | 2009-06-04, 2009-12-03 | 2009-12-03 | quiet
        raised | the first review a day late         | 2009-03-06 | 2009-06-07             | 2009-06-07 | raised 2009-06-07, cleared 2009-06-07
        raised | the second review is missing        | 2009-03-06 | 2009-06-04             | 2010-02-01 | raised 2009-12-05, cleared 2010-02-01
        edge   | on the last day of February         | 2023-11-30 | 2024-02-29             | 2024-08-01 | quiet
        edge   | falls due after the last review     | 2009-03-06 | 2009-06-04             |            | raised 2009-12-05
        """,
    ),
)
