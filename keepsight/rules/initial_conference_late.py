"""An initial child protection conference is held within 15 working days of the strategy discussion
that began the section 47 enquiry."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import CAME_INTO_CARE, PLAN, WORK_ENDED

LIMIT = dated("initial_conference")

rule = Rule(
    code="initial_conference_late",
    title="Initial child protection conference is late",
    sentence="A section 47 enquiry began, and no conference was held within 15 working days of the "
    "strategy discussion that began it.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("strategy_discussion", strategy_decision="section_47")
        | select("section_47_begun"),
        only=Unless(During(PLAN)),
        expect=select("conference"),
        stops=select(
            "section_47_ended", section_47_outcome=("no_continuing_risk", "not_substantiated")
        )
        | select("strategy_discussion", strategy_decision="no_further_action")
        | select("plan_started")
        | CAME_INTO_CARE
        | WORK_ENDED,
        within=LIMIT,
    ),
    step="Hold the initial conference",
    clears="The conference is held. An enquiry that ends without one, coming into care, or the end "
    "of the work stops the clock.",
    note="A later strategy discussion does not start the time again. The wording before April 2013 "
    "counted from the last discussion; we hold to the stricter reading.",
    cases=Cases(
        columns={
            "strategy": given("strategy_discussion", strategy_decision="section_47"),
            "enquiry": given("section_47_begun"),
            "enquiry ended": given("section_47_ended", section_47_outcome="not_substantiated"),
            "conference": given("conference", conference="initial"),
        },
        table="""
        case   | story                                      | strategy               | enquiry    | enquiry ended | conference                  | as known on | finding
        quiet  | held on the last day                       | 2025-03-03             |            |               | 2025-03-24                  |             | quiet
        raised | held one working day late                  | 2025-03-03             |            |               | 2025-03-25                  |             | raised 2025-03-25, cleared 2025-03-25
        raised | never held                                 | 2025-03-03             |            |               |                             |             | raised 2025-03-25
        edge   | a later discussion does not start it again | 2025-03-03, 2025-03-17 |            |               | 2025-04-04                  |             | raised 2025-03-25, cleared 2025-04-04
        edge   | the enquiry ends without a conference      | 2025-03-03             |            | 2025-03-20    |                             |             | quiet
        edge   | its end names its beginning                | 2025-03-03             | 2025-03-04 | 2025-03-20 about enquiry-1 |  |             | quiet
        edge   | it was in time, but nobody here knew       | 2025-03-03             |            |               | 2025-03-24 known 2025-04-10 | 2025-04-09  | raised 2025-03-25
        edge   | the same once it was known                 | 2025-03-03             |            |               | 2025-03-24 known 2025-04-10 | 2025-04-10  | quiet
        """,
    ),
)
