"""A referral is decided on within one working day."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import CAME_TOGETHER, WORK_ENDED

LIMIT = dated("referral_decision")

rule = Rule(
    code="referral_decision_late",
    title="A referral waits for its decision",
    sentence="A referral came in, and nothing says what was decided about it by the end of the "
    "next working day.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("referral"),
        expect=select("referral_decision"),
        stops=select("assessment_started", "assessment_completed") | CAME_TOGETHER | WORK_ENDED,
        within=LIMIT,
        each=True,
    ),
    step="Decide about the referral",
    clears="A decision on the referral, or work that shows it was decided: an assessment, a "
    "strategy discussion or an enquiry.",
    cases=Cases(
        columns={
            "referral": given("referral", agency="nursery"),
            "decision": given("referral_decision", decision="assessment"),
        },
        table="""
        case   | story                                      | referral                 | decision                    | finding
        quiet  | decided the next working day               | 2024-09-02               | 2024-09-03                  | quiet
        raised | decided a day late                         | 2024-09-02               | 2024-09-04                  | raised 2024-09-04, cleared 2024-09-04
        raised | no decision                                | 2024-09-02               |                             | raised 2024-09-04
        edge   | sent on a Friday, decided on the Monday    | 2024-09-06               | 2024-09-09                  | quiet
        edge   | the day of the referral is not sure        | 2024-09-01 or 2024-09-30 | 2024-09-24                  | quiet
        edge   | the decision's day was put right later     | 2024-09-02               | 2024-09-06 corrected to 2024-09-03 on 2024-09-09 | quiet
        edge   | the decision is about the other referral   | 2024-09-02, 2024-09-02   | 2024-09-03 about referral-2 | raised 2024-09-04
        """,
    ),
)
