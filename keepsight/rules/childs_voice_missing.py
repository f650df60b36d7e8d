"""Whoever sees a child asks the child, and writes down what the child said, or showed."""

from keepsight.practice.codes.visit import HEARD
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.shapes.age import Under
from keepsight.rules.shapes.circumstance import Unless

SOURCE = PATTERNS["P36"].source
VISITS = proposed("Visits in a row", 3, SOURCE)
AGE = proposed("From the age of", Period(3, "years"), SOURCE)

rule = Rule(
    code="childs_voice_missing",
    title="The child’s own voice is missing",
    sentence="This child was seen on visit after visit, and nothing is written of what the child said, or "
    "showed, or did not want to say.",
    source=SOURCE,
    standing="proposal",
    patterns=("P36",),
    parameters=(VISITS, AGE),
    shape=Accumulation(
        of=select("visit", seen="seen", heard=HEARD.group("not_heard")),
        only=Unless(Under(AGE)),
        counts=(Count(VISITS),),
        cleared_by=select("visit", heard=HEARD.group("heard"))
        | select("child_words", "return_interview"),
    ),
    clears="A visit with the child’s words, or with what the child showed or did not want to say; the "
    "child’s own words told to anybody; or a return interview.",
    note="A rule does not read words. Keepsight’s own page for a visit notes that nothing was written; a "
    "visit from another system that says neither way raises nothing, and breaks no row. Several visits on "
    "one day are one. Where the birth is not known, the child is taken to be old enough.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "nothing written": given("visit", seen="seen", heard="not_written"),
            "not asked": given("visit", seen="seen", heard="not_asked"),
            "did not want to": given("visit", seen="seen", heard="asked"),
            "from elsewhere": given("visit", seen="seen"),
            "told a teacher": given("child_words", child_words="I like it here.", agency="school"),
        },
        table="""
        case   | story                               | born       | nothing written                    | not asked  | did not want to | from elsewhere                     | told a teacher | finding
        quiet  | two visits                          | 2015-06-01 | 2024-03-04, 2024-03-18             |            |                 |                                    |                | quiet
        quiet  | visits of which nobody can tell     | 2015-06-01 |                                    |            |                 | 2024-03-04, 2024-03-18, 2024-04-01 |                | quiet
        raised | three in a row                      | 2015-06-01 | 2024-03-04, 2024-03-18             | 2024-04-01 |                 |                                    |                | raised 2024-04-01
        raised | and then the child tells a teacher  | 2015-06-01 | 2024-03-04, 2024-03-18, 2024-04-01 |            |                 |                                    | 2024-04-15     | raised 2024-04-01, cleared 2024-04-15
        edge   | asked in between                    | 2015-06-01 | 2024-03-04, 2024-03-18, 2024-04-08 |            | 2024-04-01      |                                    |                | quiet
        edge   | two on one day                      | 2015-06-01 | 2024-03-04, 2024-03-04, 2024-03-18 |            |                 |                                    |                | quiet
        edge   | three years old at the first        | 2021-03-04 | 2024-03-04, 2024-03-18, 2024-04-01 |            |                 |                                    |                | raised 2024-04-01
        edge   | not yet three at the first          | 2021-03-05 | 2024-03-04, 2024-03-18, 2024-04-01 |            |                 |                                    |                | quiet
        edge   | the words became known late         | 2015-06-01 | 2024-03-04, 2024-03-18, 2024-04-01 |            |                 |                                    | 2024-03-25 known 2024-05-06 | quiet
        """,
    ),
)
