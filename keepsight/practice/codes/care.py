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

PLACEMENT_TERM = CodeList(
    "placement_term",
    title="How long the placement is meant to last",
    source="Care Planning, Placement and Case Review (England) Regulations 2010, regulation 28: "
    "how often the child is visited hangs on it",
    codes=(
        Code("to_eighteen", "Until the child is 18"),
        Code("shorter", "Not so long"),
        Code(
            "carer_for_now",
            "With a relative or friend approved for now",
            "Regulation 24: visited weekly until the first review, then at least every four weeks.",
        ),
        Code("not_stated", "Not stated"),
    ),
)

PLACEMENT_END = CodeList(
    "placement_end",
    title="Why a placement ended",
    source="Keepsight's own list, after the looked-after children return",
    codes=(
        Code("planned_move", "A planned move"),
        Code("broke_down", "It broke down"),
        Code("unsafe", "The child was not safe there", "Raise a concern as well."),
        Code("carer_asked", "The carer could not go on"),
        Code("returned_home", "The child went home"),
        Code("left_care", "The child left care"),
        Code("other", "Another reason"),
        Code("not_stated", "Not stated"),
    ),
)

TOOK_PART = CodeList(
    "took_part",
    title="How the child took part in the review",
    source="Keepsight's own list, after the looked-after children return",
    codes=(
        Code("spoke", "Was there and spoke"),
        Code("there_only", "Was there, and others spoke"),
        Code("sent_words", "Sent words, or somebody to speak for them"),
        Code("not_asked", "Was not asked"),
        Code("too_young", "Too young to be asked"),
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
