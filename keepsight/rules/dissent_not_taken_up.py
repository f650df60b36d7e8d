"""Whoever did not agree with what a meeting decided is heard again: it is taken up, or settled."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline

SOURCE = PATTERNS["P49"].source
LIMIT = proposed("From the meeting until it is taken up", Period(10, "working_days"), SOURCE)

rule = Rule(
    code="dissent_not_taken_up",
    title="A dissent is not taken up",
    sentence="Somebody at a meeting about this child did not agree with what it decided, and ten "
    "working days later nobody has taken that up.",
    source=SOURCE,
    standing="proposal",
    patterns=("P49",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("dissent"),
        expect=select("disagreement", "escalated", "disagreement_answered", "disagreement_settled"),
        stops=select("death"),
        within=LIMIT,
    ),
    step="Take up the dissent",
    clears="A disagreement is raised, answered, taken higher or settled, also where whoever did not "
    "agree says that the matter is settled for them.",
    note="Meeting again does not clear it: the dissent is written down on the day of the meeting "
    "itself, and those who decided may decide the same again.",
    cases=Cases(
        columns={
            "dissent": given("dissent", said_by="A nurse", reasons="No."),
            "disagreement": given("disagreement", reasons="No."),
            "settled": given("disagreement_settled", reasons="Thank you."),
            "core group": given("core_group"),
            "conference": given("conference", conference="review"),
        },
        table="""
        case   | story                                    | dissent    | disagreement | settled    | core group | conference | as known on | finding
        quiet  | taken up as a disagreement               | 2024-03-04 | 2024-03-07   |            |            |            |             | quiet
        raised | nobody takes it up                       | 2024-03-04 |              |            |            | 2024-06-03 |             | raised 2024-03-19
        raised | the core group meets                     | 2024-03-04 |              |            | 2024-03-14 |            |             | raised 2024-03-19
        raised | said at a conference, the same day       | 2024-03-04 |              |            |            | 2024-03-04 |             | raised 2024-03-19
        edge   | settled on the tenth working day         | 2024-03-04 |              | 2024-03-18 |            |            |             | quiet
        edge   | settled a day later                      | 2024-03-04 |              | 2024-03-19 |            |            |             | raised 2024-03-19, cleared 2024-03-19
        edge   | known late that it was settled: then     | 2024-03-04 |              | 2024-03-11 known 2024-04-02 | |       | 2024-03-25  | raised 2024-03-19
        edge   | the day is corrected                     | 2024-03-04 corrected to 2024-03-11 on 2024-03-20 | 2024-03-25 | | |   |             | quiet
        """,
    ),
)
