"""What may be done, each thing with a name and a plain description: the access pages, the audit and
the tests read it too. Which role may what stands in `role`."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


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


PERMISSIONS: Mapping[str, Permission] = {
    each.code: each
    for each in (
        Permission("see_in_sight", "See findings, open concerns and what falls due, in one list."),
        Permission(
            "see_watch", "See what the watch says of a team, conferences or the service, counted."
        ),
        Permission(
            "count_every_child",
            "Be told numbers about the children of every team, and nothing about any one of them.",
        ),
        Permission("see_every_team", "Choose among the children of every team."),
        Permission("see_own_concerns", "See the concerns one's own agency raised, in one list."),
        Permission("see_work", "See one's own families and what is due, overdue and asked."),
        Permission("read_inbox", "Read what one has been told, and say that one has read it."),
        Permission("see_team", "See who in a team works with whom, and what waits."),
        Permission("allocate_child", "Give a child a worker, or hand a child over.", "child"),
        Permission("see_handover", "Read what is handed over with a child, and who took it over."),
        Permission("take_over", "Take over a child from another worker, and hand one over."),
        Permission("see_rules", "Read the rules, their sources and their cases."),
        Permission("write_lesson", "Write a lesson down as a rule, and try it."),
        Permission("publish_lesson", "Publish a lesson as a rule, and withdraw it."),
        Permission("set_rule_number", "Set the authority's own number in a rule."),
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
        Permission(
            "take_out_begun",
            "Take out an assessment, discussion or enquiry that was begun in error.",
            "child",
        ),
        Permission(
            "take_out_own_slip",
            "Take out what one began by mistake oneself, that day, before anything rests on it.",
            "child",
        ),
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
        Permission("extract_record", "Take the facts of every child out as a folder of files."),
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
