"""The home: who lives in it, who cares for the child, and what is known of adults."""

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
        Code("sexual_offence", "Sexual offence or allegation"),
        Code("violence", "Violence"),
        Code("domestic_abuse", "Domestic abuse"),
        Code("substance_misuse", "Drink or drugs"),
        Code("mental_health", "Mental ill-health"),
        Code("earlier_harm_to_child", "Earlier harm to a child", "Or a child removed."),
        Code("other", "Something else"),
    ),
)
