"""The home: who lives in it, who cares for the child, what is known of adults, and what was done to
find out about them."""

from keepsight.practice.code import Code, CodeList

HOUSEHOLD_CHANGE = CodeList(
    "household_change",
    title="What changed at home",
    source="Keepsight's own list, from published reviews",
    codes=(
        Code("moved", "Moved to another address"),
        Code("returned_home", "Returned home"),
        Code("went_to_relative", "Went to live with a relative or friend"),
        Code("shared_care", "Lives in two homes by turns"),
        Code("other", "Another change"),
    ),
)

ADULT_RISK = CodeList(
    "adult_risk",
    title="Known risk of an adult",
    source="Keepsight's own list, from national and local reviews",
    codes=(
        Code("sexual_offence", "Sexual offence or allegation", "", "to_children"),
        Code("violence", "Violence"),
        Code("domestic_abuse", "Domestic abuse"),
        Code("substance_misuse", "Drink or drugs"),
        Code("mental_health", "Mental ill-health"),
        Code(
            "earlier_harm_to_child",
            "Earlier harm to a child",
            "Or a child removed.",
            "to_children",
        ),
        Code("other", "Something else"),
    ),
)

ADULT_HISTORY = CodeList(
    "adult_history",
    title="A parent's own childhood",
    source="Keepsight's own list, from local reviews",
    codes=(
        Code("on_a_plan", "On a child protection plan or the register"),
        Code("in_care", "In care"),
        Code("abused_or_neglected", "Abused or neglected"),
        Code("other", "Something else"),
    ),
)

ADULT_ASSESSMENT = CodeList(
    "adult_assessment",
    title="What was done to find out about an adult",
    source="Keepsight's own list, from national and local reviews",
    codes=(
        Code("checks", "Checks made", "What the police, health and social care hold was asked."),
        Code("assessment", "Assessed as a carer or partner", "Met, and what it means weighed."),
        Code("risk", "Risk assessed", "By somebody trained in that kind of risk."),
    ),
)
