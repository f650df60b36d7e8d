"""When an adult joins the home of a child about whom a concern is open or with whom social care
works, somebody finds out who that is within ten working days."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.circumstance import Both, Either, Unless
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.lately import OfTheSameAdult
from keepsight.rules.shapes.meanwhile import AConcernIsOpen, During
from keepsight.rules.vocabulary import (
    CAME_INTO_CARE,
    CAME_TOGETHER,
    CARE,
    SAME_NAME,
    WORK,
    WORK_ENDED,
)

SOURCE = PATTERNS["P16"].source
LIMIT = proposed("Time to find out", Period(10, "working_days"), SOURCE)
BEFORE = proposed("Checks made before they join hold for", Period(3, "months"), SOURCE)

rule = Rule(
    code="new_adult_not_assessed",
    title="A new adult whom nobody has assessed",
    sentence="An adult has joined the home of a child about whom a concern is open or with whom social "
    "care works, and there have been no checks and no assessment since.",
    source=SOURCE,
    standing="proposal",
    patterns=("P16",),
    parameters=(LIMIT, BEFORE),
    shape=Deadline(
        start=select("adult_joined"),
        only=Both(
            Both(Either(During(WORK), AConcernIsOpen()), Unless(During(CARE))),
            Unless(OfTheSameAdult(select("adult_assessed"), BEFORE)),
        ),
        expect=select("adult_assessed", "assessment_started", "assessment_completed")
        | CAME_TOGETHER,
        stops=select("adult_left") | CAME_INTO_CARE | WORK_ENDED,
        within=LIMIT,
        by_adult=select("adult_assessed", "adult_left"),
    ),
    step="Check or assess the new adult",
    clears="Checks on the adult or an assessment of them, an assessment of the child begun or "
    "finished since, a strategy discussion, the day the adult leaves, or the end of the work.",
    note="Asked while a concern about the child is open, and while social care works with the child: "
    "from a referral that is acted on, an assessment, enquiry or plan until the case is closed. Each "
    "adult is counted apart. " + SAME_NAME,
    cases=Cases(
        columns={
            "concern": given("concern", harms=("neglect",), agency="school"),
            "accepted": given("referral_decision", decision="assessment"),
            "joins": given("adult_joined", adult="Mr A", agency="school"),
            "another joins": given("adult_joined", adult="Ms B", agency="school"),
            "checks": given("adult_assessed", adult="Mr A"),
            "assessment": given("assessment_completed"),
            "closed": given("case_closed"),
        },
        table="""
        case   | story                                          | concern    | accepted   | joins      | another joins | checks     | assessment | closed     | finding
        quiet  | checks on the last day                         |            | 2024-01-08 | 2024-03-04 |               | 2024-03-18 |            |            | quiet
        quiet  | nobody works with the child any more           |            | 2024-01-08 | 2024-03-04 |               |            |            | 2024-02-26 | quiet
        raised | checks a day too late                          |            | 2024-01-08 | 2024-03-04 |               | 2024-03-19 |            |            | raised 2024-03-19, cleared 2024-03-19
        raised | nobody asks who that is                        |            | 2024-01-08 | 2024-03-04 |               |            |            |            | raised 2024-03-19
        raised | two join, and one is checked                   |            | 2024-01-08 | 2024-03-04 | 2024-03-04    | 2024-03-11 |            |            | raised 2024-03-19
        edge   | checks the month before                        |            | 2024-01-08 | 2024-03-04 |               | 2024-02-05 |            |            | quiet
        edge   | checks on the last day that holds              |            | 2023-11-06 | 2024-03-04 |               | 2023-12-04 |            |            | quiet
        edge   | checks too long ago                            |            | 2023-11-06 | 2024-03-04 |               | 2023-12-03 |            |            | raised 2024-03-19
        edge   | an assessment finished since                   |            | 2024-01-08 | 2024-03-04 |               |            | 2024-03-11 |            | quiet
        edge   | the work ends first                            |            | 2024-01-08 | 2024-03-04 |               |            |            | 2024-03-15 | quiet
        raised | nobody works with the child, and a concern is open | 2024-01-08 |            | 2024-03-04 |               |            |            |            | raised 2024-03-19
        edge   | it is heard late that he joined                |            | 2024-01-08 | 2024-03-04 known 2024-06-03 |               |            |            |            | raised 2024-03-19
        edge   | the day he joined was wrong, and put right     |            | 2024-01-08 | 2024-03-04 corrected to 2024-03-11 on 2024-04-02 |               | 2024-03-25 |            |            | quiet
        """,
    ),
)
