"""A sign that nearly every area answers with a strategy discussion is answered with one by the next
working day, or somebody writes down that none is needed, and why."""

from keepsight.practice.codes.sign import SIGN
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import CAME_TOGETHER, ENQUIRY

SOURCE = PATTERNS["P25"].source
LIMIT = proposed("Time to discuss it", Period(1, "working_days"), SOURCE)

GRAVE = (
    select("concern", sign="disclosure", harms=("physical", "sexual"))
    | select("concern", sign="genital_injury_or_infection")
    | select("concern", sign=SIGN.group("injury"), explanation="unexplained")
)

rule = Rule(
    code="grave_sign_not_discussed",
    title="A grave sign and no strategy discussion",
    sentence="A child told of physical or sexual abuse, or has an injury that nothing explains, and there "
    "has been no strategy discussion, and no reason written down why none is needed.",
    source=SOURCE,
    standing="proposal",
    patterns=("P25",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=GRAVE.about_it,
        only=Unless(During(ENQUIRY)),
        expect=(
            CAME_TOGETHER | select("referral_decision", strategy_considered="not_needed")
        ).about_it,
        within=LIMIT,
        per_concern=True,
    ),
    clears="A strategy discussion or an enquiry, a decision on the referral that says that a strategy "
    "discussion is not needed and why, or an answer to the concern.",
    note="What calls for a strategy discussion is each area’s own to say, and no national list exists. "
    "Ours is short: the child told of physical or sexual abuse; an injury or infection of the genitals; "
    "an injury with no explanation, or one that does not fit. An area whose list is longer writes the "
    "rest down as a lesson. Not asked while an enquiry runs: those who should meet are at work.",
    step="Hold a strategy discussion, or say why none is needed",
    cases=Cases(
        columns={
            "told": given("concern", sign="disclosure", harms=("physical",), agency="school"),
            "told of neglect": given(
                "concern", sign="disclosure", harms=("neglect",), agency="school"
            ),
            "bruise": given(
                "concern",
                sign="bruise",
                harms=("physical",),
                explanation="unexplained",
                agency="gp",
            ),
            "enquiry": given("section_47_begun"),
            "discussed": given("strategy_discussion"),
            "not needed": given(
                "referral_decision", decision="assessment", strategy_considered="not_needed"
            ),
            "no word of it": given("referral_decision", decision="assessment"),
            "answer": answered("told-1"),
        },
        table="""
        case   | story                                     | told       | told of neglect | bruise     | enquiry    | discussed  | not needed | no word of it | answer     | finding
        quiet  | discussed on the next working day         | 2024-03-01 |                 |            |            | 2024-03-04 |            |               |            | quiet
        quiet  | the decision says why none is needed      | 2024-03-04 |                 |            |            |            | 2024-03-05 |               |            | quiet
        quiet  | told of something else                    |            | 2024-03-04      |            |            |            |            |               |            | quiet
        raised | assessed, and nobody says why not         | 2024-03-04 |                 |            |            |            |            | 2024-03-05    |            | raised 2024-03-06
        raised | an injury that nothing explains           |            |                 | 2024-03-04 |            | 2024-03-08 |            |               |            | raised 2024-03-06, cleared 2024-03-08
        raised | answered a month later                    | 2024-03-04 |                 |            |            |            |            |               | 2024-04-08 | raised 2024-03-06, cleared 2024-04-08
        edge   | discussed a day too late                  | 2024-03-01 |                 |            |            | 2024-03-05 |            |               |            | raised 2024-03-05, cleared 2024-03-05
        edge   | told while an enquiry runs                | 2024-03-04 |                 |            | 2024-02-26 |            |            |               |            | quiet
        edge   | the discussion became known late          | 2024-03-04 |                 |            |            | 2024-03-05 known 2024-04-02 |  |       |            | quiet
        edge   | the day it was told is put right          | 2024-03-04 corrected to 2024-03-06 on 2024-03-20 | | |  | 2024-03-07 |            |               |            | quiet
        """,
    ),
)
