"""When a child about whom somebody is worried leaves school, somebody asks on that day what it means:
school is where others see the child."""

from keepsight.practice.codes.school import SCHOOL_EVENT
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.shapes.circumstance import Both, Either, Unless
from keepsight.rules.shapes.earlier import SoonAfter
from keepsight.rules.shapes.meanwhile import AConcernIsOpen, During
from keepsight.rules.vocabulary import CAME_INTO_CARE, CAME_TOGETHER, CARE, ENQUIRY, PLAN

SOURCE = PATTERNS["P38"].source
AFTER = proposed("Since the plan or the enquiry ended", Period(6, "months"), SOURCE)

rule = Rule(
    code="taken_out_of_school",
    title="Taken out of school while a concern is open",
    sentence="This child has left school, or is lost to education, while a concern is open or an "
    "enquiry or a plan runs, or soon after, and nobody has met or begun to assess since.",
    source=SOURCE,
    standing="proposal",
    patterns=("P38",),
    parameters=(AFTER,),
    shape=Accumulation(
        of=select("school_event", school_event=SCHOOL_EVENT.group("out_of_school")),
        only=Both(
            Either(
                Either(AConcernIsOpen(), Either(During(ENQUIRY), During(PLAN))),
                SoonAfter(select("plan_ended", "section_47_ended"), AFTER),
            ),
            Unless(During(CARE)),
        ),
        counts=(Count(1),),
        cleared_by=CAME_TOGETHER
        | select("conference", "core_group", "assessment_started", "assessment_completed")
        | select("school_event", school_event="started"),
        stops=CAME_INTO_CARE | select("death"),
    ),
    clears="A strategy discussion, an enquiry, a conference or a core group, an assessment begun or "
    "finished, or the day on which the child is at a school again.",
    note="Raised on the day: taken off the roll, home education, or missing education. Most parents who "
    "teach at home teach well; the question is whether anybody has thought about this child. A child "
    "in care is not asked about here: the council itself sees to their school.",
    cases=Cases(
        columns={
            "concern": given("concern", harms=("neglect",), agency="school"),
            "plan": given("plan_started", categories=("neglect",)),
            "plan ended": given("plan_ended"),
            "at home": given("school_event", school_event="home_education", agency="school"),
            "answer": answered("concern-1"),
            "core group": given("core_group"),
            "at school again": given("school_event", school_event="started", agency="school"),
        },
        table="""
        case   | story                                     | concern    | plan       | plan ended | at home    | answer     | core group | at school again | finding
        quiet  | nobody is worried                         |            |            |            | 2024-03-04 |            |            |                 | quiet
        quiet  | the concern had been answered             | 2024-01-08 |            |            | 2024-03-04 | 2024-02-05 |            |                 | quiet
        raised | a concern is open, and nobody meets       | 2024-01-08 |            |            | 2024-03-04 |            |            |                 | raised 2024-03-04
        raised | on a plan, and the core group meets       |            | 2024-01-08 |            | 2024-03-04 |            | 2024-03-11 |                 | raised 2024-03-04, cleared 2024-03-11
        raised | back at school after the summer           | 2024-01-08 |            |            | 2024-05-06 |            |            | 2024-09-04      | raised 2024-05-06, cleared 2024-09-04
        edge   | six months after the plan, to the day     |            | 2023-01-09 | 2023-09-04 | 2024-03-04 |            |            |                 | raised 2024-03-04
        edge   | six months and a day                      |            | 2023-01-09 | 2023-09-03 | 2024-03-04 |            |            |                 | quiet
        edge   | they meet on the same day                 |            | 2024-01-08 |            | 2024-03-04 |            | 2024-03-04 |                 | quiet
        edge   | answered on the day                       | 2024-01-08 |            |            | 2024-03-04 | 2024-03-04 |            |                 | quiet
        edge   | the meeting became known late             |            | 2024-01-08 |            | 2024-03-04 |            | 2024-03-04 known 2024-04-08 |  | quiet
        edge   | the day the plan ended is put right       |            | 2023-01-09 | 2023-09-04 corrected to 2023-08-07 on 2024-05-06 | 2024-03-04 | | |        | quiet
        """,
    ),
)
