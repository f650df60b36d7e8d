"""People: how they are related to the child."""

from keepsight.practice.code import Code, CodeList

RELATION = CodeList(
    "relation",
    title="Relation to the child",
    source="Keepsight's own list",
    codes=(
        Code("mother", "Mother", "", "parent"),
        Code("father", "Father", "", "parent"),
        Code("step_parent", "Step-parent", "", "adult"),
        Code("parents_partner", "Parent's partner", "", "adult"),
        Code("grandparent", "Grandparent", "", "adult"),
        Code("aunt_or_uncle", "Aunt or uncle", "", "adult"),
        Code("foster_carer", "Foster carer", "", "adult"),
        Code("brother_or_sister", "Brother or sister", "", "sibling"),
        Code("half_brother_or_sister", "Half-brother or half-sister", "", "sibling"),
        Code("step_brother_or_sister", "Step-brother or step-sister", "", "sibling"),
        Code("other", "Somebody else", "", "adult"),
    ),
)
