"""Police and courts: outcomes, thresholds and orders."""

from keepsight.practice.code import Code, CodeList

POLICE_OUTCOME = CodeList(
    "police_outcome",
    title="Police outcome",
    source="Keepsight's own list",
    codes=(
        Code("arrest", "Arrest"),
        Code("bail", "Bail"),
        Code("charge", "Charge"),
        Code("convicted", "Conviction"),
        Code(
            "no_further_action", "No further action", "Says nothing on whether the child is safe."
        ),
        Code("logged", "Logged only"),
        Code("other", "Something else"),
    ),
)

THRESHOLD = CodeList(
    "threshold",
    title="Is the threshold for proceedings met?",
    source="Children Act 1989 s.31(2)",
    codes=(
        Code("met", "Met"),
        Code("not_met", "Not met"),
        Code("not_decided", "Not decided"),
        Code("not_stated", "Not stated"),
    ),
)

ORDER = CodeList(
    "order",
    title="Order",
    source="Children Act 1989 Parts IV and V",
    codes=(
        Code("interim_care_order", "Interim care order", "s.38", "care"),
        Code("care_order", "Care order", "s.31", "care"),
        Code("supervision_order", "Supervision order", "s.31"),
        Code("emergency_protection_order", "Emergency protection order", "s.44", "emergency"),
        Code("child_assessment_order", "Child assessment order", "s.43"),
        Code("special_guardianship", "Special guardianship order", "s.14A"),
        Code("child_arrangements", "Child arrangements order", "s.8"),
        Code("other", "Another order"),
    ),
)
