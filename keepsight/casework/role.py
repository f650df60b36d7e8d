"""Roles and what each may do, as data in plain English: the access pages and the tests read it too.

`keepsight.casework.access` decides by it. PostgreSQL holds the same a second time, row by row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from keepsight.casework.permission import PERMISSIONS, Permission
from keepsight.practice.codes.agency import AGENCY

__all__ = [
    "IN_EMERGENCY",
    "PERMISSIONS",
    "READS_NO_RECORD",
    "ROLES",
    "SEES",
    "Permission",
    "Records",
    "Role",
    "Sees",
    "records_of",
]

Sees = Literal["own_agency_concerns", "own_and_team", "own", "all", "none"]

SEES: Mapping[Sees, str] = {
    "own_agency_concerns": "the concerns that their own agency raised, what became of them, and "
    "the children in whose network they are",
    "own_and_team": "the children whom they or their team are involved with",
    "own": "the children whom they themselves are involved with",
    "all": "every child of the authority",
    "none": "no child’s record: numbers about the children of every team, without a name",
}


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


_EVERYBODY = {"read_inbox", "see_meetings", "take_part"}
_READS_CHILDREN = {"see_in_sight", "see_rules", "see_child", "see_findings", "see_concern"}
_HOLDS_MEETINGS = {"arrange_meeting", "run_meeting"}
_JOINS = {"see_matches", "join_records", "part_records"}
_PLANS = {"change_plan", "set_plan_action", "update_plan_action"}
_NETWORK = {"add_to_network", "take_off_network"}
_ANSWERS_FOR_PEOPLE = {
    "break_glass", "review_break_glass", "restrict_record", "see_who_looked", "mark_left",
    "arrange_cover", "connect_systems", "write_lesson",
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
    | {"write_assessment", "answer_question", "hold_strategy_discussion", "take_out_own_slip"}
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
                | {"take_out_begun"}
                | {"reset_second_factor"}
            )
            | {"see_team", "see_watch", "allocate_child"}
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
                | {"see_disagreements", "challenge", "see_watch"}
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
                | {"see_work", "see_team", "see_handover"}
                | _ANSWERS_FOR_PEOPLE
                | {
                    "raise_concern",
                    "see_every_team",
                    "see_audit",
                    "see_front_door",
                    "see_restricted",
                    "set_rule_number",
                    "publish_lesson",
                    "see_watch",
                    "extract_record",
                }
                | {"reset_second_factor"}
            ),
        ),
        Role(
            "business_manager",
            "Partnership business manager",
            "Supports the reviews, lessons and action plans of the safeguarding partnership: reads "
            "numbers, writes lessons down and tries them, publishes none, reads no child's record.",
            "none",
            frozenset({"read_inbox", "see_rules", "see_watch", "count_every_child"})
            | {"write_lesson"},
        ),
    )
}


READS_NO_RECORD = frozenset(code for code, role in ROLES.items() if role.sees == "none")
"""Roles that read no child's record, and so are offered no part in one."""


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
