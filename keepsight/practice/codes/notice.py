"""What people are told, each in a line that an inbox can show."""

from keepsight.practice.code import Code, CodeList

NOTICE = CodeList(
    "notice",
    title="What people are told",
    source="Keepsight's own list",
    codes=(
        Code("concern_raised", "A concern was raised"),
        Code("concern_answered", "A concern was answered"),
        Code("partner_asked", "You are asked what you know, for an assessment"),
        Code("partner_answered", "Somebody whom you asked has answered"),
        Code("assessment_handed_in", "An assessment waits for you to agree it"),
        Code("assessment_returned", "An assessment came back to you"),
        Code("assessment_completed", "An assessment was completed"),
        Code("strategy_discussion_held", "A strategy discussion was held"),
        Code("section_47_ended", "A section 47 enquiry ended"),
        Code("medical_recorded", "The result of a medical is here"),
    ),
)
