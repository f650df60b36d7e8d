"""The kinds of harm a concern may be about, and with them the categories of a child protection
plan."""

from keepsight.practice.code import Code, CodeList

HARM = CodeList(
    "harm",
    title="Harm",
    source="Working Together to Safeguard Children, glossary: the four categories of abuse",
    codes=(
        Code("physical", "Physical abuse", "Hurt done to a child's body, or illness made up."),
        Code("emotional", "Emotional abuse", "Lasting ill-treatment of a child's feelings."),
        Code("sexual", "Sexual abuse", "Sexual acts with or in front of a child, touching or not."),
        Code("neglect", "Neglect", "Basic needs going unmet, again and again."),
    ),
)
