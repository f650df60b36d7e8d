"""How a concern is answered, how it is taken up again, and how disagreements end."""

from keepsight.practice.code import Code, CodeList

ANSWER = CodeList(
    "answer",
    title="Answer to a concern",
    source="Keepsight: a concern ends only with an answer by a named person",
    codes=(
        Code("substantiated", "Substantiated and acted on", "Name the action that was taken."),
        Code("not_substantiated", "Not substantiated", "Name the assessment that found so."),
        Code("explained", "Explained", "Name the evidence; a parent's word alone is not enough."),
    ),
)

REOPENING = CodeList(
    "reopening",
    title="Why a concern is open again",
    source="Keepsight: new facts, a return home or a disagreement reopen a concern",
    codes=(
        Code("new_fact", "Something new was seen or heard"),
        Code("returned_home", "The child went back to where it happened"),
        Code("disagreement", "Somebody disagrees with the answer"),
        Code("answer_withdrawn", "The answer was given in error"),
    ),
)

DISAGREEMENT_STAGE = CodeList(
    "disagreement_stage",
    title="Stage of a disagreement",
    source="Working Together 2023: partners need a clear escalation policy; stages are local",
    codes=(
        Code("practitioner", "Between practitioners"),
        Code("manager", "Between managers"),
        Code("senior", "Between senior managers"),
        Code("partnership", "Before the partnership"),
    ),
)

DISAGREEMENT_GROUND = CodeList(
    "disagreement_ground",
    title="What somebody disagrees with",
    source="Keepsight's own list; a chair's challenge is about delay or drift",
    codes=(
        Code("decision", "A decision, or that there is none"),
        Code("delay", "Delay", "Something that was to be done is overdue.", "challenge"),
        Code("drift", "Drift", "Meetings and visits go on, and nothing changes.", "challenge"),
        Code("plan", "The plan", "It no longer fits what the child needs.", "challenge"),
    ),
)

DISAGREEMENT_OUTCOME = CodeList(
    "disagreement_outcome",
    title="How a disagreement ended",
    source="Keepsight's own list",
    codes=(
        Code("decision_changed", "The decision was changed"),
        Code("decision_stands", "The decision stands, with reasons"),
        Code("climbs", "Not settled: goes to the next stage"),
    ),
)
