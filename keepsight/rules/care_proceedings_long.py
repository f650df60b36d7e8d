"""A court decides within 26 weeks whether a child is to be in care."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import FINAL_ORDER, LEFT_CARE

LIMIT = dated("care_proceedings")

rule = Rule(
    code="care_proceedings_long",
    title="Care proceedings have lasted too long",
    sentence="The council asked a court to decide about this child, and after 26 weeks it has neither "
    "decided nor allowed itself longer.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("proceedings_issued"),
        expect=FINAL_ORDER | select("proceedings_ended"),
        stops=select("proceedings_extended") | LEFT_CARE,
        within=LIMIT,
        each=True,
    ),
    step="Have the court decide, or ask it for longer",
    clears="A final order, the end of proceedings, or a court's decision to extend them.",
    note="The day of issue is the first day. Since 22 April 2014; before that there was no limit. Until "
    "when a court has extended them stands on the page of legal steps and care.",
    cases=Cases(
        columns={
            "issued": given("proceedings_issued"),
            "final order": given("order_made", order_kind="care_order"),
            "interim order": given("order_made", order_kind="interim_care_order"),
            "extended": given("proceedings_extended", until_on="2025-01-30"),
        },
        table="""
        case   | story                                   | issued     | final order | interim order | extended   | finding
        quiet  | decided on the last day of week 26      | 2024-06-03 | 2024-12-01  |               |            | quiet
        raised | decided a day later                     | 2024-06-03 | 2024-12-02  |               |            | raised 2024-12-02, cleared 2024-12-02
        raised | an interim order decides nothing        | 2024-06-03 |             | 2024-06-20    |            | raised 2024-12-02
        edge   | the court allowed itself longer in time | 2024-06-03 |             |               | 2024-11-25 | quiet
        edge   | before there was a limit                | 2014-04-21 |             |               |            | quiet
        edge   | the day of issue was put right          | 2024-06-03 corrected to 2024-06-10 on 2024-12-20 | 2024-12-06 | | | quiet
        """,
    ),
)
