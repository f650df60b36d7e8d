"""A child on a plan who can talk is seen without the adults of the home."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import standstill
from keepsight.rules.shapes.age import Under
from keepsight.rules.shapes.circumstance import Both, Unless
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import PLAN

SOURCE = PATTERNS["P32"].source
VISITS = proposed("Visits in a row", 2, SOURCE)
LONGEST = proposed("Since the first of them", Period(4, "weeks"), SOURCE)
AGE = proposed("From the age of", Period(3, "years"), SOURCE)

rule = Rule(
    code="not_seen_alone",
    title="The child is not seen alone",
    sentence="A child on a protection plan is seen on visits, but never without the adults.",
    source=SOURCE,
    standing="proposal",
    patterns=("P32",),
    parameters=(VISITS, LONGEST, AGE),
    shape=standstill(
        of=select("visit", seen="seen", seen_alone=False),
        only=Both(During(PLAN), Unless(Under(AGE))),
        without=select("visit", seen_alone=True) | PLAN.ends,
        times=VISITS,
        or_longer_than=LONGEST,
    ),
    step="See the child alone",
    clears="A visit on which the child is seen alone, or the end of the plan.",
    note="Where the birth is not known, the child is taken to be old enough. A visit that does not "
    "say whether the child was alone counts neither way.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "plan": given("plan_started", categories=("neglect",)),
            "not alone": given("visit", seen="seen", seen_alone=False),
            "alone": given("visit", seen="seen", seen_alone=True),
        },
        table="""
        case   | story                              | born       | plan       | not alone              | alone      | finding
        quiet  | seen alone soon after              | 2015-06-01 | 2024-03-04 | 2024-03-11             | 2024-03-25 | quiet
        raised | twice in a row                     | 2015-06-01 | 2024-03-04 | 2024-03-11, 2024-03-25 | 2024-04-08 | raised 2024-03-25, cleared 2024-04-08
        raised | four weeks since one such visit    | 2015-06-01 | 2024-03-04 | 2024-03-11             | 2024-05-13 | raised 2024-04-09, cleared 2024-05-13
        edge   | too young to be asked              | 2021-06-01 | 2024-03-04 | 2024-03-11, 2024-03-25 |            | quiet
        edge   | the birth is not known             |            | 2024-03-04 | 2024-03-11, 2024-03-25 |            | raised 2024-03-25
        edge   | no plan                            | 2015-06-01 |            | 2024-03-11, 2024-03-25 |            | quiet
        """,
    ),
)
