"""Conferences and other meetings: kinds and decisions."""

from keepsight.practice.code import Code, CodeList

CONFERENCE = CodeList(
    "conference",
    title="Kind of conference",
    source="Working Together, child protection conferences",
    codes=(
        Code("initial", "Initial conference"),
        Code("review", "Review conference"),
        Code("transfer_in", "Transfer-in conference", "The plan came from another authority."),
        Code("pre_birth", "Pre-birth conference"),
    ),
)

CONFERENCE_DECISION = CodeList(
    "conference_decision",
    title="Decision of a conference",
    source="Working Together, child protection conferences",
    codes=(
        Code("plan", "Plan made"),
        Code("plan_continues", "Plan goes on"),
        Code("plan_ends", "Plan ends"),
        Code("no_plan", "No plan made"),
        Code("not_decided", "Nothing was decided"),
        Code("not_stated", "Not stated"),
    ),
)

MEETING = CodeList(
    "meeting",
    title="Kind of meeting",
    source="Keepsight's own list, from local procedures",
    codes=(
        Code("professionals", "Professionals' meeting"),
        Code("child_in_need", "Child in need meeting"),
        Code("early_help", "Team around the family"),
        Code("family_group", "Family group decision-making"),
        Code("discharge", "Hospital discharge meeting"),
        Code("other", "Another meeting"),
    ),
)

MEETING_DECISION = CodeList(
    "meeting_decision",
    title="Was anything decided?",
    source="Keepsight's own list, from published reviews: meetings without decisions",
    codes=(
        Code("decided", "Something was decided"),
        Code("not_decided", "Nothing was decided"),
        Code("not_stated", "Not stated"),
    ),
)
