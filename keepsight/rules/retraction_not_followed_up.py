"""A child who takes back what they said may be afraid. Somebody finds out, and somebody decides."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import CAME_TOGETHER, SPECIALIST

SOURCE = PATTERNS["P12"].source
LIMIT = proposed("Time to follow it up", Period(20, "working_days"), SOURCE)

rule = Rule(
    code="retraction_not_followed_up",
    title="A child took it back and nobody asked why",
    sentence="A child took back what they had said, and neither a specialist assessment nor a "
    "decision of a manager has followed.",
    source=SOURCE,
    standing="proposal",
    patterns=("P12",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("retraction").about_it,
        expect=(SPECIALIST | CAME_TOGETHER | select("supervision")).about_it,
        within=LIMIT,
        per_concern=True,
    ),
    step="Find out why the child took it back",
    clears="A specialist assessment, supervision in which a manager decides, a strategy discussion "
    "or an enquiry about the concern, or an answer to the concern.",
    note="The concern stays open all the while: taking it back is no answer. Supervision about "
    "another concern does not count.",
    cases=Cases(
        columns={
            "told": given("concern", harms=("sexual",), sign="disclosure", agency="school"),
            "taken back": given("retraction", concerns=("told-1",), agency="school"),
            "specialist": given("assessment_started", assessment="specialist", harms=("sexual",)),
            "supervision": given("supervision"),
            "about another": given("supervision", concerns=("another",)),
            "answer": answered("told-1"),
        },
        table="""
        case   | story                                      | told       | taken back | specialist | supervision | about another | answer     | finding
        quiet  | a manager decides on the last day          | 2024-03-04 | 2024-03-11 |            | 2024-04-10  |               |            | quiet
        quiet  | answered by a named person                 | 2024-03-04 | 2024-03-11 |            |             |               | 2024-03-25 | quiet
        raised | a specialist comes one day too late        | 2024-03-04 | 2024-03-11 | 2024-04-11 |             |               |            | raised 2024-04-11, cleared 2024-04-11
        raised | nobody asks                                | 2024-03-04 | 2024-03-11 |            |             |               |            | raised 2024-04-11
        edge   | supervision before it does not do          | 2024-03-04 | 2024-03-11 |            | 2024-03-08  |               |            | raised 2024-04-11
        edge   | supervision about another concern          | 2024-03-04 | 2024-03-11 |            |             | 2024-03-18    |            | raised 2024-04-11
        edge   | the retraction is heard of late            | 2024-03-04 | 2024-03-11 known 2024-05-07 |            |             |               |            | raised 2024-04-11
        edge   | the day it was taken back is put right     | 2024-03-04 | 2024-03-11 corrected to 2024-03-18 on 2024-04-02 |            | 2024-04-17  |               |            | quiet
        """,
    ),
)
