"""A child who is referred again soon after the last time, or soon after work ended, is not begun with
from nothing: whoever decides goes through the earlier work."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated, proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Either
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.earlier import SoonAfter
from keepsight.rules.vocabulary import CAME_INTO_CARE, CAME_TOGETHER

SOURCE = PATTERNS["P41"].source
AGAIN = dated("re_referral")
SINCE = proposed("Since the work or the plan ended", Period(6, "months"), SOURCE)
LIMIT = proposed("From the referral until it is gone through", Period(10, "working_days"), SOURCE)

rule = Rule(
    code="referred_again",
    title="Referred again and the earlier work not gone through",
    sentence="This child was referred again within a year, or within six months of work ending, "
    "and nobody has gone through the earlier work or begun to assess.",
    source=SOURCE,
    standing="partly_published",
    patterns=("P41",),
    parameters=(AGAIN, SINCE, LIMIT),
    shape=Deadline(
        start=select("referral"),
        only=Either(
            SoonAfter(select("referral"), AGAIN),
            SoonAfter(select("plan_ended", "case_closed", "case_stepped_down"), SINCE),
        ),
        expect=select("referral_decision", history_considered=True) | select("assessment_started"),
        stops=select("referral_decision", decision="joined_to_open_work")
        | select("supervision", history_considered=True)
        | select("assessment_completed", "conference", "plan_started", "death")
        | CAME_TOGETHER
        | CAME_INTO_CARE,
        within=LIMIT,
    ),
    step="Go through the earlier work",
    clears="A decision on the referral that says the earlier work was gone through, an assessment, "
    "a strategy discussion, a conference, or supervision that went through the history.",
    note="One referral in five is such a one, and no fault by itself. A new plan after an earlier "
    "one has a rule of its own. How long a change had lasted when a plan ended is not recorded, so "
    "that half of the pattern is not watched.",
    cases=Cases(
        columns={
            "closed": given("case_closed", case_closure="needs_met"),
            "referral": given("referral", agency="school"),
            "decided": given("referral_decision", decision="no_further_action"),
            "gone through": given(
                "referral_decision", decision="no_further_action", history_considered=True
            ),
            "assessment": given("assessment_started"),
        },
        table="""
        case   | story                                 | closed     | referral               | decided    | gone through | assessment | as known on | finding
        quiet  | gone through at the front door        |            | 2023-09-04, 2024-03-04 |            | 2024-03-05   |            |             | quiet
        quiet  | referred for the first time           |            | 2024-03-04             | 2024-03-05 |              |            |             | quiet
        raised | closed like the last time             |            | 2023-09-04, 2024-03-04 | 2024-03-05 |              |            |             | raised 2024-03-19
        raised | five months after work ended          | 2023-10-09 | 2024-03-04             | 2024-03-05 |              | 2024-04-08 |             | raised 2024-03-19, cleared 2024-04-08
        edge   | a year to the day                     |            | 2023-03-04, 2024-03-04 | 2024-03-05 |              |            |             | raised 2024-03-19
        edge   | a year and a day                      |            | 2023-03-03, 2024-03-04 | 2024-03-05 |              |            |             | quiet
        edge   | an assessment on the tenth day        |            | 2023-09-04, 2024-03-04 | 2024-03-05 |              | 2024-03-18 |             | quiet
        edge   | the first is heard of late: then      |            | 2023-09-04 known 2024-05-06, 2024-03-04 | 2024-03-05 | |         | 2024-04-08  | quiet
        edge   | the first is heard of late: now       |            | 2023-09-04 known 2024-05-06, 2024-03-04 | 2024-03-05 | |         |             | raised 2024-03-19
        edge   | the day work ended is corrected       | 2023-10-09 corrected to 2023-08-07 on 2024-05-06 | 2024-03-04 | 2024-03-05 | | |            | quiet
        """,
    ),
)
