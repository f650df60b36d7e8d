"""What the outcomes of a replay file say in our own codes, for each kind of fact with outcomes."""

from collections.abc import Mapping

DECISION: Mapping[str, str] = {
    "accepted": "accepted",
    "threshold_met": "accepted",
    "concern_remains": "accepted",
    "no_further_action": "no_further_action",
    "closed": "no_further_action",
    "no_role": "no_further_action",
    "no_concern": "no_further_action",
    "threshold_not_met": "no_further_action",
    "explanation_accepted": "no_further_action",
    "redirected": "redirected",
    "stepped_down": "early_help",
    "judged_malicious": "judged_malicious",
}
"""Decisions on a referral. Where nothing was recorded, there is no decision."""

TURNED_AWAY = ("no_further_action", "redirected", "judged_malicious", "no_role")
"""Outcomes of a concern or contact that are a decision of social care not to take it up."""

EXPLANATION: Mapping[str, str] = {
    "explanation_accepted": "accepted",
    "no_concern": "accepted",
    "other_cause": "accepted",
    "unexplained": "unexplained",
    "late_presentation": "late_presentation",
}
FINDING: Mapping[str, str] = {
    "inconclusive": "inconclusive",
    "supports_abuse": "supports_abuse",
    "other_cause": "other_cause",
    "explanation_accepted": "other_cause",
    "incomplete": "incomplete",
    "no_concern": "no_findings",
    "unexplained": "does_not_exclude",
}
EXAMINED = ("inconclusive", "supports_abuse", "other_cause", "incomplete")
"""Outcomes that only an examination gives."""

ATTENDANCE: Mapping[str, str] = {
    "attended": "attended",
    "seen": "attended",
    "seen_alone": "attended",
    "not_brought": "was_not_brought",
    "withdrawn": "withdrawn",
}
SEEN: Mapping[str, str] = {
    "seen": "seen",
    "seen_alone": "seen",
    "not_seen": "not_seen",
    "refused_access": "refused",
    "withdrawn": "refused",
    "doorstep_only": "doorstep_only",
}
ASSESSMENT: Mapping[str, str] = {
    "no_further_action": "no_further_action",
    "no_role": "no_further_action",
    "closed": "no_further_action",
    "no_concern": "no_further_action",
    "threshold_not_met": "no_further_action",
    "explanation_accepted": "no_further_action",
    "redirected": "early_help",
    "stepped_down": "early_help",
    "threshold_met": "legal_planning",
}
STRATEGY: Mapping[str, str] = {
    "no_further_action": "no_further_action",
    "no_role": "no_further_action",
    "closed": "no_further_action",
    "no_concern": "no_further_action",
    "threshold_not_met": "no_further_action",
    "explanation_accepted": "no_further_action",
    "threshold_met": "section_47",
    "no_decision": "not_decided",
}
CONFERENCE: Mapping[str, str] = {
    "no_decision": "not_decided",
    "threshold_not_met": "no_plan",
    "no_further_action": "no_plan",
    "no_role": "no_plan",
    "threshold_met": "plan",
    "stepped_down": "plan_ends",
    "closed": "plan_ends",
    "concern_remains": "plan_continues",
}
MEETING: Mapping[str, str] = {
    "no_decision": "not_decided",
    "decision_made": "decided",
}
THRESHOLD: Mapping[str, str] = {
    "threshold_met": "met",
    "threshold_not_met": "not_met",
    "no_decision": "not_decided",
}
POLICE: Mapping[str, str] = {
    "arrest": "arrest",
    "bail": "bail",
    "charge": "charge",
    "convicted": "convicted",
    "no_charge": "no_further_action",
    "no_further_action": "no_further_action",
    "no_role": "no_further_action",
    "logged": "logged",
}
ARRESTED = ("arrest", "bail", "charge", "convicted")
AT_HOME = ("adult_joined", "adult_left", "moved", "carer_changed", "returned_home", "placed_away")
