"""When a relative or a neighbour is worried and nothing is to be done, somebody has seen the child."""

from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.about import AboutOne, nothing_since
from keepsight.rules.shapes.accumulation import recurrence
from keepsight.rules.shapes.circumstance import Both, Either, Is
from keepsight.rules.vocabulary import CAME_TOGETHER, REFERRAL_CLOSED, SEEN

FROM_THE_FAMILY = select("referral", reporter=("child", "family", "public", "anonymous")) | select(
    "referral", agency=("family", "public")
)
CHILD_SEEN = SEEN | select("medical", "child_words")

rule = Rule(
    code="family_not_believed",
    title="A relative or neighbour is not believed",
    sentence="A relative, a neighbour or the child asked for help, and it was closed as malicious, or "
    "without anybody having seen the child.",
    source=PATTERNS["P24"].source,
    standing="proposal",
    patterns=("P24",),
    shape=recurrence(
        of=REFERRAL_CLOSED,
        after=Both(
            AboutOne(FROM_THE_FAMILY),
            Either(
                Is(select("referral_decision", decision="judged_malicious")),
                nothing_since(FROM_THE_FAMILY, came=CHILD_SEEN),
            ),
        ),
        cleared_by=CHILD_SEEN
        | select("assessment_started", "assessment_completed")
        | select("referral_decision", decision=REFERRAL_DECISION.group("acted_on"))
        | CAME_TOGETHER,
    ),
    clears="The day on which somebody sees the child, an assessment, a strategy discussion, or a later "
    "referral that is acted on.",
    note="Raised at the first, on the day of the decision. A decision is about the referral that it names; "
    "one that names none, about the last before it. One that judges the referral malicious is raised even "
    "where the child was seen before: that somebody means ill does not make it untrue.",
    cases=Cases(
        columns={
            "grandmother": given("referral", reporter="family", agency="family"),
            "school": given("referral", agency="school"),
            "visit": given("visit", seen="seen"),
            "not in": given("visit", seen="nobody_in"),
            "closed": given("referral_decision", decision="no_further_action"),
            "malicious": given("referral_decision", decision="judged_malicious"),
            "assessment": given("assessment_started"),
        },
        table="""
        case   | story                                   | grandmother | school     | visit      | not in     | closed     | malicious  | assessment | finding
        quiet  | somebody saw the child first            | 2024-03-04  |            | 2024-03-05 |            | 2024-03-06 |            |            | quiet
        quiet  | the school referred                     |             | 2024-03-04 |            |            | 2024-03-05 |            |            | quiet
        raised | closed on the telephone                 | 2024-03-04  |            |            |            | 2024-03-05 |            |            | raised 2024-03-05
        raised | closed because nobody was in            | 2024-03-04  |            |            | 2024-03-05 | 2024-03-06 |            | 2024-04-08 | raised 2024-03-06, cleared 2024-04-08
        raised | seen, and still called malicious        | 2024-03-04  |            | 2024-03-05 |            |            | 2024-03-06 |            | raised 2024-03-06
        edge   | seen on the day it was closed           | 2024-03-04  |            | 2024-03-05 |            | 2024-03-05 |            |            | quiet
        edge   | seen on the day of the call             | 2024-03-04  |            | 2024-03-04 |            | 2024-03-05 |            |            | quiet
        edge   | seen the day before the call            | 2024-03-04  |            | 2024-03-03 |            | 2024-03-05 |            |            | raised 2024-03-05
        edge   | the decision names the other referral   | 2024-03-04  | 2024-03-05 |            |            | 2024-03-06 about grandmother-1 | | | raised 2024-03-06
        edge   | it names the school’s, not the last     | 2024-03-05  | 2024-03-04 |            |            | 2024-03-06 about school-1 |      |            | quiet
        edge   | it is about the last, and names none    | 2024-03-04  | 2024-03-05 |            |            | 2024-03-06 |            |            | quiet
        edge   | the visit became known late             | 2024-03-04  |            | 2024-03-05 known 2024-04-02 | | 2024-03-06 |      |            | quiet
        """,
    ),
)
