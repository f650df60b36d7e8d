"""What people are told, each in a line that an inbox can show."""

from keepsight.practice.code import Code, CodeList

NOTICE = CodeList(
    "notice",
    title="What people are told",
    source="Keepsight's own list",
    codes=(
        Code("concern_raised", "A concern was raised"),
        Code("concern_answered", "A concern was answered"),
    ),
)
