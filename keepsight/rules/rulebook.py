"""Every rule, in the order in which a child meets them."""

from collections.abc import Mapping
from types import MappingProxyType

from keepsight.rules import (
    assessment_late,
    bruised_baby_not_discussed,
    category_changed_while_unanswered,
    child_protection_visit_late,
    concern_outlives_closure,
    domestic_abuse_notice_unscreened,
    domestic_abuse_notices_pile_up,
    dropped_harm_keeps_arriving,
    first_core_group_late,
    inconclusive_medical_not_followed_up,
    initial_conference_late,
    injured_baby_not_examined,
    injuries_not_put_together,
    medical_not_considered,
    meetings_without_movement,
    neglect_hides_other_harm,
    not_seen_alone,
    police_decision_is_no_answer,
    referral_decision_late,
    repeat_injuries_to_baby,
    repeat_referrals_closed,
    retraction_not_followed_up,
    review_conference_late,
    second_plan,
    sibling_not_considered,
    was_not_brought,
)
from keepsight.rules.rule import Rule

_IN_ORDER = (
    referral_decision_late,
    repeat_referrals_closed,
    domestic_abuse_notice_unscreened,
    domestic_abuse_notices_pile_up,
    assessment_late,
    initial_conference_late,
    first_core_group_late,
    review_conference_late,
    child_protection_visit_late,
    not_seen_alone,
    was_not_brought,
    injured_baby_not_examined,
    bruised_baby_not_discussed,
    repeat_injuries_to_baby,
    injuries_not_put_together,
    sibling_not_considered,
    medical_not_considered,
    inconclusive_medical_not_followed_up,
    retraction_not_followed_up,
    category_changed_while_unanswered,
    dropped_harm_keeps_arriving,
    neglect_hides_other_harm,
    police_decision_is_no_answer,
    concern_outlives_closure,
    meetings_without_movement,
    second_plan,
)

RULES: Mapping[str, Rule] = MappingProxyType({each.rule.code: each.rule for each in _IN_ORDER})
