"""Injuries that different agencies have seen are laid side by side in a strategy discussion."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.shapes.age import Under
from keepsight.rules.vocabulary import CAME_TOGETHER, INJURY

SOURCE = PATTERNS["P10"].source
INJURIES = proposed("Injuries", 3, SOURCE)
YOUNG_CHILD = proposed("Injuries to a young child", 2, SOURCE)
YOUNG = proposed("A young child is under", Period(5, "years"), SOURCE)
WINDOW = proposed("Within", Period(12, "months"), SOURCE)

rule = Rule(
    code="injuries_not_put_together",
    title="Injuries that no two agencies have put together",
    sentence="Different agencies have each seen an injury to this child, and they have not come "
    "together in a strategy discussion or an enquiry since.",
    source=SOURCE,
    standing="proposal",
    patterns=("P10",),
    parameters=(INJURIES, YOUNG_CHILD, YOUNG, WINDOW),
    shape=Accumulation(
        of=INJURY,
        counts=(
            Count(INJURIES, within=WINDOW),
            Count(YOUNG_CHILD, within=WINDOW, when=Under(YOUNG)),
        ),
        by_different_agencies=True,
        cleared_by=CAME_TOGETHER,
    ),
    clears="A strategy discussion or a section 47 enquiry after the injuries.",
    note="Injuries of one day count once. Where the birth is not known, the number for older "
    "children is used.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "GP": given("concern", harms=("physical",), sign="bruise", agency="gp"),
            "hospital": given(
                "concern", harms=("physical",), sign="fracture", agency="emergency_department"
            ),
            "discussion": given("strategy_discussion"),
        },
        table="""
        case   | story                                        | born       | GP                                 | hospital   | discussion | finding
        quiet  | three injuries, all seen by the GP           |            | 2010-05-20, 2010-07-22, 2010-09-01 |            |            | quiet
        raised | the third is seen elsewhere                  |            | 2010-05-20, 2010-07-22             | 2011-05-17 | 2011-05-24 | raised 2011-05-17, cleared 2011-05-24
        raised | under five, the second is enough             | 2008-01-10 | 2010-05-20                         | 2010-07-22 |            | raised 2010-07-22
        edge   | a year and a day after the first             |            | 2010-05-16, 2010-07-22             | 2011-05-17 |            | quiet
        edge   | the second on the fifth birthday             | 2005-07-22 | 2010-05-20                         | 2010-07-22 |            | quiet
        edge   | a discussion between begins the count anew   |            | 2010-05-20, 2010-07-22             | 2011-05-17 | 2010-08-02 | quiet
        edge   | the injury's day was wrong, and put right    |            | 2010-05-20 corrected to 2009-05-20 on 2011-06-01, 2010-07-22 | 2011-05-17 |            | quiet
        """,
    ),
)
