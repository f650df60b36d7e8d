"""When a baby who cannot yet move about has a bruise, agencies meet by the next working day."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.age import Under
from keepsight.rules.shapes.circumstance import Either, Is
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import CAME_TOGETHER

SOURCE = PATTERNS["P11"].source
LIMIT = proposed("Time to meet", Period(1, "working_days"), SOURCE)
AGE = proposed("Age, where it is not said whether the child moves", Period(6, "months"), SOURCE)

rule = Rule(
    code="bruised_baby_not_discussed",
    title="Nobody has met about a bruised baby",
    sentence="A baby who does not yet move about has a bruise, and a strategy discussion did not "
    "follow by the next working day.",
    source=SOURCE,
    standing="proposal",
    patterns=("P11",),
    parameters=(LIMIT, AGE),
    shape=Deadline(
        start=select("concern", sign="bruise").about_it,
        only=Either(Under(AGE), Is(select("concern", moves_alone=False))),
        expect=CAME_TOGETHER.about_it,
        within=LIMIT,
        per_concern=True,
    ),
    step="Hold a strategy discussion about the bruise",
    clears="A strategy discussion or an enquiry about the bruise, or an answer to the concern.",
    note="In the case that the source tells of, three days passed. A bruise counts when the child "
    "was under six months old, or when whoever saw it said that the child cannot yet roll, crawl "
    "or walk.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "bruise": given("concern", harms=("physical",), sign="bruise", agency="gp"),
            "said not to move": given(
                "concern", harms=("physical",), sign="bruise", agency="nursery", moves_alone=False
            ),
            "discussion": given("strategy_discussion", harms=("physical",)),
            "answer": answered("bruise-1"),
        },
        table="""
        case   | story                                       | born       | bruise     | said not to move | discussion | answer     | finding
        quiet  | agencies meet on the day                    | 2024-01-08 | 2024-03-04 |                  | 2024-03-04 |            | quiet
        quiet  | a birthmark, answered the next day          | 2024-01-08 | 2024-03-04 |                  |            | 2024-03-05 | quiet
        raised | agencies meet after three days              | 2024-01-08 | 2024-03-04 |                  | 2024-03-07 |            | raised 2024-03-06, cleared 2024-03-07
        raised | nobody meets                                | 2024-01-08 | 2024-03-04 |                  |            |            | raised 2024-03-06
        raised | the birth is not known, but she lies        |            |            | 2024-03-04       |            |            | raised 2024-03-06
        edge   | seen on a Friday, met on the Monday         | 2024-01-08 | 2024-03-08 |                  | 2024-03-11 |            | quiet
        edge   | seen on a Friday, met on the Tuesday        | 2024-01-08 | 2024-03-08 |                  | 2024-03-12 |            | raised 2024-03-12, cleared 2024-03-12
        edge   | six months old on the day                   | 2023-09-04 | 2024-03-04 |                  |            |            | quiet
        edge   | the discussion's day was wrong, and put right | 2024-01-08 | 2024-03-04 |                  | 2024-03-07 corrected to 2024-03-05 on 2024-03-20 |            | quiet
        """,
    ),
)
