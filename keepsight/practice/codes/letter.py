"""By which way people hear by e-mail that there is something new."""

from keepsight.practice.code import Code, CodeList

LETTER = CodeList(
    "letter",
    title="E-mail when there is something new",
    source="Keepsight's own list",
    codes=(
        Code("off", "No e-mail", "You see what is new when you sign in."),
        Code(
            "daily",
            "Once a day",
            "How much is due, overdue and unread, on each day with something in it.",
        ),
        Code(
            "at_once",
            "At once",
            "When somebody tells you something or asks something of you. One e-mail, until it has "
            "gone out; not one for each.",
        ),
    ),
)
