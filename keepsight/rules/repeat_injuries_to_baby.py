"""A baby who cannot yet move about and is hurt a second time is a matter for a strategy discussion,
however each hurt was explained."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.shapes.age import Under
from keepsight.rules.shapes.circumstance import Either, Is
from keepsight.rules.vocabulary import CAME_TOGETHER, INJURY

SOURCE = PATTERNS["P09"].source
INJURIES = proposed("Injuries", 2, SOURCE)
WINDOW = proposed("Within", Period(12, "months"), SOURCE)
AGE = proposed("Age, where it is not said whether the child moves", Period(12, "months"), SOURCE)

rule = Rule(
    code="repeat_injuries_to_baby",
    title="A baby hurt more than once",
    sentence="A baby who does not yet move about was hurt again, and agencies have not come "
    "together in a strategy discussion or an enquiry since.",
    source=SOURCE,
    standing="proposal",
    patterns=("P09",),
    parameters=(INJURIES, WINDOW, AGE),
    shape=Accumulation(
        of=INJURY,
        only=Either(Under(AGE), Is(select("concern", moves_alone=False))),
        counts=(Count(INJURIES, within=WINDOW),),
        cleared_by=CAME_TOGETHER,
    ),
    clears="A strategy discussion or a section 47 enquiry after the injuries.",
    note="An injury counts when the child was under twelve months old, or when whoever saw it said "
    "that the child cannot yet roll, crawl or walk.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "bruise": given("concern", harms=("physical",), sign="bruise", agency="gp"),
            "said not to move": given(
                "concern", harms=("physical",), sign="bruise", agency="hospital", moves_alone=False
            ),
            "discussion": given("strategy_discussion"),
        },
        table="""
        case   | story                                  | born       | bruise                 | said not to move | discussion | finding
        quiet  | one injury                             | 2006-03-01 | 2006-10-13             |                  |            | quiet
        raised | the second in the first year           | 2006-03-01 | 2006-10-13, 2006-12-11 |                  | 2006-12-12 | raised 2006-12-11, cleared 2006-12-12
        raised | the birth is not known, but he lies    |            |                        | 2006-10-13, 2006-12-11 |            | raised 2006-12-11
        edge   | the second on the first birthday       | 2006-03-01 | 2006-10-13, 2007-03-01 |                  |            | quiet
        edge   | seen twice on one day                  | 2006-03-01 | 2006-12-11             | 2006-12-11       |            | quiet
        edge   | a discussion on the day itself         | 2006-03-01 | 2006-10-13, 2006-12-11 |                  | 2006-12-11 | quiet
        """,
    ),
)
