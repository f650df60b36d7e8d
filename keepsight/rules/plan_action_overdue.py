"""An action of a plan is done by its day, or somebody says on that day how it stands."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.overdue import Overdue
from keepsight.rules.vocabulary import PLAN

SOURCE = PATTERNS["P44"].source

rule = Rule(
    code="plan_action_overdue",
    title="An action of the plan is overdue",
    sentence="An action of the plan is past the day that was set for it, and nobody has said that "
    "it is done, or that it was not and what happens instead.",
    source=SOURCE,
    standing="proposal",
    patterns=("P44",),
    shape=Overdue(
        of=select("plan_action_set"),
        done_by=select(
            "plan_action_updated", progress=("done", "worked", "no_change", "not_done", "dropped")
        ),
        stops=PLAN.ends,
    ),
    step="Do what the plan asks, or say what happens instead",
    clears="Somebody writes down of this action that it is done, whether it worked, or that it was "
    "not done and what is done instead. The end of the plan stops it.",
    note="That it is under way does not clear it: its day has passed. An action without a day is "
    "never overdue.",
    cases=Cases(
        columns={
            "action": given("plan_action_set", action="Ask", owner="A worker", due_on="2024-05-03"),
            "without a day": given("plan_action_set", action="Ask", owner="A worker"),
            "under way": given("plan_action_updated", progress="under_way"),
            "done": given("plan_action_updated", progress="done"),
            "not done": given("plan_action_updated", progress="not_done"),
            "plan ended": given("plan_ended"),
        },
        table="""
        case   | story                                | action     | without a day | under way  | done                                | not done   | plan ended | as known on | finding
        quiet  | done before its day                  | 2024-03-14 |               |            | 2024-04-25 about action-1           |            |            |             | quiet
        raised | nobody says                          | 2024-03-14 |               |            |                                     |            |            |             | raised 2024-05-04
        raised | still under way a week later         | 2024-03-14 |               | 2024-05-10 | 2024-06-06 about action-1           |            |            |             | raised 2024-05-04, cleared 2024-06-06
        raised | another action was done              | 2024-03-14 | 2024-03-14    |            | 2024-04-25 about without-a-day-1    |            |            |             | raised 2024-05-04
        edge   | done on its last day                 | 2024-03-14 |               |            | 2024-05-03 about action-1           |            |            |             | quiet
        edge   | not done, and said so in time        | 2024-03-14 |               |            |                                     | 2024-05-02 about action-1 | |      | quiet
        edge   | the plan ended first                 | 2024-03-14 |               |            |                                     |            | 2024-04-30 |             | quiet
        edge   | set when its day had passed          | 2024-05-07 |               |            |                                     |            |            |             | raised 2024-05-08
        edge   | written down late: at the time       | 2024-03-14 |               |            | 2024-04-25 known 2024-05-20 about action-1 |     |            | 2024-05-10  | raised 2024-05-04
        edge   | the day it was done is corrected     | 2024-03-14 |               |            | 2024-05-02 about action-1 corrected to 2024-05-07 on 2024-05-20 | | | | raised 2024-05-04, cleared 2024-05-07
        """,
    ),
)
