"""A child who lives with a parent, or with relatives approved for now, is seen every week until the first review."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import PLACED_FOR_NOW, SEEN

LIMIT = dated("placed_with_parent_visit")

rule = Rule(
    code="placed_for_now_not_visited",
    title="A child placed for now has not been seen this week",
    sentence="A child in care lives with a parent, or with relatives who are approved for now, and has not "
    "been seen for more than a week before the first review.",
    source=LIMIT.source,
    standing="published",
    parameters=(LIMIT,),
    shape=Rhythm(during=PLACED_FOR_NOW, beat=SEEN, first=LIMIT, then=LIMIT),
    step="See the child who is placed for now",
    clears="A visit on which the child is seen, the review, the end of the placement or of care.",
    note="These are the placements of which least is known. After the first review the limit is longer.",
    cases=Cases(
        columns={
            "with parent": given("placement", placement="with_parent"),
            "approved for now": given(
                "placement", placement="kinship", placement_term="carer_for_now"
            ),
            "seen": given("visit", visit="looked_after", seen="seen"),
            "review": given("looked_after_review"),
        },
        table="""
        case   | story                               | with parent | approved for now | seen                   | review     | finding
        quiet  | seen every week until the review    | 2024-01-08  |                  | 2024-01-15, 2024-01-22 | 2024-01-29 | quiet
        raised | the second week is missed by a day  | 2024-01-08  |                  | 2024-01-15, 2024-01-23 | 2024-01-29 | raised 2024-01-23, cleared 2024-01-23
        raised | relatives who are approved for now  |             | 2024-01-08       |                        |            | raised 2024-01-16
        edge   | after the review the limit is longer | 2024-01-08 |                  | 2024-01-12             | 2024-01-19 | quiet
        edge   | the visit became known late         | 2024-01-08  |                  | 2024-01-12 known 2024-02-01 | 2024-01-18 | quiet
        """,
    ),
)
