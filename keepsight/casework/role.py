"""Roles and what each may do, as data in plain English: the access pages and the tests read it too.

`keepsight.casework.access` decides by it. PostgreSQL holds the same a second time, row by row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from keepsight.practice.codes.agency import AGENCY

Sees = Literal["own_agency_concerns", "own_and_team", "own", "all"]

SEES: Mapping[Sees, str] = {
    "own_agency_concerns": "the concerns that their own agency raised, what became of them, and "
    "the children in whose network they are",
    "own_and_team": "the children whom they or their team are involved with",
    "own": "the children whom they themselves are involved with",
    "all": "every child of the authority",
}


@dataclass(frozen=True)
class Permission:
    """One thing that may be done. `about` says whether it is asked for a child, a concern or
    neither; what is done `at_front_door` is for its team, and for who sees every child."""

    code: str
    description: str
    about: Literal["", "child", "concern"] = ""
    at_front_door: bool = False

    @property
    def holds_in_emergency(self) -> bool:
        """Whether it holds too for a record that was opened in an emergency: to read it, to raise a
        concern and to record what was done, not to decide, to correct or to take anything out."""
        return self.code.startswith("see_") or self.code in (
            "raise_concern",
            "record_fact",
            "break_glass",
        )


@dataclass(frozen=True)
class Records:
    """Which kinds of fact somebody adds and corrects, where they may; None for every kind."""

    description: str
    kinds: frozenset[str] | None = None

    def includes(self, kind: str) -> bool:
        """Whether this kind of fact is among them."""
        return self.kinds is None or kind in self.kinds


EVERYTHING = Records("Whatever happened: every kind of fact.")
NOTHING = Records("Nothing: no fact is added or corrected.", frozenset())
OF_CONFERENCES = Records(
    "What a conference is and decides: conferences and other meetings, the plan, its category and "
    "its actions. Not what happened between conferences.",
    frozenset(
        {
            "conference",
            "plan_started",
            "category_changed",
            "plan_ended",
            "plan_action_set",
            "plan_action_updated",
            "core_group",
            "meeting",
        }
    ),
)
_EVERY_AGENCY = frozenset(
    {
        "appointment",
        "child_words",
        "contact",
        "household_changed",
        "information_shared",
        "note",
        "visit",
    }
)
_MISSING = frozenset({"missing_episode", "missing_returned"})
_OF_ITS_GROUP: Mapping[str, frozenset[str]] = {
    "education": _MISSING | {"school_event", "education_plan"},
    "health": frozenset({"medical", "health_assessment"}),
    "police": _MISSING
    | {"domestic_abuse_notice", "police_outcome", "police_protection", "police_protection_ended"},
}
"""What an agency of each group records besides, where its people are in a child's network."""

IN_EMERGENCY = frozenset({"social_worker", "manager", "director"})
"""Roles that may open a record in which they have no part, in an emergency."""


@dataclass(frozen=True)
class Role:
    """A part that somebody plays: which children they see, what they may do, and which kinds of
    fact they add and correct."""

    code: str
    title: str
    description: str
    sees: Sees
    permissions: frozenset[str]
    records: Records = NOTHING


PERMISSIONS: Mapping[str, Permission] = {
    each.code: each
    for each in (
        Permission("see_in_sight", "See findings, open concerns and what falls due, in one list."),
        Permission("see_every_team", "Choose among the children of every team."),
        Permission("see_own_concerns", "See the concerns one's own agency raised, in one list."),
        Permission("see_work", "See one's own families and what is due, overdue and asked."),
        Permission("read_inbox", "Read what one has been told, and say that one has read it."),
        Permission("see_team", "See who in a team works with whom, and what waits."),
        Permission("allocate_child", "Give a child a worker, or hand a child over.", "child"),
        Permission("see_handover", "Read what is handed over with a child, and who took it over."),
        Permission("take_over", "Take over a child from another worker, and hand one over."),
        Permission("see_rules", "Read the rules, their sources and their cases."),
        Permission("raise_concern", "Raise a concern about any child."),
        Permission("see_child", "Read a child's whole record.", "child"),
        Permission("see_findings", "Read what the rules found about a child.", "child"),
        Permission("record_fact", "Add a fact to a child's record.", "child"),
        Permission("correct_fact", "Correct a fact, by a new one that names it.", "child"),
        Permission("see_concern", "Read a concern, who decided about it and what.", "concern"),
        Permission("answer_concern", "Answer a concern, which ends it.", "concern"),
        Permission(
            "countersign_answer", "Agree to an answer that another gave, or return it.", "concern"
        ),
        Permission("change_plan", "Start, change or end a child protection plan.", "child"),
        Permission("set_plan_action", "Set an action of a plan.", "child"),
        Permission("update_plan_action", "Say how an action of a plan stands.", "child"),
        Permission("close_case", "Close a case, or step it down.", "child"),
        Permission("reopen_concern", "Take up an answered concern again.", "concern"),
        Permission("disagree", "Disagree with a decision on a concern.", "concern"),
        Permission(
            "see_front_door",
            "See the referrals that wait for a decision, each with the family's earlier history.",
            at_front_door=True,
        ),
        Permission("decide_referral", "Decide about a referral.", "child", at_front_door=True),
        Permission("see_matches", "See records that may be of one child.", at_front_door=True),
        Permission("join_records", "Join two records of one child.", at_front_door=True),
        Permission("part_records", "Part two records that were joined.", "child"),
        Permission("see_disagreements", "See who disagrees with what, and who has to answer."),
        Permission("challenge", "Challenge delay or drift about a child.", "child"),
        Permission("answer_disagreement", "Answer a disagreement, in one's own name.", "child"),
        Permission("write_assessment", "Start, write and hand in an assessment.", "child"),
        Permission("countersign_assessment", "Agree an assessment, or return it.", "child"),
        Permission("answer_question", "Say what one knows when asked for an assessment."),
        Permission(
            "hold_strategy_discussion",
            "Record a strategy discussion, its enquiry and its medicals.",
            "child",
        ),
        Permission(
            "see_meetings", "See the meetings about one's children, or that ask one to come."
        ),
        Permission("take_part", "Reply to an invitation, and write for a meeting one is asked to."),
        Permission("arrange_meeting", "Arrange a meeting, and say who is asked to it.", "child"),
        Permission(
            "run_meeting", "Write down what a meeting says of each concern and decides.", "child"
        ),
        Permission("agree_carry_on", "Agree that a concern is carried on once more.", "concern"),
        Permission("import_chronology", "Take in a chronology from a file."),
        Permission("export_child", "Take a child's facts out as a file.", "child"),
        Permission(
            "make_subject_copy",
            "Make the copy of a record for somebody who asks what is held about them.",
            "child",
        ),
        Permission(
            "reset_second_factor",
            "Take away the second factor of somebody who has lost it, so that they set up another.",
        ),
        Permission("see_audit", "Read who did, saw or was refused what."),
        Permission("see_who_looked", "Read who has looked at a child's record.", "child"),
        Permission("add_to_network", "Name somebody in a child's network.", "child"),
        Permission("take_off_network", "End somebody's part in a child's network.", "child"),
        Permission("see_restricted", "See that records are restricted and to whom, not whose."),
        Permission("restrict_record", "Restrict a record to named people, and lift it.", "child"),
        Permission("break_glass", "Open a record one has no part in, in an emergency."),
        Permission("review_break_glass", "Judge an emergency opening afterwards.", "child"),
        Permission("arrange_cover", "Say who stands in for oneself or for one's staff."),
        Permission("mark_left", "Say that somebody has left, and take over what was theirs."),
        Permission("connect_systems", "Let the system of an agency in, and take its token away."),
    )
}

_EVERYBODY = {"read_inbox", "see_meetings", "take_part"}
_READS_CHILDREN = {"see_in_sight", "see_rules", "see_child", "see_findings", "see_concern"}
_HOLDS_MEETINGS = {"arrange_meeting", "run_meeting"}
_JOINS = {"see_matches", "join_records", "part_records"}
_PLANS = {"change_plan", "set_plan_action", "update_plan_action"}
_NETWORK = {"add_to_network", "take_off_network"}
_ANSWERS_FOR_PEOPLE = {
    "break_glass", "review_break_glass", "restrict_record", "see_who_looked", "mark_left",
    "arrange_cover", "connect_systems",
}  # fmt: skip
_CHALLENGES = {"raise_concern", "reopen_concern", "disagree"}
_WORKS_WITH_CHILDREN = (
    _READS_CHILDREN
    | _CHALLENGES
    | _EVERYBODY
    | _HOLDS_MEETINGS
    | _NETWORK
    | {"break_glass", "arrange_cover"}
    | {"see_work", "see_handover", "take_over"}
    | {"record_fact", "correct_fact", "answer_concern", "export_child", "make_subject_copy"}
    | {"countersign_answer", "close_case"}
    | _PLANS
    | {"see_front_door", "decide_referral"}
    | _JOINS
    | {"see_disagreements", "answer_disagreement"}
    | {"write_assessment", "answer_question", "hold_strategy_discussion"}
)

ROLES: Mapping[str, Role] = {
    each.code: each
    for each in (
        Role(
            "referrer",
            "Professional in an agency",
            "Somebody at any agency who sees children: raises concerns, learns the outcome, and "
            "reads and adds to the records of children in whose network they are.",
            "own_agency_concerns",
            frozenset(_EVERYBODY | {"raise_concern", "see_own_concerns", "see_concern", "disagree"})
            | {"see_child", "record_fact", "arrange_cover"}
            | {"see_disagreements"}
            | {"answer_question", "update_plan_action"},
        ),
        Role(
            "social_worker",
            "Social worker",
            "Works with children and families, and answers concerns with reasons.",
            "own_and_team",
            frozenset(_WORKS_WITH_CHILDREN),
            EVERYTHING,
        ),
        Role(
            "manager",
            "Team manager",
            "Leads a team of social workers: sees the team's children, answers concerns.",
            "own_and_team",
            frozenset(
                _WORKS_WITH_CHILDREN
                | {"agree_carry_on", "import_chronology", "countersign_assessment"}
                | {"reset_second_factor"}
            )
            | {"see_team", "allocate_child"}
            | _ANSWERS_FOR_PEOPLE,
            EVERYTHING,
        ),
        Role(
            "chair",
            "Conference chair",
            "Chairs conferences: sees those children, records what conferences decide, challenges, "
            "does not answer.",
            "own",
            frozenset(
                _READS_CHILDREN
                | _CHALLENGES
                | _HOLDS_MEETINGS
                | _EVERYBODY
                | {"record_fact", "correct_fact"}
                | {"see_disagreements", "challenge"}
                | _PLANS
                | _EVERYBODY
                | {"see_work", "see_handover"}
                | _NETWORK
                | {"arrange_cover"}
                | {"answer_question"}
            ),
            OF_CONFERENCES,
        ),
        Role(
            "director",
            "Director of children's services",
            "Answers for the whole service: reads everything, answers no concern.",
            "all",
            frozenset(
                _READS_CHILDREN
                | {"see_matches", "see_disagreements", "answer_disagreement"}
                | _EVERYBODY
                | {"see_team", "see_handover"}
                | _ANSWERS_FOR_PEOPLE
                | {
                    "raise_concern",
                    "see_every_team",
                    "see_audit",
                    "see_front_door",
                    "see_restricted",
                }
                | {"reset_second_factor"}
            ),
        ),
    )
}


def records_of(role: str, *, agency: str) -> Records:
    """Which kinds of fact somebody of this role, at an agency of this kind, adds and corrects: the
    role's; for the people of an agency what such an agency sees of a child. Both are codes."""
    if role not in ROLES:
        return NOTHING
    if role != "referrer":
        return ROLES[role].records
    group = AGENCY[agency].group if agency in AGENCY else ""
    kinds = _EVERY_AGENCY | _OF_ITS_GROUP.get(group, frozenset())
    return Records("What their agency sees of a child.", kinds)
