"""What may be asked of a person, a team or an agency, each in the words of who is asked."""

from keepsight.practice.code import Code, CodeList

ASK = CodeList(
    "ask",
    title="What somebody is asked to do",
    source="Keepsight's own list",
    codes=(
        Code("countersign_answer", "Agree an answer to a concern, or return it"),
        Code("tell_referrer", "Tell who raised the concern what became of it"),
    ),
)
