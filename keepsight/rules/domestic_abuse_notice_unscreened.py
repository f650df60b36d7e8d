"""Each notice of domestic abuse is read and decided on within three working days."""

from keepsight.practice.pattern import PATTERNS
from keepsight.practice.period import Period
from keepsight.rules.case import Cases, given
from keepsight.rules.parameter import proposed
from keepsight.rules.rule import Rule
from keepsight.rules.select import select
from keepsight.rules.shapes.deadline import Deadline
from keepsight.rules.vocabulary import CAME_TOGETHER, WORK_ENDED

LIMIT = proposed("Time to decide", Period(3, "working_days"), PATTERNS["P26"].source)

rule = Rule(
    code="domestic_abuse_notice_unscreened",
    title="A domestic abuse notice is waiting",
    sentence="The police told of domestic abuse where this child lives, and nobody has decided "
    "what to do about the notice.",
    source=PATTERNS["P26"].source,
    standing="proposal",
    patterns=("P26",),
    parameters=(LIMIT,),
    shape=Deadline(
        start=select("domestic_abuse_notice"),
        expect=select("domestic_abuse_screened"),
        stops=select("referral", "referral_decision", "assessment_started")
        | CAME_TOGETHER
        | WORK_ENDED,
        within=LIMIT,
        each=True,
    ),
    step="Screen the domestic abuse notice",
    clears="A decision on the notice, or a referral, assessment or strategy discussion after it.",
    cases=Cases(
        columns={
            "notice": given("domestic_abuse_notice", agency="police"),
            "screened": given("domestic_abuse_screened", screening="no_further_action"),
        },
        table="""
        case   | story                                  | notice                 | screened                  | finding
        quiet  | read on the third working day          | 2024-09-02             | 2024-09-05                | quiet
        raised | read a day later                       | 2024-09-02             | 2024-09-06                | raised 2024-09-06, cleared 2024-09-06
        raised | never read                             | 2024-09-02             |                           | raised 2024-09-06
        edge   | a decision that names the other notice | 2024-09-02, 2024-09-03 | 2024-09-04 about notice-2 | raised 2024-09-06
        edge   | a notice of Friday, read on Wednesday  | 2024-09-06             | 2024-09-11                | quiet
        """,
    ),
)
