"""When an enquiry or a plan begins for one child, somebody decides about each brother and sister
within ten working days."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.age import NotYetBorn, Reached
from keepsight.rules.shapes.circumstance import Either, Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import CAME_TOGETHER, CARE, PLAN

LIMIT = proposed("Time to decide", Period(10, "working_days"), PATTERNS["P22"].source)
GROWN_UP = Reached(Period(18, "years"))

rule = Rule(
    code="sibling_not_considered",
    title="A brother or sister has not been considered",
    sentence="An enquiry or plan began for a brother or sister, and nothing says that anybody "
    "thought about this child.",
    source=PATTERNS["P22"].source,
    standing="proposal",
    patterns=("P22",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("section_47_begun", "plan_started"),
        across_siblings=True,
        only=Unless(
            Either(Either(During(PLAN), During(CARE)), Either(NotYetBorn(), GROWN_UP)),
        ),
        expect=CAME_TOGETHER
        | select("conference", "plan_started", "assessment_started", "assessment_completed")
        | select("referral_decision"),
        stops=select("looked_after_began", "death"),
        within=LIMIT,
    ),
    step="Decide about this brother or sister too",
    clears="A strategy discussion, enquiry, assessment, conference, plan or decision on a referral "
    "for this child.",
    note="A child who is on a plan or in care already has been thought of. Nobody is asked to decide "
    "about a brother or sister who was not born yet or was 18 by then.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "brother's enquiry": given("section_47_begun", child="brother"),
            "brother's plan": given("plan_started", child="brother", categories=("physical",)),
            "assessment": given("assessment_started"),
            "own plan": given("plan_started", categories=("neglect",)),
        },
        table="""
        case   | story                                | born       | brother's enquiry | brother's plan | assessment | own plan   | finding
        quiet  | assessed on the tenth working day    |            | 2024-03-04        |                | 2024-03-18 |            | quiet
        raised | assessed a day later                 |            | 2024-03-04        |                | 2024-03-19 |            | raised 2024-03-19, cleared 2024-03-19
        raised | nobody thinks of the child           |            | 2024-03-04        | 2024-03-22     |            |            | raised 2024-03-19
        edge   | on a plan already                    |            | 2024-03-04        |                |            | 2024-01-15 | quiet
        edge   | a second start while the first waits |            | 2024-03-04        | 2024-03-22     | 2024-04-10 |            | raised 2024-03-19, cleared 2024-04-10
        edge   | not born yet                         | 2024-03-05 | 2024-03-04        |                |            |            | quiet
        edge   | the day before the eighteenth birthday | 2006-03-05 | 2024-03-04        |                |            |            | raised 2024-03-19
        edge   | eighteen on the day                  | 2006-03-04 | 2024-03-04        |                |            |            | quiet
        edge   | eighteen long ago, born before 1998  | 1996-03-04 | 2024-03-04        |                |            |            | quiet
        """,
    ),
)
