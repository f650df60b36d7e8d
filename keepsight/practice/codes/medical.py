"""What a medical examination said about abuse."""

from keepsight.practice.code import Code, CodeList

MEDICAL_FINDING = CodeList(
    "medical_finding",
    title="Finding of a medical",
    source="Keepsight's own list: no finding of a medical ends a concern by itself",
    codes=(
        Code("supports_abuse", "Supports abuse", "", "supports"),
        Code("does_not_exclude", "Does not exclude abuse", "", "unclear"),
        Code("inconclusive", "Inconclusive", "", "unclear"),
        Code("incomplete", "Examination not completed", "", "unclear"),
        Code(
            "no_findings", "Nothing was found", "Often the case where there was abuse.", "unclear"
        ),
        Code("other_cause", "Another cause was found", "", "other_cause"),
        Code("not_stated", "Not stated"),
    ),
)

OPINION = CodeList(
    "opinion",
    title="Which opinion",
    source="Keepsight's own list",
    codes=(Code("first", "First opinion"), Code("second", "Second or specialist opinion")),
)

HEALTH_ASSESSMENT = CodeList(
    "health_assessment",
    title="Health assessment of a looked-after child",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 7",
    codes=(Code("initial", "Initial"), Code("review", "Review")),
)

ATTENDANCE = CodeList(
    "attendance",
    title="Was the child brought?",
    source="'Was not brought' in place of 'did not attend': Sussex procedures and others",
    codes=(
        Code("attended", "Attended"),
        Code("was_not_brought", "Was not brought", "", "missed"),
        Code("withdrawn", "Withdrawn by the carer", "", "missed"),
        Code("cancelled_by_carer", "Cancelled by the carer", "", "missed"),
        Code("cancelled_by_service", "Cancelled by the service"),
    ),
)
