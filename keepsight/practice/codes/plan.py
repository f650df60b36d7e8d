"""Plans: why they end and how their actions stand."""

from keepsight.practice.code import Code, CodeList

PLAN_END = CodeList(
    "plan_end",
    title="Why a child protection plan ended",
    source="Working Together, ending a plan; children in need census",
    codes=(
        Code("no_longer_needed", "No longer at risk of significant harm"),
        Code("looked_after", "The child came into care"),
        Code("transferred", "Transferred to another authority"),
        Code("adult", "Turned 18"),
        Code("died", "The child died"),
        Code("not_stated", "Not stated"),
    ),
)

ACTION_PROGRESS = CodeList(
    "action_progress",
    title="How an action stands",
    source="Keepsight: done and shown to have worked are two things",
    codes=(
        Code("under_way", "Under way", "", "running"),
        Code("done", "Done, not yet known whether it worked", "", "running"),
        Code("worked", "Done, and shown to have worked", "", "worked"),
        Code("no_change", "Done or tried, and nothing changed", "", "without_effect"),
        Code("not_done", "Not done", "", "without_effect"),
        Code("dropped", "Dropped, with the reason", "", "without_effect"),
    ),
)
