"""A strategy discussion that begins enquiries into physical or sexual harm says whether a medical is
wanted, and why."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count

HARMS = ("physical", "sexual")

rule = Rule(
    code="medical_not_considered",
    title="No medical was considered",
    sentence="A strategy discussion began an enquiry into physical or sexual harm, and says that "
    "nobody considered a medical.",
    source=PATTERNS["P05"].source,
    standing="proposal",
    patterns=("P05",),
    shape=Accumulation(
        of=select(
            "strategy_discussion",
            strategy_decision="section_47",
            harms=HARMS,
            medical_considered="not_considered",
        ),
        counts=(Count(1),),
        cleared_by=select("medical_asked", "medical")
        | select("strategy_discussion", medical_considered=("yes", "not_needed")),
    ),
    clears="A medical that is asked for or made, or a strategy discussion that says why none is "
    "needed.",
    note="A discussion of which it is not recorded either way, such as one taken over from another "
    "system, raises nothing: nobody can tell from it what was considered.",
    cases=Cases(
        columns={
            "not considered": given(
                "strategy_discussion",
                strategy_decision="section_47",
                harms=("physical",),
                medical_considered="not_considered",
            ),
            "considered": given(
                "strategy_discussion",
                strategy_decision="section_47",
                harms=("physical",),
                medical_considered="not_needed",
            ),
            "about neglect": given(
                "strategy_discussion",
                strategy_decision="section_47",
                harms=("neglect",),
                medical_considered="not_considered",
            ),
            "not said": given(
                "strategy_discussion", strategy_decision="section_47", harms=("physical",)
            ),
            "medical": given("medical", agency="paediatrics"),
        },
        table="""
        case   | story                                | not considered | considered | about neglect | not said   | medical    | finding
        quiet  | considered, and not needed           |                | 2024-03-04 |               |            |            | quiet
        quiet  | an enquiry into neglect              |                |            | 2024-03-04    |            |            | quiet
        raised | nobody considered it                 | 2024-03-04     |            |               |            |            | raised 2024-03-04
        raised | a medical three days later           | 2024-03-04     |            |               |            | 2024-03-07 | raised 2024-03-04, cleared 2024-03-07
        raised | the next discussion considers it     | 2024-03-04     | 2024-03-11 |               |            |            | raised 2024-03-04, cleared 2024-03-11
        edge   | a medical on the same day            | 2024-03-04     |            |               |            | 2024-03-04 | quiet
        edge   | a medical before the discussion      | 2024-03-04     |            |               |            | 2024-03-01 | raised 2024-03-04
        edge   | it is not said whether               |                |            |               | 2024-03-04 |            | quiet
        edge   | the medical's day was wrong, and put right | 2024-03-04 |            |               |            | 2024-03-07 corrected to 2024-03-04 on 2024-03-18 | quiet
        """,
    ),
)
