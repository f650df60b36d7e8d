"""A child in care is reviewed within 20 working days, again within three months of that, then at least every six months."""

from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import dated
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.rhythm import Rhythm
from keepsight.rules.vocabulary import CARE

FIRST = dated("looked_after_first_review")
SECOND = dated("looked_after_second_review")
LATER = dated("looked_after_later_review")

rule = Rule(
    code="looked_after_review_late",
    title="A looked-after review is late",
    sentence="The care plan of this child has not been gone through again by a reviewing officer in time.",
    source=FIRST.source,
    standing="published",
    parameters=(FIRST, SECOND, LATER),
    shape=Rhythm(
        during=CARE,
        beat=select("looked_after_review"),
        first=FIRST,
        second=SECOND,
        then=LATER,
    ),
    step="Hold the looked-after review",
    clears="The review is held, or the child leaves care.",
    note="Each is counted from the day the one before was really held. A reviewing officer may ask for "
    "the next one sooner; the page on legal steps and care says so.",
    cases=Cases(
        columns={
            "came into care": given("looked_after_began"),
            "review": given("looked_after_review"),
            "left care": given("looked_after_ended"),
        },
        table="""
        case   | story                                         | came into care | review                             | left care  | finding
        quiet  | each on its last day                          | 2024-01-08     | 2024-02-05, 2024-05-05             | 2024-11-05 | quiet
        raised | the first is a day late                       | 2024-01-08     | 2024-02-06                         | 2024-05-06 | raised 2024-02-06, cleared 2024-02-06
        raised | the second is missing                         | 2024-01-08     | 2024-02-05                         |            | raised 2024-05-06
        raised | a later one is a day late                     | 2024-01-08     | 2024-02-05, 2024-05-03, 2024-11-04 | 2025-03-03 | raised 2024-11-04, cleared 2024-11-04
        edge   | two on one day are one                        | 2024-01-08     | 2024-02-05, 2024-02-05             | 2024-05-05 | quiet
        edge   | left care before the first was due            | 2024-01-08     |                                    | 2024-01-31 | quiet
        edge   | the first became known late                   | 2024-01-08     | 2024-02-05 known 2024-03-01        | 2024-04-30 | quiet
        """,
    ),
)
