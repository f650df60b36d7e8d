"""Police protection lasts 72 hours at most; by then the child is at home, or safe by agreement or by an order."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import CAME_INTO_CARE

LIMIT = dated("police_protection")

rule = Rule(
    code="police_protection_too_long",
    title="Police protection has lasted too long",
    sentence="The police took this child into protection, and after 72 hours nothing says that it ended "
    "or what came after it.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("police_protection"),
        expect=select("police_protection_ended")
        | select("order_made", order_kind="emergency_protection_order")
        | CAME_INTO_CARE,
        stops=select("death"),
        within=LIMIT,
        each=True,
    ),
    step="Decide what follows police protection",
    clears="The end of police protection, an order, or coming into care.",
    note="Where the hour is not known the third day after it began is the last in time.",
    cases=Cases(
        columns={
            "protection": given("police_protection"),
            "ended": given("police_protection_ended", after_protection="returned_home"),
            "order": given("order_made", order_kind="emergency_protection_order"),
        },
        table="""
        case   | story                                   | protection | ended      | order      | finding
        quiet  | ended on the third day                  | 2024-09-06 | 2024-09-09 |            | quiet
        quiet  | a court made an order                   | 2024-09-06 |            | 2024-09-08 | quiet
        raised | ended on the fourth day, over a weekend | 2024-09-06 | 2024-09-10 |            | raised 2024-09-10, cleared 2024-09-10
        raised | nothing says that it ended              | 2024-09-06 |            |            | raised 2024-09-10
        edge   | ended the same day                      | 2024-09-06 | 2024-09-06 |            | quiet
        edge   | its end became known late               | 2024-09-06 | 2024-09-08 known 2024-09-20 | | quiet
        """,
    ),
)
