"""Most children who are sexually abused do not say so. Signs are taken up without waiting for
words."""

from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.practice.codes.sign import SIGN
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Both, Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.earlier import After
from keepsight.rules.shapes.lately import Lately
from keepsight.rules.vocabulary import CAME_TOGETHER, SPECIALIST

SOURCE = PATTERNS["P13"].source
SIGNS = proposed("Signs", 2, SOURCE)
WINDOW = proposed("Within", Period(12, "months"), SOURCE)
LIMIT = proposed("Time to take them up", Period(15, "working_days"), SOURCE)

WITHOUT_WORDS = select(
    "concern", harms="sexual", sign=tuple(each for each in SIGN if each != "disclosure")
)
TOLD = select("concern", harms="sexual", sign="disclosure")

CLOSED = (
    select("referral_decision", decision=REFERRAL_DECISION.group("closed"))
    | select("assessment_completed", assessment_outcome="no_further_action")
    | select("case_closed", "case_stepped_down")
)

rule = Rule(
    code="waiting_for_the_child_to_tell",
    title="Waiting for the child to say it",
    sentence="Signs of sexual abuse have come more than once in a year, the child has not told in "
    "words, and no enquiry or specialist assessment has taken the signs up.",
    source=SOURCE,
    standing="proposal",
    patterns=("P13",),
    parameters=(SIGNS, WINDOW, LIMIT),
    shape=Deadline(
        start=WITHOUT_WORDS,
        only=Both(Lately(WITHOUT_WORDS, SIGNS, WINDOW), Unless(After(TOLD))),
        expect=CAME_TOGETHER
        | SPECIALIST
        | select("medical", medical_finding=("supports_abuse", "other_cause")),
        within=LIMIT,
        at_once_if=CLOSED,
    ),
    step="Take up the signs with other agencies",
    clears="A strategy discussion, an enquiry, a specialist assessment, or a medical that says what "
    "the signs come from.",
    note="Raised at once when the work is closed while the signs wait. Signs of one day count once. "
    "Nothing is asked here of a child who has told: that has rules of its own. A medical that finds "
    "nothing clears nothing.",
    cases=Cases(
        columns={
            "behaviour": given(
                "concern", harms=("sexual",), sign="sexualised_behaviour", agency="nursery"
            ),
            "infection": given(
                "concern", harms=("sexual",), sign="genital_injury_or_infection", agency="gp"
            ),
            "told": given("concern", harms=("sexual",), sign="disclosure", agency="school"),
            "discussion": given("strategy_discussion"),
            "closed": given("referral_decision", decision="no_further_action"),
        },
        table="""
        case   | story                                     | behaviour  | infection  | told       | discussion | closed     | finding
        quiet  | one sign                                  | 2024-01-08 |            |            |            | 2024-01-09 | quiet
        quiet  | agencies meet on the last day             | 2024-01-08 | 2024-06-03 |            | 2024-06-24 |            | quiet
        raised | the second is closed                      | 2024-01-08 | 2024-06-03 |            |            | 2024-06-04 | raised 2024-06-04
        raised | nobody closes it, and nobody takes it up  | 2024-01-08 | 2024-06-03 |            | 2024-07-01 |            | raised 2024-06-25, cleared 2024-07-01
        edge   | the child told before                     | 2024-01-08 | 2024-06-03 | 2024-05-06 |            | 2024-06-04 | quiet
        edge   | on the same day a year later              | 2024-01-08 | 2025-01-08 |            |            | 2025-01-09 | raised 2025-01-09
        edge   | a year and a day later                    | 2024-01-08 | 2025-01-09 |            |            | 2025-01-10 | quiet
        edge   | both on one day                           | 2024-01-08 | 2024-01-08 |            |            | 2024-01-09 | quiet
        edge   | the first is heard of late                | 2024-01-08 known 2024-08-05 | 2024-06-03 |            |            | 2024-06-04 | raised 2024-06-04
        edge   | the first was of the year before, and put right | 2024-01-08 corrected to 2023-01-09 on 2024-07-01 | 2024-06-03 |            |            | 2024-06-04 | quiet
        """,
    ),
)
