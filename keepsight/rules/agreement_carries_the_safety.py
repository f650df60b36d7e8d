"""A paper that parents sign keeps no child safe by itself: something else stands beside it."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Either, Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.meanwhile import During
from keepsight.rules.vocabulary import CAME_INTO_CARE, CAME_TOGETHER, CARE, PLAN

SOURCE = PATTERNS["P45"].source
LIMIT = proposed("From the agreement to something beside it", Period(10, "working_days"), SOURCE)

rule = Rule(
    code="agreement_carries_the_safety",
    title="Only a written agreement keeps the child safe",
    sentence="The parents signed an agreement to keep this child safe, and no enquiry, conference, "
    "plan or legal step stands beside it.",
    source=SOURCE,
    standing="proposal",
    patterns=("P45",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("written_agreement"),
        only=Unless(Either(During(PLAN), During(CARE))),
        expect=select("conference", "plan_started", "legal_planning", "police_protection")
        | select("proceedings_issued", "order_made")
        | CAME_TOGETHER
        | CAME_INTO_CARE,
        stops=select("death"),
        within=LIMIT,
    ),
    step="Decide what protects the child besides the agreement",
    clears="A strategy discussion or enquiry, a conference, a protection plan, a legal step, or "
    "coming into care.",
    note="While a protection plan or care runs there is more than the agreement, and the rule is "
    "quiet. The end of the work does not clear it. A visit or a child in need meeting does not "
    "either: they were there when it was signed.",
    cases=Cases(
        columns={
            "plan": given("plan_started", categories=("neglect",)),
            "agreement": given("written_agreement"),
            "strategy": given("strategy_discussion", strategy_decision="section_47"),
            "closed": given("case_closed"),
        },
        table="""
        case   | story                               | plan       | agreement              | strategy   | closed     | as known on | finding
        quiet  | part of a protection plan           | 2024-02-05 | 2024-03-04             |            |            |             | quiet
        raised | nothing stands beside it            |            | 2024-03-04             |            |            |             | raised 2024-03-19
        raised | the work ends on it                 |            | 2024-03-04             |            | 2024-03-11 |             | raised 2024-03-19
        edge   | a discussion on the tenth day       |            | 2024-03-04             | 2024-03-18 |            |             | quiet
        edge   | a day later                         |            | 2024-03-04             | 2024-03-19 |            |             | raised 2024-03-19, cleared 2024-03-19
        edge   | signed anew: the first day counts   |            | 2024-03-04, 2024-03-15 |            |            |             | raised 2024-03-19
        edge   | the discussion is heard of late     |            | 2024-03-04             | 2024-03-11 known 2024-04-08 | | 2024-03-25 | raised 2024-03-19
        edge   | the day of signing is corrected     | 2024-02-05 | 2024-01-29 corrected to 2024-02-12 on 2024-04-08 | | | |         quiet
        """,
    ),
)
