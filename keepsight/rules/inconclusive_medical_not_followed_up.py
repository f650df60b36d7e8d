"""A medical that settles nothing is followed by a second opinion, a specialist assessment or a new
strategy discussion, and is never read as an all clear."""

from keepsight.practice.codes.medical import MEDICAL_FINDING
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import SEEMS_AN_END

LIMIT = proposed("Time to follow it up", Period(15, "working_days"), PATTERNS["P04"].source)

rule = Rule(
    code="inconclusive_medical_not_followed_up",
    title="An inconclusive medical has not been followed up",
    sentence="A medical settled nothing, and there has been no second opinion, specialist "
    "assessment or new strategy discussion; or the concern was lowered without one.",
    source=PATTERNS["P04"].source,
    standing="proposal",
    patterns=("P04",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select(
            "medical", medical_finding=MEDICAL_FINDING.group("unclear"), opinion="first"
        ).about_it,
        expect=(
            select("medical", opinion="second")
            | select("assessment_started", "assessment_completed", assessment="specialist")
            | select("strategy_discussion")
        ).about_it,
        within=LIMIT,
        at_once_if=select("category_changed").away_from_its_harm
        | select("police_outcome", police_outcome="no_further_action").about_it
        | SEEMS_AN_END,
        per_concern=True,
    ),
    step="Follow up the inconclusive medical",
    clears="A second medical opinion, a specialist assessment, a strategy discussion held after "
    "the medical, or an answer to the concern.",
    cases=Cases(
        columns={
            "concern": given("concern", harms=("sexual",), agency="nursery"),
            "medical": given(
                "medical", medical_finding="inconclusive", harms=("sexual",), agency="paediatrics"
            ),
            "second opinion": given("medical", medical_finding="supports_abuse", opinion="second"),
            "discussion": given("strategy_discussion", harms=("sexual",)),
            "category moved": given(
                "category_changed", from_categories=("sexual",), to_categories=("neglect",)
            ),
            "answer": answered("concern-1"),
        },
        table="""
        case   | story                                 | concern    | medical    | second opinion | discussion | category moved | answer     | finding
        quiet  | a second opinion on the last day      | 2009-02-10 | 2009-02-24 | 2009-03-17     |            |                |            | quiet
        raised | a discussion one day too late         | 2009-02-10 | 2009-02-24 |                | 2009-03-18 |                |            | raised 2009-03-18, cleared 2009-03-18
        raised | the category moves while it waits     | 2009-02-10 | 2009-02-24 |                |            | 2009-03-06     |            | raised 2009-03-06
        raised | answered in the end                   | 2009-02-10 | 2009-02-24 |                |            |                | 2009-06-01 | raised 2009-03-18, cleared 2009-06-01
        edge   | the discussion before it does not do  | 2009-02-10 | 2009-02-24 |                | 2009-02-16 |                |            | raised 2009-03-18
        edge   | the concern was answered already      | 2009-02-10 | 2009-02-24 |                |            |                | 2009-02-24 | quiet
        """,
    ),
)
