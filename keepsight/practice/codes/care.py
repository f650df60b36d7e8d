"""Care: why a child is looked after, where they live, and why it ended."""

from keepsight.practice.code import Code, CodeList

LEGAL_STATUS = CodeList(
    "legal_status",
    title="How the child came into care",
    source="Children Act 1989 s.20, s.31, s.38, s.44, s.46",
    codes=(
        Code("accommodated", "With the parents' agreement"),
        Code("order", "By order of a court"),
        Code("police_protection", "Police protection"),
        Code("not_stated", "Not stated"),
    ),
)

PLACEMENT = CodeList(
    "placement",
    title="Where the child lives",
    source="Looked-after children return, placement types, in Keepsight's words",
    codes=(
        Code("foster_care", "Foster care"),
        Code("kinship", "With a relative or friend"),
        Code("residential", "Children's home"),
        Code("with_parent", "With a parent"),
        Code("other", "Somewhere else"),
        Code("not_stated", "Not stated"),
    ),
)

CARE_ENDED = CodeList(
    "care_ended",
    title="Why care ended",
    source="Looked-after children return, reasons, in Keepsight's words",
    codes=(
        Code("returned_home", "Returned home"),
        Code("adopted", "Adopted"),
        Code("special_guardianship", "Special guardianship"),
        Code("adult", "Turned 18"),
        Code("died", "The child died"),
        Code("other", "Another reason"),
    ),
)
