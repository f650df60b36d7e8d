"""Why something is left out of the copy that a person gets of their own record."""

from keepsight.practice.code import Code, CodeList

GIVEN = CodeList(
    "given",
    title="What is given of an entry",
    source="Keepsight's own list",
    codes=(
        Code("whole", "All of it"),
        Code("in_part", "All but some words"),
        Code("withheld", "None of it"),
    ),
)

WITHHELD = CodeList(
    "withheld",
    title="Why something is not given",
    source="UK GDPR article 15(4) and the Data Protection Act 2018, schedules 2 and 3",
    codes=(
        Code(
            "third_party",
            "It is about somebody else",
            "It tells of another person who has not agreed, and it is not reasonable to give it "
            "without (Data Protection Act 2018, schedule 2, part 3).",
        ),
        Code(
            "serious_harm",
            "It could do serious harm",
            "Giving it would be likely to harm the health or the safety of somebody: the person "
            "who asks, the child or another (schedule 3, on social work, health and education).",
        ),
        Code(
            "child_abuse",
            "It tells of abuse, and giving it is not in the child's interest",
            "Child abuse data asked for on the child's behalf (schedule 3, part 5).",
        ),
        Code(
            "crime",
            "It could stand in the way of the police or a court",
            "Giving it would be likely to prejudice preventing, finding or prosecuting a crime "
            "(schedule 2, part 1).",
        ),
        Code(
            "legal_advice",
            "It is legal advice",
            "It is covered by legal professional privilege (schedule 2, part 4).",
        ),
        Code(
            "court_report",
            "It was written for a court",
            "A report to the court in family proceedings, which the court gives out itself "
            "(schedule 3, part 3).",
        ),
    ),
)
