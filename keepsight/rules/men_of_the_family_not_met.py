"""An assessment speaks with the man who cares for the child, or says why that was not possible."""

from keepsight.practice.codes.assessment import SPOKEN_WITH
from keepsight.practice.pattern import PATTERNS
from keepsight.rules.case import Cases, given
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import Accumulation, Count
from keepsight.rules.shapes.circumstance import Both, Is, Unless
from keepsight.rules.shapes.earlier import After

MAN = select("relationship", relation=("father", "step_parent", "parents_partner")) | select(
    "adult_joined"
)
SAID = select("assessment_completed", spoken_with=tuple(SPOKEN_WITH))
WITH_HIM = select("assessment_completed", spoken_with=SPOKEN_WITH.group("man"))

rule = Rule(
    code="men_of_the_family_not_met",
    title="The father or man in the home was not met",
    sentence="A father or partner is known, and an assessment was finished without anybody having "
    "spoken with him.",
    source=PATTERNS["P17"].source,
    standing="proposal",
    patterns=("P17",),
    shape=Accumulation(
        of=SAID,
        only=Both(Unless(Is(WITH_HIM)), After(MAN)),
        counts=(Count(1),),
        cleared_by=WITH_HIM | select("adult_assessed"),
    ),
    clears="An assessment in which he was spoken with or that says why not, or checks on him or an "
    "assessment of him since.",
    note="Known are a father, a step-parent, a parent's partner, and an adult who joined the home. "
    "An assessment that does not say who was spoken with raises nothing: nobody can tell from it.",
    cases=Cases(
        columns={
            "father": given("relationship", relative="Mr A", relation="father"),
            "mother only": given("assessment_completed", spoken_with=("child", "mother")),
            "him too": given("assessment_completed", spoken_with=("child", "mother", "father")),
            "not safe": given(
                "assessment_completed", spoken_with=("child", "mother", "man_not_possible")
            ),
            "not said": given("assessment_completed"),
            "assessed": given("adult_assessed", adult="Mr A", adult_assessment="assessment"),
        },
        table="""
        case   | story                                 | father     | mother only | him too    | not safe   | not said   | assessed   | finding
        quiet  | he was spoken with                    | 2024-01-08 |             | 2024-03-04 |            |            |            | quiet
        quiet  | it says why not                       | 2024-01-08 |             |            | 2024-03-04 |            |            | quiet
        raised | nobody spoke with him                 | 2024-01-08 | 2024-03-04  |            |            |            |            | raised 2024-03-04
        raised | he is assessed afterwards             | 2024-01-08 | 2024-03-04  |            |            |            | 2024-03-18 | raised 2024-03-04, cleared 2024-03-18
        raised | the next assessment speaks with him   | 2024-01-08 | 2024-03-04  | 2024-09-02 |            |            |            | raised 2024-03-04, cleared 2024-09-02
        edge   | no man is known                       |            | 2024-03-04  |            |            |            |            | quiet
        edge   | he became known afterwards            | 2024-03-05 | 2024-03-04  |            |            |            |            | quiet
        edge   | it is not said who was spoken with    | 2024-01-08 |             |            |            | 2024-03-04 |            | quiet
        edge   | assessed on the same day              | 2024-01-08 | 2024-03-04  |            |            |            | 2024-03-04 | quiet
        edge   | the day he became known is put right  | 2024-01-08 corrected to 2024-01-02 on 2024-03-18 | 2024-03-04  |            |            |            |            | raised 2024-03-04
        """,
    ),
)
