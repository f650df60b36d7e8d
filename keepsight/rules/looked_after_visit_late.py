"""A social worker sees a child in care at least every six weeks."""

from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.shapes.circumstance import Unless
from keepsight.rules.shapes.meanwhile import DuringFor
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import CARE, PLACED_TO_EIGHTEEN, SEEN

LIMIT = dated("placement_visit_first_year")
SETTLED = DuringFor(PLACED_TO_EIGHTEEN, Period(12, "months"))

rule = Rule(
    code="looked_after_visit_late",
    title="A child in care has not been visited",
    sentence="No social worker has seen this child in care for more than six weeks.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Rhythm(during=CARE, beat=SEEN, first=LIMIT, then=LIMIT, only=Unless(SETTLED)),
    step="Visit the child in care",
    clears="A visit on which the child is seen, or the end of care.",
    note="A child who has lived for a year in a placement that is meant to last until 18 may be visited "
    "every three months; another rule watches that. The first week of a placement has a rule of its own.",
    cases=Cases(
        columns={
            "came into care": given("looked_after_began"),
            "placed to 18": given(
                "placement", placement="foster_care", placement_term="to_eighteen"
            ),
            "seen": given("visit", visit="looked_after", seen="seen"),
            "not seen": given("visit", visit="looked_after", seen="refused"),
            "left care": given("looked_after_ended"),
        },
        table="""
        case   | story                                      | came into care | placed to 18 | seen                   | not seen   | left care  | finding
        quiet  | seen every six weeks                       | 2024-01-08     |              | 2024-02-19, 2024-04-01 |            | 2024-05-13 | quiet
        raised | the second visit is a day late             | 2024-01-08     |              | 2024-02-19, 2024-04-02 |            | 2024-05-13 | raised 2024-04-02, cleared 2024-04-02
        raised | not let in                                 | 2024-01-08     |              |                        | 2024-02-12 | 2024-03-01 | raised 2024-02-20, cleared 2024-03-01
        edge   | settled for a year in a lasting placement  | 2022-12-05     | 2022-12-05   | 2023-01-09, 2023-02-20, 2023-04-03, 2023-05-15, 2023-06-26, 2023-08-07, 2023-09-18, 2023-10-30, 2023-12-05 | | 2024-03-01 | quiet
        edge   | the last visit before the year was over    | 2022-12-05     | 2022-12-05   | 2023-01-09, 2023-02-20, 2023-04-03, 2023-05-15, 2023-06-26, 2023-08-07, 2023-09-18, 2023-10-30, 2023-12-04 | | 2024-03-01 | raised 2024-01-16, cleared 2024-03-01
        edge   | the visit became known late                | 2024-01-08     |              | 2024-02-19 known 2024-04-01 |       | 2024-03-25 | quiet
        """,
    ),
)
