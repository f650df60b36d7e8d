"""Visits: was the child seen, and what the visit was for."""

from keepsight.practice.code import Code, CodeList

SEEN = CodeList(
    "seen",
    title="Was the child seen?",
    source="Keepsight's own list, from local procedures on statutory visits",
    codes=(
        Code("seen", "Seen"),
        Code("doorstep_only", "On the doorstep only", "", "not_properly_seen"),
        Code("not_seen", "Not seen", "", "not_properly_seen"),
        Code("nobody_in", "Nobody was in", "", "not_properly_seen"),
        Code("refused", "Refused", "The family did not let the visitor in.", "not_properly_seen"),
        Code("not_stated", "Not stated"),
    ),
)

VISIT = CodeList(
    "visit",
    title="Why the visit was made",
    source="Keepsight's own list, from local procedures on statutory visits",
    codes=(
        Code("child_protection", "Under the child protection plan"),
        Code("child_in_need", "Child in need"),
        Code("section_47", "Section 47 enquiry"),
        Code("looked_after", "Looked-after child"),
        Code("other", "Another visit"),
    ),
)

HEARD = CodeList(
    "heard",
    title="How was the child heard?",
    source="Keepsight's own list, from reviews in which children were not asked",
    codes=(
        Code("words", "What the child said is written down", "", "heard"),
        Code("shown", "Does not talk yet: what the child showed is written down", "", "heard"),
        Code("asked", "Was asked, and did not want to say", "", "heard"),
        Code("not_asked", "Was not asked", "", "not_heard"),
        Code("not_written", "Nothing is written of it", "", "not_heard"),
        Code("not_stated", "Not stated", "From another system, or before this was asked."),
    ),
)
