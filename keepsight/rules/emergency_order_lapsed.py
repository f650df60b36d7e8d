"""An emergency protection order lasts eight days; before it lapses something else keeps the child safe, or the child goes home by decision."""

from keepsight.practice.codes.legal import ORDER
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import LEFT_CARE

LIMIT = dated("emergency_protection_order")
EMERGENCY = select("order_made", order_kind="emergency_protection_order")
ANOTHER = tuple(each for each in ORDER if each != "emergency_protection_order")

rule = Rule(
    code="emergency_order_lapsed",
    title="An emergency protection order has lapsed",
    sentence="An emergency protection order was made, and when its eight days were over no other order "
    "and no decision stood in its place.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Deadline(
        start=EMERGENCY,
        expect=select("order_extended", "order_ended", order_kind="emergency_protection_order")
        | select("order_made", order_kind=ANOTHER)
        | LEFT_CARE,
        within=LIMIT,
        each=True,
    ),
    step="Decide what follows the emergency protection order",
    clears="Another order, an extension, the end of the order, or the end of care.",
    note="The court may extend it once, for seven days. Where police protection came first, the eight "
    "days count from that; the page on legal steps and care says so.",
    cases=Cases(
        columns={
            "order": given("order_made", order_kind="emergency_protection_order"),
            "interim order": given("order_made", order_kind="interim_care_order"),
            "extended": given(
                "order_extended", order_kind="emergency_protection_order", until_on="2024-09-18"
            ),
            "ended": given("order_ended", order_kind="emergency_protection_order"),
        },
        table="""
        case   | story                          | order      | interim order | extended   | ended      | finding
        quiet  | an interim order on day eight  | 2024-09-03 | 2024-09-11    |            |            | quiet
        quiet  | extended in time               | 2024-09-03 |               | 2024-09-10 |            | quiet
        raised | an interim order a day late    | 2024-09-03 | 2024-09-12    |            |            | raised 2024-09-12, cleared 2024-09-12
        raised | nothing took its place         | 2024-09-03 |               |            |            | raised 2024-09-12
        edge   | ended on its last day          | 2024-09-03 |               |            | 2024-09-11 | quiet
        edge   | the order's day was put right  | 2024-09-03 corrected to 2024-09-05 on 2024-09-20 | 2024-09-13 | | | quiet
        """,
    ),
)
