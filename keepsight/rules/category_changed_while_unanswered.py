"""A plan is not moved to another category while the concern that it was made for is unanswered."""

from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, answered, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import left_open

rule = Rule(
    code="category_changed_while_unanswered",
    title="Category changed while the first concern is unanswered",
    sentence="The category of the plan was moved away from a harm that a concern still points to, "
    "and nobody has answered that concern.",
    source=PATTERNS["P01"].source,
    standing="proposal",
    patterns=("P01",),
    shape=left_open(
        by=select("category_changed").away_from_its_harm,
        or_cleared_by=select("category_changed", "plan_started").naming_its_harms,
    ),
    clears="An answer to the concern, or a plan that names its harm again.",
    cases=Cases(
        columns={
            "concern": given("concern", harms=("sexual",), agency="nursery"),
            "to neglect": given(
                "category_changed", from_categories=("sexual",), to_categories=("neglect",)
            ),
            "back": given(
                "category_changed", from_categories=("neglect",), to_categories=("sexual",)
            ),
            "answer": answered("concern-1"),
        },
        table="""
        case   | story                         | concern    | to neglect | back       | answer     | finding
        quiet  | answered before the change    | 2009-02-10 | 2009-12-03 |            | 2009-11-30 | quiet
        raised | never answered                | 2009-02-10 | 2009-12-03 |            |            | raised 2009-12-03
        raised | answered half a year later    | 2009-02-10 | 2009-12-03 |            | 2010-06-01 | raised 2009-12-03, cleared 2010-06-01
        raised | the harm is named again       | 2009-02-10 | 2009-12-03 | 2010-02-01 |            | raised 2009-12-03, cleared 2010-02-01
        edge   | answered on the very day      | 2009-02-10 | 2009-12-03 |            | 2009-12-03 | quiet
        edge   | the concern came afterwards   | 2010-01-11 | 2009-12-03 |            |            | quiet
        """,
    ),
)
