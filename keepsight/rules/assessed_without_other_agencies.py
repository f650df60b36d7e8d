"""Before an assessment is finished, those who know the child are asked what they know."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.about import nothing_since
from keepsight.rules.shapes.accumulation import recurrence
from keepsight.rules.shapes.circumstance import Both
from keepsight.rules.vocabulary import CAME_TOGETHER, MEETING, OF_THE_CHILD, OTHER_AGENCIES

STARTED = select("assessment_started")
TOLD = select("partner_answered") | select("contact", agency=OTHER_AGENCIES)
SAW_THE_CHILD = select("medical", "appointment") | select("visit", agency=OTHER_AGENCIES)
MET = CAME_TOGETHER | MEETING

rule = Rule(
    code="assessed_without_other_agencies",
    title="Assessed alone: no other agency had a part",
    sentence="An assessment of this child was finished, and from the day it began no other agency said "
    "anything about the child or met about them.",
    source=PATTERNS["P31"].source,
    standing="proposal",
    patterns=("P30", "P31"),
    shape=recurrence(
        of=select("assessment_completed", assessment=(*OF_THE_CHILD, "pre_birth")),
        after=Both(
            nothing_since(STARTED, came=TOLD), nothing_since(STARTED, came=SAW_THE_CHILD | MET)
        ),
        cleared_by=TOLD | SAW_THE_CHILD | MET,
    ),
    clears="The answer of a partner who was asked, a contact from another agency, or a meeting of "
    "agencies, since.",
    note="How long it took is not asked: one that took its 45 days and asked nobody is no better than one "
    "that was over in a week. The referral itself, and a concern that was raised, are why it began and no "
    "part of it. An assessment whose beginning is not recorded raises nothing, and neither does a source "
    "that holds no contacts and no answers of partners: there nobody can tell.",
    cases=Cases(
        columns={
            "referral": given("referral", agency="school"),
            "started": given("assessment_started"),
            "school answers": given(
                "partner_answered", answered_by="A teacher", reply="She is often tired."
            ),
            "nursery rings": given("contact", agency="nursery"),
            "we ring": given("contact", agency="social_care"),
            "discussed": given("strategy_discussion"),
            "finished": given("assessment_completed"),
        },
        table="""
        case   | story                                   | referral   | started    | school answers | nursery rings | we ring    | discussed  | finished   | finding
        quiet  | the school was asked, and answered      | 2024-03-01 | 2024-03-04 | 2024-03-18     |               |            |            | 2024-04-08 | quiet
        quiet  | agencies met                            | 2024-03-01 | 2024-03-04 |                |               |            | 2024-03-11 | 2024-04-08 | quiet
        raised | over in a week, and nobody was asked    | 2024-03-01 | 2024-03-04 |                |               |            |            | 2024-03-11 | raised 2024-03-11
        raised | only our own calls                      | 2024-03-01 | 2024-03-04 |                |               | 2024-03-06 |            | 2024-04-08 | raised 2024-04-08
        raised | the school answers afterwards           | 2024-03-01 | 2024-03-04 | 2024-04-15     |               |            |            | 2024-04-08 | raised 2024-04-08, cleared 2024-04-15
        edge   | the nursery rang on the day it began    | 2024-03-01 | 2024-03-04 |                | 2024-03-04    |            |            | 2024-04-08 | quiet
        edge   | the nursery rang the day before         | 2024-03-01 | 2024-03-04 |                | 2024-03-03    |            |            | 2024-04-08 | raised 2024-04-08
        edge   | answered on the day it was finished     | 2024-03-01 | 2024-03-04 | 2024-04-08     |               |            |            | 2024-04-08 | quiet
        edge   | nobody wrote when it began              | 2024-03-01 |            |                |               |            |            | 2024-04-08 | quiet
        edge   | it names an earlier beginning           | 2024-03-01 | 2024-03-04, 2024-03-25 |    | 2024-03-11    |            |            | 2024-04-08 about started-1 | quiet
        edge   | the answer became known late            | 2024-03-01 | 2024-03-04 | 2024-03-18 known 2024-05-06 | |             |            | 2024-04-08 | quiet
        """,
    ),
)
