"""A baby who cannot yet move about and is hurt is examined by a paediatrician on the same day."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.shapes.age import Under
from keepsight.rules.shapes.circumstance import Both, Either, Is, Unless
from keepsight.rules.vocabulary import INJURY

SOURCE = PATTERNS["P08"].source
AGE = proposed("Age, where it is not said whether the child moves", Period(6, "months"), SOURCE)

rule = Rule(
    code="injured_baby_not_examined",
    title="An injured baby has not been examined",
    sentence="A baby who does not yet move about was hurt, and no paediatrician has examined the "
    "child since.",
    source=SOURCE,
    standing="published",
    patterns=("P08",),
    parameters=(AGE,),
    shape=Accumulation(
        of=INJURY.about_it,
        only=Both(
            Either(Under(AGE), Is(select("concern", moves_alone=False))),
            Unless(Is(select("concern", agency="paediatrics"))),
        ),
        counts=(Count(1),),
        cleared_by=select("medical").about_it,
        per_concern=True,
    ),
    clears="A medical on the day or afterwards, or an answer to the concern.",
    note="Raised on the day of the injury, because the protocol allows no wait; quiet when the baby "
    "is examined that day, or when a paediatrician raised the concern. An injury counts when the "
    "child was under six months old, or when whoever saw it said that the child cannot yet roll, "
    "crawl or walk. Whether agencies met about a bruise is asked by another rule.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "bruise": given("concern", harms=("physical",), sign="bruise", agency="gp"),
            "said not to move": given(
                "concern", harms=("physical",), sign="bruise", agency="nursery", moves_alone=False
            ),
            "seen in hospital": given(
                "concern", harms=("physical",), sign="fracture", agency="paediatrics"
            ),
            "medical": given("medical", harms=("physical",), agency="paediatrics"),
            "answer": answered("bruise-1"),
        },
        table="""
        case   | story                                       | born       | bruise     | said not to move | seen in hospital | medical    | answer     | finding
        quiet  | examined on the same day                    | 2024-01-08 | 2024-03-04 |                  |                  | 2024-03-04 |            | quiet
        quiet  | a paediatrician found it                    | 2024-01-08 |            |                  | 2024-03-04       |            |            | quiet
        raised | examined two days later                     | 2024-01-08 | 2024-03-04 |                  |                  | 2024-03-06 |            | raised 2024-03-04, cleared 2024-03-06
        raised | nobody examines                             | 2024-01-08 | 2024-03-04 |                  |                  |            |            | raised 2024-03-04
        raised | the birth is not known, but he lies         |            |            | 2024-03-04       |                  |            |            | raised 2024-03-04
        raised | somebody finds what explains it             | 2024-01-08 | 2024-03-04 |                  |                  |            | 2024-03-08 | raised 2024-03-04, cleared 2024-03-08
        edge   | on the day before six months                | 2023-09-05 | 2024-03-04 |                  |                  |            |            | raised 2024-03-04
        edge   | six months old on the day                   | 2023-09-04 | 2024-03-04 |                  |                  |            |            | quiet
        edge   | the medical was told of late                | 2024-01-08 | 2024-03-04 |                  |                  | 2024-03-04 known 2024-03-11 |            | quiet
        edge   | the day of birth was wrong, and put right   | 2023-10-02 corrected to 2023-06-02 on 2024-03-20 | 2024-03-04 |                  |                  |            |            | quiet
        """,
    ),
)
