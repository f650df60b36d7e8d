"""What several rules mean by the same words: an injury, a plan in force, a meeting of agencies, what
might pass for the end of a concern."""

from functools import cache

from keepsight.facts.thread import MULTI_AGENCY_MEETINGS
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.care import PLACEMENT
from keepsight.practice.codes.contact import REFERRAL_DECISION
from keepsight.practice.codes.legal import FINAL_ORDERS, ORDER
from keepsight.practice.codes.sign import SIGN
from keepsight.rules.select import select
from keepsight.rules.shapes.spell import Spell

INJURY = select("concern", sign=SIGN.group("injury"))

OTHERS = tuple(each for each in PLACEMENT if each != "with_parent")

MEETING = select(*sorted(MULTI_AGENCY_MEETINGS))

CAME_INTO_CARE = select("looked_after_began") | select("order_made", order_kind=ORDER.group("care"))

WORK_ENDED = select("case_closed", "case_stepped_down", "death")
"""Ends that stop a clock lawfully. They end no concern."""

PLAN = Spell(
    begins=select("plan_started"),
    ends=select("plan_ended", "case_closed", "case_stepped_down", "death") | CAME_INTO_CARE,
)
"""A child protection plan in force. Care by order takes its place."""

LEFT_CARE = select("looked_after_ended", "death")

CARE = Spell(begins=CAME_INTO_CARE, ends=select("looked_after_ended", "order_ended", "death"))

CARE_PLAN = Spell(begins=select("care_plan"), ends=LEFT_CARE)
"""A care plan in force: each time in care has its own."""

_ENDS_PLACEMENT = select("placement_ended") | LEFT_CARE

PLACED_TO_EIGHTEEN = Spell(
    begins=select("placement", placement_term="to_eighteen"),
    ends=select("placement", placement_term=("shorter", "carer_for_now", "not_stated"))
    | _ENDS_PLACEMENT,
)
"""A placement that is meant to last until the child is 18."""

PLACED_FOR_NOW = Spell(
    begins=select("placement", placement="with_parent")
    | select("placement", placement_term="carer_for_now"),
    ends=select("looked_after_review") | select("placement", placement=OTHERS) | _ENDS_PLACEMENT,
)
"""With a parent, or with relatives approved for now, until the first review."""

SAME_NAME = (
    "Names are the same whatever their capitals, accents, spaces and signs, and “Mr John Smith” is "
    "“John Smith”. A nickname, an initial, a surname alone, a misspelling or a changed surname is "
    "another name: nothing about the one is taken to be about the other."
)
"""What is said of rules that compare people by their names."""

FINAL_ORDER = select("order_made", order_kind=FINAL_ORDERS)
"""What ends proceedings."""

SEEN = select("visit", seen=("seen", "not_stated"))
"""A visit on which the child was seen, or of which nobody says that they were not."""

IN_NEED = Spell(
    begins=select("assessment_completed", assessment_outcome="child_in_need_plan"),
    ends=select("assessment_completed", assessment_outcome=("no_further_action", "early_help"))
    | select("plan_started", "early_help_started")
    | WORK_ENDED
    | CAME_INTO_CARE,
)
"""Help under a child in need plan. A protection plan or care takes its place."""

WORK = Spell(
    begins=select("referral_decision", decision=REFERRAL_DECISION.group("acted_on"))
    | select("assessment_started", "section_47_begun", "plan_started", "case_reopened")
    | select("looked_after_began"),
    ends=select("case_closed", "death"),
)
"""Social care works with the child."""

ASSESSING = Spell(
    begins=select("assessment_started"),
    ends=select("assessment_completed", "case_closed", "death"),
)
"""An assessment is under way."""

ENQUIRY = Spell(
    begins=select("section_47_begun"),
    ends=select("section_47_ended", "case_closed", "death"),
)
"""A section 47 enquiry is under way."""

OF_THE_CHILD = ("initial", "core", "single", "not_stated")
"""Kinds of assessment of a child who is born, and of the child as a whole."""

OTHER_AGENCIES = tuple(
    each for each in AGENCY if each not in (*AGENCY.group("social_care"), *AGENCY.group("public"))
)
"""Everybody whose work is with children or families, but social care and early help."""

REFERRAL_CLOSED = select("referral_decision", decision=REFERRAL_DECISION.group("closed"))

CAME_TOGETHER = select("strategy_discussion", "section_47_begun")
"""Agencies put together what each of them knows."""

SPECIALIST = select("assessment_started", "assessment_completed", assessment="specialist")
"""Somebody trained in the harm assesses the child."""

SEEMS_AN_END = (
    select("plan_ended", "case_closed", "case_stepped_down")
    | (
        REFERRAL_CLOSED
        | select("section_47_ended", section_47_outcome=("no_continuing_risk", "not_substantiated"))
        | select("assessment_completed", assessment_outcome="no_further_action")
        | select("strategy_discussion", strategy_decision="no_further_action")
        | select("retraction")
    ).about_it
)
"""What has been taken for the end of a concern, and is not one."""


@cache
def plan_for(harm: str) -> Spell:
    """A protection plan in force that names this harm among its categories. One that is made anew
    or changed without naming it does so no longer."""
    begins = select("plan_started", categories=harm) | select(
        "category_changed", to_categories=harm
    )
    return Spell(begins, PLAN.ends | select("plan_started", "category_changed"))
