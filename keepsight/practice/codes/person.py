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

COUPLE = CodeList(
    "couple",
    title="What two adults are to each other",
    source="Keepsight's own list, for the drawing of a family",
    codes=(
        Code("married", "Married or civil partners", "", "together"),
        Code("living_together", "A couple who live together", "", "together"),
        Code("living_apart", "A couple who live apart", "", "together"),
        Code("separated", "Separated", "", "past"),
        Code("divorced", "Divorced", "", "past"),
        Code("never_together", "Never lived as a couple", "", "past"),
    ),
)

COMPARISON = CodeList(
    "comparison",
    title="Whether two records are of one child",
    source="Keepsight's own list",
    codes=(
        Code("same_child", "The same child", "Both records are read as one."),
        Code("not_the_same", "Not the same child", "They are not suggested again."),
        Code("parted", "Not the same child after all", "Two records that were joined stand apart."),
    ),
)
