"""What an account of a case may leave untold: work that comes round by itself. A rule that waits
for such work speaks of an account only where the account tells that work."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from keepsight.exchange.replay_case.case import Case
from keepsight.facts.fact import Fact
from keepsight.rules.finding import Finding
from keepsight.rules.replay import Replay
from keepsight.rules.select import Selection, select
from keepsight.rules.watch import CannotTell

ROUTINE: Mapping[str, Selection] = {
    "child_protection_visit_late": select("visit"),
    "child_in_need_visit_late": select("visit"),
    "looked_after_visit_late": select("visit"),
    "placed_for_now_not_visited": select("visit"),
    "settled_child_not_visited": select("visit"),
    "new_placement_not_visited": select("visit"),
    "not_seen_by_social_worker": select("visit"),
    "not_seen_by_anybody": select("visit"),
    "core_group_lapsed": select("core_group"),
    "supervision_late": select("supervision"),
    "first_core_group_late": select("core_group"),
    "review_conference_late": select("conference", conference="review"),
    "assessment_late": select("assessment_started", "assessment_completed"),
    "assessed_without_other_agencies": select("partner_answered"),
    "first_child_in_need_meeting_late": select("meeting"),
}
"""Rules that wait for routine work, and the facts that tell it."""

TIMES_TOLD = 4
APART: Mapping[str, timedelta] = {
    "child_protection_visit_late": timedelta(weeks=6),
    "child_in_need_visit_late": timedelta(weeks=6),
    "looked_after_visit_late": timedelta(weeks=6),
    "placed_for_now_not_visited": timedelta(weeks=6),
    "settled_child_not_visited": timedelta(weeks=13),
    "not_seen_by_social_worker": timedelta(weeks=6),
    "not_seen_by_anybody": timedelta(weeks=6),
    "core_group_lapsed": timedelta(weeks=8),
    "supervision_late": timedelta(weeks=13),
}
"""What comes round again and again an account tells as routine when it has it at least four times,
no more than so far apart on average: of visits, no council lets a plan go longer without one."""


def without_what_is_untold(played: Replay, case: Case) -> Replay:
    """The replay of an account without findings that rest only on what the account leaves out; a
    rule that is left with none cannot tell. Any other file is taken to tell all it knows."""
    if not case.is_account:
        return played
    kept = [each for each in played.findings if _is_told(each, case.facts)]
    dropped = {e.rule for e in played.findings} - {e.rule for e in kept}
    silent = [CannotTell(rule, ROUTINE[rule].kinds) for rule in ROUTINE if rule in dropped]
    return Replay(kept, played.concerns, [*played.cannot_tell, *silent], played.until)


def _is_told(finding: Finding, dated: Sequence[Fact]) -> bool:
    """Whether an account tells the work that the finding waits for: that it was done late, or that
    it was begun; of what comes round, that it was done time after time."""
    work = ROUTINE.get(finding.rule)
    if work is None:
        return True
    told = [each for each in dated if each.child == finding.child and work.matches(each)]
    days = sorted({each.happened_on for each in told})
    if finding.rule in APART:
        return len(days) >= TIMES_TOLD and _apart(days) <= APART[finding.rule]
    return finding.cleared_on in days or finding.facts[0] in {each.fact_id for each in told}


def _apart(days: Sequence[date]) -> timedelta:
    return (days[-1] - days[0]) / (len(days) - 1)
