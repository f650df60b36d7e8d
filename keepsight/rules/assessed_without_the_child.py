"""An assessment of a child rests on time with the child, and not on the parents’ word alone."""

from keepsight.practice.codes.assessment import SPOKEN_WITH
from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.accumulation import recurrence
from keepsight.rules.shapes.age import Under
from keepsight.rules.shapes.circumstance import Both, Either, Is, Unless
from keepsight.rules.vocabulary import OF_THE_CHILD

SOURCE = PATTERNS["P30"].source
AGE = proposed("Old enough to be spoken with", Period(4, "years"), SOURCE)

FINISHED = select("assessment_completed", assessment=OF_THE_CHILD)
NOT_SEEN = select("assessment_completed", child_seen=False)
SAYS_WITH_WHOM = select("assessment_completed", spoken_with=tuple(SPOKEN_WITH))
WITH_THE_CHILD = select("assessment_completed", spoken_with="child")

rule = Rule(
    code="assessed_without_the_child",
    title="Only the parent’s word: the child had no part",
    sentence="An assessment of this child was finished without anybody having seen the child, or spoken "
    "with a child who is old enough to talk.",
    source=SOURCE,
    standing="proposal",
    patterns=("P30",),
    parameters=(AGE,),
    shape=recurrence(
        of=FINISHED,
        after=Either(
            Is(NOT_SEEN),
            Both(Both(Is(SAYS_WITH_WHOM), Unless(Is(WITH_THE_CHILD))), Unless(Under(AGE))),
        ),
        cleared_by=WITH_THE_CHILD | select("visit", seen_alone=True) | select("child_words"),
    ),
    clears="A visit on which the child is seen alone, the child’s own words, or an assessment that spoke "
    "with the child.",
    note="An assessment that says neither whether the child was seen nor who was spoken with raises "
    "nothing: nobody can tell from it. Where the birth is not known, the child is taken to be old enough. "
    "Assessments before birth, and those of an adult or by a specialist, are not asked about. Whether "
    "other agencies were asked has a rule of its own.",
    cases=Cases(
        columns={
            "born": given("birth"),
            "not seen": given("assessment_completed", child_seen=False),
            "mother only": given("assessment_completed", child_seen=True, spoken_with=("mother",)),
            "with the child": given(
                "assessment_completed", child_seen=True, spoken_with=("mother", "child")
            ),
            "not said": given("assessment_completed"),
            "seen alone": given("visit", seen="seen", seen_alone=True),
        },
        table="""
        case   | story                                | born       | not seen   | mother only | with the child | not said   | seen alone | finding
        quiet  | they spoke with the child            | 2015-06-01 |            |             | 2024-03-04     |            |            | quiet
        quiet  | it is not said who was spoken with   | 2015-06-01 |            |             |                | 2024-03-04 |            | quiet
        raised | only the mother was spoken with      | 2015-06-01 |            | 2024-03-04  |                |            |            | raised 2024-03-04
        raised | the child was not even seen          | 2023-06-01 | 2024-03-04 |             |                |            |            | raised 2024-03-04
        raised | a visit to the child three weeks on  | 2015-06-01 |            | 2024-03-04  |                |            | 2024-03-25 | raised 2024-03-04, cleared 2024-03-25
        edge   | four years old on the day            | 2020-03-04 |            | 2024-03-04  |                |            |            | raised 2024-03-04
        edge   | the day before four                  | 2020-03-05 |            | 2024-03-04  |                |            |            | quiet
        edge   | seen alone on the day                | 2015-06-01 |            | 2024-03-04  |                |            | 2024-03-04 | quiet
        edge   | seen alone, and then it is passed over | 2015-06-01 |          | 2024-03-04  |                |            | 2024-03-01 | raised 2024-03-04
        edge   | the day of birth is put right        | 2015-06-01 corrected to 2021-06-01 on 2024-05-06 | | 2024-03-04 | |        |            | quiet
        """,
    ),
)
