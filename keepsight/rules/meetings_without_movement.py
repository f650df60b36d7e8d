"""Agencies do not go on meeting about a concern without a plan, a legal step, a finished assessment
or an answer coming of it."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import standstill
from keepsight.rules.vocabulary import CAME_INTO_CARE, MEETING

TIMES = proposed("Meetings", 6, PATTERNS["P06"].source)
LONGEST = proposed("Since the first of them", Period(12, "months"), PATTERNS["P06"].source)

rule = Rule(
    code="meetings_without_movement",
    title="Many meetings and no movement",
    sentence="Agencies have met again and again while a concern was open, and no plan for its "
    "harm, legal step, finished assessment or answer has come of it.",
    source=PATTERNS["P06"].source,
    standing="proposal",
    patterns=("P06",),
    parameters=(TIMES, LONGEST),
    shape=standstill(
        of=MEETING,
        without=select("plan_started", "category_changed").naming_its_harms
        | select("assessment_completed").about_it
        | select("legal_planning", "pre_proceedings_begun", "proceedings_issued", "order_made")
        | CAME_INTO_CARE,
        times=TIMES,
        or_longer_than=LONGEST,
        per_concern=True,
    ),
    clears="An answer to the concern, a plan that names its harm, a completed assessment of it, or "
    "a legal step.",
    note="Meetings of one day count once. A change of category counts as movement only when the "
    "new category still names the harm of the concern.",
    cases=Cases(
        columns={
            "concern": given("concern", harms=("sexual",), agency="nursery"),
            "plan": given("plan_started", categories=("sexual",)),
            "meetings": given("core_group"),
            "to neglect": given(
                "category_changed", from_categories=("sexual",), to_categories=("neglect",)
            ),
            "assessment": given("assessment_completed", harms=("sexual",)),
            "answer": answered("concern-1"),
        },
        table="""
        case   | story                                    | concern    | plan       | meetings                                                               | to neglect | assessment | answer     | finding
        quiet  | an assessment comes between              | 2009-02-10 | 2009-03-06 | 2009-03-19, 2009-04-30, 2009-06-04, 2009-07-16, 2009-09-03, 2009-12-03 |            | 2009-06-10 | 2009-12-10 | quiet
        raised | the sixth meeting since the plan         | 2009-02-10 | 2009-03-06 | 2009-03-19, 2009-04-30, 2009-06-04, 2009-07-16, 2009-09-03, 2009-12-03 |            |            |            | raised 2009-12-03
        raised | the category moves away: no movement     | 2009-02-10 | 2009-03-06 | 2009-03-19, 2009-04-30, 2009-06-04, 2009-07-16, 2009-09-03, 2009-12-03 | 2009-10-01 |            |            | raised 2009-12-03
        raised | twelve months since the first meeting    | 2009-02-10 | 2009-03-06 | 2009-03-19, 2009-09-03                                                 |            |            | 2010-05-04 | raised 2010-03-20, cleared 2010-05-04
        edge   | two meetings on one day are one          | 2009-02-10 | 2009-03-06 | 2009-03-19, 2009-03-19, 2009-06-04, 2009-07-16, 2009-09-03, 2009-12-03 |            |            | 2009-12-10 | quiet
        edge   | answered on the day of the sixth         | 2009-02-10 | 2009-03-06 | 2009-03-19, 2009-04-30, 2009-06-04, 2009-07-16, 2009-09-03, 2009-12-03 |            |            | 2009-12-03 | quiet
        """,
    ),
)
