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

ARRANGED = CodeList(
    "arranged_meeting",
    title="Kind of meeting to arrange",
    source="Working Together, child protection conferences and core groups; local procedures",
    codes=(
        Code("initial_conference", "Initial conference", "", "conference"),
        Code("review_conference", "Review conference", "", "conference"),
        Code("pre_birth_conference", "Pre-birth conference", "", "conference"),
        Code("transfer_in_conference", "Transfer-in conference", "", "conference"),
        Code("core_group", "Core group", "", "core_group"),
        Code("child_in_need", "Child in need meeting", "", "meeting"),
        Code("professionals", "Professionals' meeting", "", "meeting"),
        Code("early_help", "Team around the family", "", "meeting"),
        Code("family_group", "Family group decision-making", "", "meeting"),
        Code("discharge", "Hospital discharge meeting", "", "meeting"),
        Code("other", "Another meeting", "", "meeting"),
    ),
)

MEETING_PART = CodeList(
    "meeting_part",
    title="Part in a meeting",
    source="Working Together, who takes part in a child protection conference",
    codes=(
        Code("chair", "Chair", "", "professional"),
        Code("professional", "Professional", "", "professional"),
        Code("parent", "Parent or carer", "", "family"),
        Code("child", "The child", "", "family"),
        Code("family", "Somebody else of the family", "", "family"),
        Code("advocate", "Advocate or supporter", "", "family"),
        Code("interpreter", "Interpreter", "", "other"),
    ),
)

MEETING_REPLY = CodeList(
    "meeting_reply",
    title="Reply to an invitation",
    source="Keepsight's own list",
    codes=(
        Code("accepted", "Will come"),
        Code("apologies", "Cannot come"),
    ),
)

CHILD_VIEWS = CodeList(
    "child_views",
    title="How the child's views came to the meeting",
    source="Children Act 1989 s.1(3)(a) and s.47(5A): the child's wishes and feelings",
    codes=(
        Code("there", "The child was there"),
        Code("advocate", "An advocate or supporter spoke for the child"),
        Code("told", "A worker told what the child had said"),
        Code("written", "The child wrote or drew them"),
        Code("too_young", "The child is too young to say; somebody told how the child is"),
        Code("not_known", "Nobody had asked the child"),
    ),
)

CONCERN_OUTCOME = CodeList(
    "concern_outcome",
    title="What becomes of a concern at a meeting",
    source="Keepsight: no meeting is concluded with an open concern undecided",
    codes=(
        Code("action", "An action", "Somebody does something about it by a day."),
        Code(
            "answer",
            "An answer",
            "Somebody who was there answers it, in their own name. Until they have, the meeting "
            "cannot be concluded.",
        ),
        Code("carried_on", "Carried on", "It stays open, for a reason that is written down."),
    ),
)
