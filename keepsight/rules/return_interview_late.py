"""A child who was missing and came back is spoken with by somebody independent within 72 hours."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline

LIMIT = dated("return_interview")

rule = Rule(
    code="return_interview_late",
    title="No return interview in time",
    sentence="A child was missing and came back, and within 72 hours nobody independent has asked why.",
    source=LIMIT.source,
    standing="published",
    patterns=("P37",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("missing_returned"),
        expect=select("return_interview"),
        stops=select("death"),
        within=LIMIT,
    ),
    step="Have the return interview",
    clears="A return interview.",
    note="Where the hour is not known the third day after the return is the last in time. One interview "
    "may be about several times of being missing.",
    cases=Cases(
        columns={
            "came back": given("missing_returned"),
            "interview": given("return_interview"),
        },
        table="""
        case   | story                             | came back              | interview  | finding
        quiet  | held on the third day             | 2024-03-04             | 2024-03-07 | quiet
        raised | held on the fourth                | 2024-03-04             | 2024-03-08 | raised 2024-03-08, cleared 2024-03-08
        raised | never held                        | 2024-03-04             |            | raised 2024-03-08
        edge   | held on the day of the return     | 2024-03-04             | 2024-03-04 | quiet
        edge   | missing again before it was held  | 2024-03-04, 2024-03-06 | 2024-03-09 | raised 2024-03-08, cleared 2024-03-09
        edge   | it became known late              | 2024-03-04             | 2024-03-06 known 2024-03-20 | quiet
        """,
    ),
)
