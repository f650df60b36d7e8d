"""A child who has lived for a year where they are to stay until 18 is seen by a social worker at least every three months."""

from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.shapes.meanwhile import DuringFor
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import PLACED_TO_EIGHTEEN, SEEN

LIMIT = dated("placement_visit_long_term")

rule = Rule(
    code="settled_child_not_visited",
    title="A settled child in care has not been visited",
    sentence="No social worker has seen this child, who is to stay where they are until 18, for more than "
    "three months.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Rhythm(
        during=PLACED_TO_EIGHTEEN,
        beat=SEEN,
        first=LIMIT,
        then=LIMIT,
        only=DuringFor(PLACED_TO_EIGHTEEN, Period(12, "months")),
    ),
    step="Visit the child in the settled placement",
    clears="A visit on which the child is seen, another placement, or the end of care.",
    note="In the first year of the placement the child is seen at least every six weeks. That a change of "
    "2015 asks for less where foster care is long-term has not been checked.",
    cases=Cases(
        columns={
            "placed to 18": given(
                "placement", placement="foster_care", placement_term="to_eighteen"
            ),
            "seen": given("visit", visit="looked_after", seen="seen"),
            "moved": given("placement_ended", placement_end="planned_move"),
        },
        table="""
        case   | story                                    | placed to 18 | seen                   | moved      | finding
        quiet  | seen on the last day of three months     | 2022-12-05   | 2024-01-08, 2024-04-08 | 2024-06-03 | quiet
        raised | seen a day later                         | 2022-12-05   | 2024-01-08, 2024-04-09 | 2024-06-03 | raised 2024-04-09, cleared 2024-04-09
        raised | not seen again                           | 2022-12-05   | 2024-01-08             |            | raised 2024-04-09
        edge   | in the first year another rule speaks    | 2023-12-04   | 2024-01-08             | 2024-10-01 | quiet
        edge   | the last visit on the day the year is up | 2022-12-05   | 2023-12-05             | 2024-04-01 | raised 2024-03-06, cleared 2024-04-01
        edge   | the visit became known late              | 2022-12-05   | 2024-01-08, 2024-03-01 known 2024-05-01 | 2024-05-20 | quiet
        """,
    ),
)
