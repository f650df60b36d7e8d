"""Social care, the police and health are all there when a strategy is decided."""

from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import recurrence
from keepsight.rules.shapes.circumstance import Both, Is, Unless

SOURCE = PATTERNS["P27"].source
MUST_BE_THERE = ("social_care", "police", "health")


def _there(*agencies: str) -> Is:
    return Is(select("strategy_discussion", agencies_present=agencies))


ALL_THREE = Both(
    Both(_there(*AGENCY.group("social_care")), _there(*AGENCY.group("police"))),
    _there(*AGENCY.group("health")),
)
SAYS_WHO = _there(*AGENCY)

rule = Rule(
    code="strategy_discussion_without_agency",
    title="A strategy discussion without a key agency",
    sentence="Social care, the police and health decide together whether to enquire. One of them was not "
    "there, and they have not come together since.",
    source=SOURCE,
    standing="published",
    patterns=("P27",),
    shape=recurrence(
        of=select("strategy_discussion"),
        after=Both(SAYS_WHO, Unless(ALL_THREE)),
        cleared_by=select("strategy_discussion"),
    ),
    clears="Another strategy discussion.",
    note="A discussion of which nobody wrote down who was there counts neither way. Any health service "
    "counts as health.",
    cases=Cases(
        columns={
            "without the police": given(
                "strategy_discussion", agencies_present=("social_care", "gp", "school")
            ),
            "all three": given(
                "strategy_discussion", agencies_present=("social_care", "police", "hospital")
            ),
            "nobody said who": given("strategy_discussion"),
        },
        table="""
        case   | story                                   | without the police | all three  | nobody said who | finding
        quiet  | all three were there                    |                    | 2024-03-04 |                 | quiet
        raised | the police were not, and met a week on  | 2024-03-04         | 2024-03-11 |                 | raised 2024-03-04, cleared 2024-03-11
        raised | the police were never there             | 2024-03-04         |            |                 | raised 2024-03-04
        edge   | nobody wrote down who was there         |                    |            | 2024-03-04      | quiet
        edge   | they met again the same day             | 2024-03-04         | 2024-03-04 |                 | quiet
        edge   | the second became known late            | 2024-03-04         | 2024-03-04 known 2024-03-20 |  | quiet
        """,
    ),
)
