"""A child in need plan is agreed at a meeting with the family within ten days of the assessment.
There is no national number: this one is local."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import IN_NEED

LIMIT = dated("first_child_in_need_meeting")

rule = Rule(
    code="first_child_in_need_meeting_late",
    title="First child in need meeting is late",
    sentence="An assessment ended in a child in need plan, and ten days later nobody had met with "
    "the family to agree it.",
    source=LIMIT.source,
    standing="local",
    parameters=(LIMIT,),
    shape=Rhythm(
        during=IN_NEED,
        beat=select("meeting", meeting=("child_in_need", "family_group"))
        | select("core_group", "conference"),
        first=LIMIT,
        then=None,
    ),
    step="Hold the first child in need meeting",
    clears="A child in need meeting, or another that plans with the family, or the end of the "
    "help.",
    note="The source says days and not working days. An assessment brought up to date while the "
    "help goes on asks for no first meeting again.",
    cases=Cases(
        columns={
            "assessed": given("assessment_completed", assessment_outcome="child_in_need_plan"),
            "meeting": given("meeting", meeting="child_in_need"),
            "professionals": given("meeting", meeting="professionals"),
            "closed": given("case_closed"),
        },
        table="""
        case   | story                                     | assessed               | meeting    | professionals | closed     | as known on | finding
        quiet  | met in a week                             | 2024-09-02             | 2024-09-09 |               | 2025-01-13 |             | quiet
        raised | met after three weeks                     | 2024-09-02             | 2024-09-23 |               | 2025-01-13 |             | raised 2024-09-13, cleared 2024-09-23
        raised | only professionals met                    | 2024-09-02             |            | 2024-09-09    | 2025-01-13 |             | raised 2024-09-13, cleared 2025-01-13
        edge   | on the tenth day                          | 2024-09-02             | 2024-09-12 |               | 2025-01-13 |             | quiet
        edge   | assessed again while the help goes on     | 2024-09-02, 2024-12-02 | 2024-09-09 |               | 2025-01-13 |             | quiet
        edge   | written down late: at the time            | 2024-09-02             | 2024-09-10 known 2024-09-20 | |         | 2024-09-16  | raised 2024-09-13
        edge   | the day of the meeting is corrected       | 2024-09-02             | 2024-09-12 corrected to 2024-09-13 on 2024-09-20 | | 2025-01-13 | | raised 2024-09-13, cleared 2024-09-13
        """,
    ),
)
