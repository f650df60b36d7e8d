"""A social worker sees a child in each new placement within a week."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import LEFT_CARE, SEEN

LIMIT = dated("placement_first_visit")

rule = Rule(
    code="new_placement_not_visited",
    title="A child has not been seen in a new placement",
    sentence="A child was placed, and a week later no social worker has seen them there.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("placement"),
        expect=SEEN,
        stops=select("placement_ended") | LEFT_CARE,
        within=LIMIT,
        each=True,
    ),
    step="See the child in the new placement",
    clears="A visit on which the child is seen, the end of the placement, or of care.",
    note="Every new placement starts a week of its own, also a move from one carer to another.",
    cases=Cases(
        columns={
            "placed": given("placement", placement="foster_care"),
            "seen": given("visit", visit="looked_after", seen="seen"),
            "not seen": given("visit", visit="looked_after", seen="not_seen"),
            "moved on": given("placement_ended", placement_end="planned_move"),
        },
        table="""
        case   | story                            | placed                 | seen                   | not seen   | moved on   | finding
        quiet  | seen on the seventh day          | 2024-09-02             | 2024-09-09             |            |            | quiet
        raised | seen on the eighth               | 2024-09-02             | 2024-09-10             |            |            | raised 2024-09-10, cleared 2024-09-10
        raised | nobody was in                    | 2024-09-02             |                        | 2024-09-06 |            | raised 2024-09-10
        edge   | each placement has its own week  | 2024-09-02, 2024-10-01 | 2024-09-05             |            |            | raised 2024-10-09
        edge   | moved on before the week was over | 2024-09-02            |                        |            | 2024-09-08 | quiet
        edge   | the visit became known late      | 2024-09-02             | 2024-09-06 known 2024-10-01 |       |            | quiet
        """,
    ),
)
