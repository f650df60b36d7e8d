"""Every concern that is open when a plan is made, or made anew, has something in the plan."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import PLAN

SOURCE = PATTERNS["P07"].source
LIMIT = proposed("Time to set an action", Period(10, "working_days"), SOURCE)

rule = Rule(
    code="harm_missing_from_plan",
    title="The plan has nothing for an open concern",
    sentence="A protection plan was made, or its category was changed, while a concern was open, and "
    "nothing in the plan since then is for that concern.",
    source=SOURCE,
    standing="proposal",
    patterns=("P07",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("plan_started", "category_changed"),
        expect=select("plan_action_set").about_it
        | select("plan_action_updated", progress=("under_way", "done", "worked")).about_it,
        stops=PLAN.ends,
        within=LIMIT,
        per_concern=True,
    ),
    step="Set an action in the plan for the open concern",
    clears="An action in the plan that is set for the concern or its harm, or goes on for it; an "
    "answer to the concern; or the end of the plan.",
    note="The time is that of the first core group, which works the plan out. An action that names "
    "neither a concern nor a harm counts for every concern: nobody can tell that it was not meant.",
    cases=Cases(
        columns={
            "concern": given("concern", harms=("sexual",), agency="nursery"),
            "plan": given("plan_started", categories=("sexual",)),
            "to neglect": given(
                "category_changed", from_categories=("sexual",), to_categories=("neglect",)
            ),
            "for it": given("plan_action_set", harms=("sexual",), action="Ask", owner="A worker"),
            "for neglect": given(
                "plan_action_set", harms=("neglect",), action="Clean", owner="A worker"
            ),
            "for all": given("plan_action_set", action="Visit", owner="A worker"),
            "answer": answered("concern-1"),
        },
        table="""
        case   | story                                     | concern    | plan       | to neglect | for it     | for neglect | for all    | answer     | finding
        quiet  | an action on the last day                 | 2009-02-10 | 2009-03-02 |            | 2009-03-16 |             |            |            | quiet
        quiet  | answered before the time is up            | 2009-02-10 | 2009-03-02 |            |            | 2009-03-09  |            | 2009-03-12 | quiet
        raised | everything is about neglect               | 2009-02-10 | 2009-03-02 |            |            | 2009-03-09  |            |            | raised 2009-03-17
        raised | the category moves, and the plan with it  | 2009-02-10 | 2009-03-02 | 2009-12-03 | 2009-03-09 | 2009-12-07  |            |            | raised 2009-12-18
        raised | an action a day too late                  | 2009-02-10 | 2009-03-02 |            | 2009-03-17 |             |            |            | raised 2009-03-17, cleared 2009-03-17
        edge   | an action that says nothing of for what   | 2009-02-10 | 2009-03-02 |            |            |             | 2009-03-09 |            | quiet
        edge   | the concern came after the plan           | 2009-03-03 | 2009-03-02 |            |            |             |            |            | quiet
        edge   | the action is told of late                | 2009-02-10 | 2009-03-02 |            | 2009-03-09 known 2009-06-01 |             |            |            | quiet
        edge   | the action's day was wrong, and put right | 2009-02-10 | 2009-03-02 |            | 2009-03-20 corrected to 2009-03-13 on 2009-05-04 |             |            |            | quiet
        """,
    ),
)
