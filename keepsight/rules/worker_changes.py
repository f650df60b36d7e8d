"""A child who is given to one worker after another is known by one of them at least: whoever comes
third goes through the history."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import recurrence
from keepsight.rules.shapes.earlier import Turnover
from keepsight.rules.vocabulary import SAME_NAME, WORK_ENDED

SOURCE = PATTERNS["P47"].source
WORKERS = proposed("Times given to another worker", 3, SOURCE)
WINDOW = proposed("Within", Period(12, "months"), SOURCE)
ALLOCATED = select("worker_allocated")

rule = Rule(
    code="worker_changes",
    title="One social worker after another",
    sentence="This child was given to another social worker for the third time in twelve months, "
    "and nobody has gone through the history with the new one.",
    source=SOURCE,
    standing="proposal",
    patterns=("P47",),
    parameters=(WORKERS, WINDOW),
    shape=recurrence(
        of=ALLOCATED,
        after=Turnover(ALLOCATED, "worker", WORKERS, WINDOW),
        cleared_by=select("supervision", history_considered=True)
        | select("handed_over")
        | WORK_ENDED,
    ),
    clears="The new worker takes the case over, concern by concern, or supervision goes through "
    "the history with them. The end of the work clears it too.",
    note="The first worker counts, and so does one who comes back. Given again to the worker who "
    "has it already is no change. " + SAME_NAME,
    cases=Cases(
        columns={
            "to A": given("worker_allocated", worker="A"),
            "to B": given("worker_allocated", worker="B"),
            "to C": given("worker_allocated", worker="C"),
            "supervision": given("supervision", history_considered=True),
            "handed over": given("handed_over", handed_over_by="B", taken_over_by="C"),
        },
        table="""
        case   | story                                 | to A                   | to B       | to C       | supervision | handed over | as known on | finding
        quiet  | two workers                           | 2023-03-06             | 2023-09-04 |            |             |             |             | quiet
        raised | three in a year                       | 2023-03-06             | 2023-09-04 | 2024-02-05 | 2024-02-26  |             |             | raised 2024-02-05, cleared 2024-02-26
        raised | the first comes back                  | 2023-03-06, 2024-02-05 | 2023-09-04 |            |             |             |             | raised 2024-02-05
        edge   | handed over on the day                | 2023-03-06             | 2023-09-04 | 2024-02-05 |             | 2024-02-05  |             | quiet
        edge   | given to the same worker again        | 2023-03-06, 2023-06-05 | 2023-09-04 |            |             |             |             | quiet
        edge   | on the last day of twelve months      | 2023-03-06             | 2023-09-04 | 2024-03-06 |             |             |             | raised 2024-03-06
        edge   | a day later                           | 2023-03-06             | 2023-09-04 | 2024-03-07 |             |             |             | quiet
        edge   | one is heard of late: at the time     | 2023-03-06             | 2023-09-04 known 2024-03-11 | 2024-02-05 | | | 2024-03-01  | quiet
        edge   | a day is corrected                    | 2023-01-09 corrected to 2023-03-06 on 2024-03-11 | 2023-09-04 | 2024-02-05 | | | | raised 2024-02-05
        """,
    ),
)
