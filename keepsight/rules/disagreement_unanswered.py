"""Whoever disagrees with a decision is answered by the day that their stage has, or it climbs."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.overdue import Overdue

SOURCE = PATTERNS["P49"].source
ANSWERED = select("disagreement_answered", "escalated", "disagreement_settled")

rule = Rule(
    code="disagreement_unanswered",
    title="A disagreement is unanswered",
    sentence="Somebody disagreed with a decision about this child, the day for an answer has "
    "passed, and nobody has answered or taken it higher.",
    source=SOURCE,
    standing="local",
    patterns=("P49",),
    shape=Overdue(of=select("disagreement", "escalated"), done_by=ANSWERED),
    step="Answer the disagreement",
    clears="An answer, the next stage, or the word of whoever disagrees that it is settled.",
    note="The day is set when the disagreement is raised or taken higher: one working day at the "
    "first stage, two at the second and five at the third, unless the area has its own. The end of "
    "the work does not clear it: what is disagreed with may be just that.",
    cases=Cases(
        columns={
            "disagreement": given("disagreement", reasons="No.", due_on="2024-03-05"),
            "taken higher": given("escalated", stage="manager", due_on="2024-03-08"),
            "answered": given(
                "disagreement_answered", disagreement_outcome="decision_stands", reasons="So."
            ),
            "settled": given("disagreement_settled", reasons="Thank you."),
        },
        table="""
        case   | story                               | disagreement | taken higher                    | answered                        | settled                         | as known on | finding
        quiet  | answered the next day               | 2024-03-04   |                                 | 2024-03-05 about disagreement-1 |                                 |             | quiet
        raised | answered three days late            | 2024-03-04   |                                 | 2024-03-08 about disagreement-1 |                                 |             | raised 2024-03-06, cleared 2024-03-08
        raised | taken higher, and not answered      | 2024-03-04   | 2024-03-06 about disagreement-1 |                                 |                                 |             | raised 2024-03-06, cleared 2024-03-06; raised 2024-03-09
        edge   | taken higher on the last day        | 2024-03-04   | 2024-03-05 about disagreement-1 | 2024-03-08 about disagreement-1 |                                 |             | quiet
        edge   | whoever disagrees calls it settled  | 2024-03-04   |                                 |                                 | 2024-03-05 about disagreement-1 |             | quiet
        edge   | the answer is known late: then      | 2024-03-04   |                                 | 2024-03-05 known 2024-03-12 about disagreement-1 |                |  2024-03-07 | raised 2024-03-06
        edge   | the day of the answer is corrected  | 2024-03-04   |                                 | 2024-03-05 about disagreement-1 corrected to 2024-03-07 on 2024-03-12 | | | raised 2024-03-06, cleared 2024-03-07
        """,
    ),
)
