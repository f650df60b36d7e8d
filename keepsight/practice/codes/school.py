"""School: what happened there that matters for the child's safety; and police outcomes."""

from keepsight.practice.code import Code, CodeList

SCHOOL_EVENT = CodeList(
    "school_event",
    title="What happened at school",
    source="Keepsight's own list, from published reviews and Keeping Children Safe in Education",
    codes=(
        Code("started", "Started at the school"),
        Code("left", "Left the school"),
        Code("withdrawn", "Taken off the roll by the carer", "", "out_of_school"),
        Code("home_education", "Home education began", "", "out_of_school"),
        Code("missing_education", "Missing education", "", "out_of_school"),
        Code("low_attendance", "Attendance is low"),
        Code("suspended", "Suspended"),
        Code("excluded", "Excluded for good"),
        Code("other", "Something else"),
    ),
)
