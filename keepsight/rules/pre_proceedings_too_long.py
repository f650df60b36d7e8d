"""Pre-proceedings end within sixteen weeks, one way or the other."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import CAME_INTO_CARE, WORK_ENDED

LIMIT = dated("pre_proceedings")

rule = Rule(
    code="pre_proceedings_too_long",
    title="Pre-proceedings go on too long",
    sentence="The letter before proceedings was sent sixteen weeks ago, and the council has "
    "neither stepped down nor gone to court.",
    source=LIMIT.source,
    standing="from_memory",
    patterns=("P46",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("pre_proceedings_begun"),
        expect=select("pre_proceedings_ended", "proceedings_issued"),
        stops=CAME_INTO_CARE | WORK_ENDED,
        within=LIMIT,
    ),
    step="End pre-proceedings, or go to court",
    clears="Pre-proceedings end, or proceedings are issued. Coming into care or the end of the "
    "work stops the clock.",
    note="Sixteen weeks is best practice, and not the law. A second letter does not start the "
    "clock anew.",
    cases=Cases(
        columns={
            "letter": given("pre_proceedings_begun"),
            "ended": given("pre_proceedings_ended"),
            "issued": given("proceedings_issued"),
        },
        table="""
        case   | story                                | letter                 | ended      | issued     | as known on | finding
        quiet  | stepped down in time                 | 2024-03-04             | 2024-06-10 |            |             | quiet
        raised | issued after seven months            | 2024-03-04             |            | 2024-10-07 |             | raised 2024-06-25, cleared 2024-10-07
        raised | a second letter, and no end          | 2024-03-04, 2024-05-20 |            |            |             | raised 2024-06-25
        edge   | ended on the last day of 16 weeks    | 2024-03-04             | 2024-06-24 |            |             | quiet
        edge   | before there was such a number       | 2020-03-02             |            |            |             | quiet
        edge   | the end is heard of late: then       | 2024-03-04             | 2024-06-10 known 2024-07-15 | | 2024-07-01 | raised 2024-06-25
        edge   | the end is heard of late: afterwards | 2024-03-04             | 2024-06-10 known 2024-07-15 | |            | quiet
        edge   | the letter's day is corrected        | 2024-03-04 corrected to 2024-02-26 on 2024-07-01 | 2024-06-24 | |  | raised 2024-06-18, cleared 2024-06-24
        """,
    ),
)
