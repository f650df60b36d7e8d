"""The front door: what is decided about a contact, a referral or a notice."""

from keepsight.practice.code import Code, CodeList

REFERRAL_DECISION = CodeList(
    "referral_decision",
    title="Decision on a referral",
    source="Working Together: the decision on the type of response, within one working day",
    codes=(
        Code("assessment", "Assessment", "", "acted_on"),
        Code("strategy_discussion", "Strategy discussion", "", "acted_on"),
        Code("joined_to_open_work", "Joined to work already open", "", "acted_on"),
        Code("accepted", "Accepted, next step not stated", "", "acted_on"),
        Code("early_help", "Early help", "", "stepped_aside"),
        Code("redirected", "Sent elsewhere", "The referrer was sent to another route.", "closed"),
        Code("no_further_action", "No further action", "", "closed"),
        Code("judged_malicious", "Judged malicious", "Needs a name and evidence.", "closed"),
    ),
)

SCREENING = CodeList(
    "screening",
    title="Decision on a notice",
    source="Keepsight's own list, from front-door practice",
    codes=(
        Code("referral", "Taken as a referral"),
        Code("linked", "Linked to open work"),
        Code("early_help", "Early help offered"),
        Code("no_further_action", "No further action"),
    ),
)

EARLY_HELP_OUTCOME = CodeList(
    "early_help_outcome",
    title="How early help ended",
    source="Keepsight's own list",
    codes=(
        Code("needs_met", "Needs met"),
        Code("stepped_up", "Stepped up to social care"),
        Code("family_withdrew", "Family withdrew"),
        Code("other", "Another reason"),
    ),
)

CASE_CLOSURE = CodeList(
    "case_closure",
    title="Why work with the child ended",
    source="Children in need census, reason for closure, in Keepsight's words",
    codes=(
        Code("needs_met", "Needs met"),
        Code("no_further_action", "No further action"),
        Code("family_withdrew", "Family withdrew or refused"),
        Code("moved_away", "Moved to another authority", "The receiving authority was told."),
        Code("died", "The child died"),
        Code("adult", "Turned 18"),
        Code("other", "Another reason"),
    ),
)
