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

LEGAL_PLANNING_DECISION = CodeList(
    "legal_planning_decision",
    title="What the legal planning meeting decided",
    source="Keepsight's own list, from local procedures",
    codes=(
        Code("pre_proceedings", "Begin pre-proceedings"),
        Code("issue", "Ask the court for an order"),
        Code("carry_on", "Carry on without either"),
        Code("not_stated", "Not stated"),
    ),
)

PRE_PROCEEDINGS_END = CodeList(
    "pre_proceedings_end",
    title="How pre-proceedings ended",
    source="Keepsight's own list, from the public law outline",
    codes=(
        Code("stepped_down", "Stepped down", "Ends no concern."),
        Code("proceedings_issued", "Proceedings were issued"),
        Code("other", "Another way"),
        Code("not_stated", "Not stated"),
    ),
)

PROCEEDINGS_END = CodeList(
    "proceedings_end",
    title="How proceedings ended",
    source="Keepsight's own list, from Children Act 1989 Part IV",
    codes=(
        Code("order", "With an order", "Record the order as well."),
        Code("no_order", "Without an order", "Ends no concern."),
        Code("withdrawn", "The application was withdrawn", "Ends no concern."),
        Code("other", "Another way"),
    ),
)

AFTER_PROTECTION = CodeList(
    "after_protection",
    title="What came after police protection",
    source="Keepsight's own list, from Children Act 1989 s.46",
    codes=(
        Code("returned_home", "The child went home"),
        Code("by_agreement", "The child stayed away by agreement"),
        Code("order", "A court made an order"),
        Code("other", "Something else"),
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
        Code("interim_supervision_order", "Interim supervision order", "s.38"),
        Code("supervision_order", "Supervision order", "s.31"),
        Code("emergency_protection_order", "Emergency protection order", "s.44", "emergency"),
        Code("child_assessment_order", "Child assessment order", "s.43"),
        Code("special_guardianship", "Special guardianship order", "s.14A"),
        Code("child_arrangements", "Child arrangements order", "s.8"),
        Code("placement_order", "Placement order", "Adoption and Children Act 2002 s.21"),
        Code("other", "Another order"),
    ),
)

FINAL_ORDERS = (
    "care_order",
    "supervision_order",
    "special_guardianship",
    "child_arrangements",
    "placement_order",
)
"""Orders that end proceedings."""
