"""The parts that people play in a child's network."""

from keepsight.practice.code import Code, CodeList

PART = CodeList(
    "part",
    title="Part in a child's network",
    source="Keepsight's own list",
    codes=(
        Code("allocated", "Has the case", "The social worker.", "allocation"),
        Code("team", "Team", "The team that has the case.", "allocation"),
        Code("front door", "Front door", "Until the first decision is made.", "allocation"),
        Code("chair", "Chairs conferences", "", "named"),
        Code("core_group", "In the core group", "Carries out the plan with the family.", "named"),
        Code(
            "professional",
            "Sees the child as part of their work",
            "A teacher, nursery worker, health visitor, GP or other.",
            "named",
        ),
        Code("lead", "Leads for their agency", "Who others of the agency go through.", "named"),
        Code("co_worker", "Works with the social worker", "", "named"),
        Code("reviewing_officer", "Reviews the care plan", "", "named"),
        Code("adviser", "Gives advice", "A lawyer, a specialist, an advocate.", "named"),
        Code("asked to a meeting", "Asked to a meeting", "", "meeting"),
        Code("disagreement", "Answers a disagreement", "Until it is settled.", "allocation"),
    ),
)
