"""Once lawyers and managers have found that the threshold for court is met, something follows: the
letter, the application, or a recorded decision to carry on without."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import CAME_INTO_CARE, WORK_ENDED

SOURCE = PATTERNS["P46"].source
LIMIT = proposed("From the meeting to the step", Period(10, "working_days"), SOURCE)

rule = Rule(
    code="legal_step_not_taken",
    title="The threshold is met and no legal step follows",
    sentence="A legal planning meeting found the threshold for court met, and neither "
    "pre-proceedings nor an application has begun.",
    source=SOURCE,
    standing="proposal",
    patterns=("P46",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select(
            "legal_planning",
            threshold="met",
            planning_decision=("pre_proceedings", "issue", "not_stated"),
        ),
        expect=select("pre_proceedings_begun", "proceedings_issued", "order_made")
        | select("legal_planning", planning_decision="carry_on")
        | select("legal_planning", threshold="not_met")
        | CAME_INTO_CARE,
        stops=WORK_ENDED,
        within=LIMIT,
    ),
    step="Take the legal step that was decided",
    clears="The letter before proceedings, an application or order, coming into care, or a legal "
    "planning meeting that decides otherwise. The end of the work stops the clock.",
    note="A meeting that found the threshold met and decided to carry on without either is a "
    "decision, and is left alone. Another meeting that only finds the same does not start the "
    "clock anew.",
    cases=Cases(
        columns={
            "met": given("legal_planning", threshold="met"),
            "carry on": given("legal_planning", threshold="met", planning_decision="carry_on"),
            "letter": given("pre_proceedings_begun"),
            "issued": given("proceedings_issued"),
        },
        table="""
        case   | story                                   | met                                            | carry on   | letter     | issued     | as known on | finding
        quiet  | the letter goes in a week               | 2024-03-04                                     |            | 2024-03-11 |            |             | quiet
        raised | issued after five weeks                 | 2024-03-04                                     |            |            | 2024-04-08 |             | raised 2024-03-19, cleared 2024-04-08
        raised | met again, and still nothing            | 2024-03-04, 2024-05-13                         |            |            |            |             | raised 2024-03-19
        edge   | on the tenth working day                | 2024-03-04                                     |            | 2024-03-18 |            |             | quiet
        edge   | the next meeting decides to carry on    | 2024-03-04                                     | 2024-03-15 |            |            |             | quiet
        edge   | the letter is heard of late: then       | 2024-03-04                                     |            | 2024-03-11 known 2024-04-15 |  | 2024-04-01  | raised 2024-03-19
        edge   | the letter is heard of late: afterwards | 2024-03-04                                     |            | 2024-03-11 known 2024-04-15 |  |             | quiet
        edge   | the day of the meeting is corrected     | 2024-03-04 corrected to 2024-03-01 on 2024-04-02 |          | 2024-03-18 |            |             | raised 2024-03-16, cleared 2024-03-18
        """,
    ),
)
