"""When the category has moved away from a harm and a new sign of that harm arrives, agencies meet
to think again by the next working day."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.shapes.earlier import AfterItsHarmWasDropped
from keepsight.rules.vocabulary import CAME_TOGETHER

LIMIT = proposed("Time to meet", Period(1, "working_days"), PATTERNS["P02"].source)

rule = Rule(
    code="dropped_harm_keeps_arriving",
    title="Signs of the dropped harm keep coming",
    sentence="The category was moved away from a harm, a new sign of that harm has come, and "
    "agencies have not met to think again.",
    source=PATTERNS["P02"].source,
    standing="proposal",
    patterns=("P02",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("concern", "medical", "contact", "referral", "child_words").about_it,
        only=AfterItsHarmWasDropped(),
        expect=CAME_TOGETHER.about_it
        | select("category_changed", "plan_started", "conference").naming_its_harms,
        within=LIMIT,
        per_concern=True,
    ),
    step="Meet about the new sign of the dropped harm",
    clears="A strategy discussion or enquiry about the harm, a plan that names it again, or an "
    "answer to the concern.",
    cases=Cases(
        columns={
            "changed": given(
                "category_changed", from_categories=("sexual",), to_categories=("neglect",)
            ),
            "concern": given("concern", harms=("sexual",), agency="school"),
            "discussion": given("strategy_discussion", harms=("sexual",)),
            "back": given("plan_started", categories=("sexual",)),
            "answer": answered("concern-1"),
        },
        table="""
        case   | story                                | changed    | concern    | discussion | back       | answer     | finding
        quiet  | agencies meet the next day           | 2024-03-04 | 2024-04-08 | 2024-04-09 |            |            | quiet
        raised | agencies meet a week later           | 2024-03-04 | 2024-04-08 | 2024-04-15 |            |            | raised 2024-04-10, cleared 2024-04-15
        raised | nobody meets                         | 2024-03-04 | 2024-04-08 |            |            |            | raised 2024-04-10
        edge   | seen on a Friday, met on the Monday  | 2024-03-04 | 2024-04-12 | 2024-04-15 |            |            | quiet
        edge   | the sign came before the change      | 2024-05-07 | 2024-04-08 |            |            |            | quiet
        edge   | a new plan had named the harm again  | 2024-03-04 | 2024-04-08 |            | 2024-04-02 |            | quiet
        """,
    ),
)
