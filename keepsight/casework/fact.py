"""Adding a fact to a child's record, or one event to several children's; correcting a fact by
another."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from keepsight.casework import access, projection
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.own_fact import SOURCE
from keepsight.casework.plan.standing import categories_on
from keepsight.facts.chronology import current
from keepsight.facts.fact import KINDS, Fact
from keepsight.practice.codes.harm import HARM
from keepsight.record import ledger
from keepsight.record.models import ConcernThread, LedgerFact, User
from keepsight.record.reader import reading_as

OWN_ACTION = frozenset({"concern", "answer", "reopening", "disagreement"})
"""Kinds that have an action, and a permission, of their own: see casework/concern.py. They open or
end a concern, and so are never taken out as entered in error."""

OWN_STEP = frozenset(
    {
        "answer_proposed",
        "answer_returned",
        "assessment_handed_in",
        "assessment_returned",
        "carried_on",
        "concern_assessed",
        "disagreement_answered",
        "disagreement_settled",
        "dissent",
        "escalated",
        "handed_over",
        "information_shared",
        "outcome_told",
        "partner_answered",
        "partner_asked",
        "records_compared",
        "referral_acknowledged",
    }
)
"""Kinds that come about only in a step of the work, with its checks: in no form for any fact. What
stands in one is neither corrected nor taken out: the step is taken again."""

OF_THE_PLAN = frozenset(
    {
        "plan_started",
        "category_changed",
        "plan_ended",
        "plan_action_set",
        "plan_action_updated",
        "case_closed",
        "case_stepped_down",
    }
)
"""Kinds that are said on the pages of the plan, where every open concern gets a decision: see
casework/plan. Another agency's note may be given one, and a file may bring one."""

OF_MEETINGS = frozenset({"conference", "core_group", "meeting"})
"""Kinds that a meeting ends in, once every open concern has its outcome: see casework/meeting.
Another agency's note may be given one, and a file may bring one."""

OF_ENQUIRIES = frozenset(
    {
        "assessment_started",
        "medical",
        "medical_asked",
        "section_47_begun",
        "section_47_ended",
        "strategy_discussion",
    }
)
"""Kinds that are said on the pages of assessments and of section 47, where each child has a
decision of their own: see casework/assessment and casework/strategy_discussion.py. An assessment
that others completed is recorded like any fact."""

ON_PAGES = OF_THE_PLAN | OF_MEETINGS | OF_ENQUIRIES
"""All of these: kinds that have a page of their own, with its checks. A file may bring one."""

_BY_A_MANAGER = "a manager takes it out on the page of what was begun in error"
TAKEN_OUT_ELSEWHERE: Mapping[str, str] = {
    "assessment_started": _BY_A_MANAGER,
    "section_47_begun": _BY_A_MANAGER,
    "strategy_discussion": _BY_A_MANAGER,
    "referral": "it is never taken out; decide about it, and say that it was sent in error",
}
"""Kinds that are not taken out like any fact, each with what is done instead: see
casework/begun_in_error.py. A referral without its decision would be out of everybody's sight."""

GIVEN_TO_NO_NOTE = (OWN_ACTION - {"concern"}) | OWN_STEP | {"note", "entered_in_error"}
"""Kinds that no note is given: what is done about a concern is done in an action of its own."""


def record_fact(*, fact: Fact, by: User, at: datetime) -> Fact:
    """Add a fact; gives it as it was kept: recorded by this user at this moment.

    Raises Refused, and NotRight for a concern that is not this child's.
    """
    return record_for_several(facts=[fact], by=by, at=at)[0]


def record_for_several(
    *,
    facts: Sequence[Fact],
    by: User,
    at: datetime,
    then: Callable[[Action, list[Fact]], None] | None = None,
) -> list[Fact]:
    """Add facts of one kind, one for each child whom an event concerned: all of them or none.

    Gives them as they were kept. What is there already, under the same identifiers, is not added a
    second time. `then` does what follows from those that are new, in the same transaction. Raises
    Refused where the user may not record this for each of the children, and NotRight.
    """
    if not facts:
        raise wrong("children", "name at least one child")
    for each in facts:
        access.require(by, "record_fact", each.child, kind=each.kind, on=day_of(at))
        elsewhere = OWN_ACTION | OWN_STEP | ON_PAGES | {"entered_in_error"}
        if each.kind in elsewhere or each.corrects is not None:
            raise wrong("kind", f"'{each.title}' has a page of its own and is not added this way")
    with action("record_fact", by=by, at=at, child=facts[0].child) as doing:
        kept = [_signed(each, by=by, at=at) for each in facts]
        for each in kept:
            _check_concerns(each)
        held = projection.hold({each.child for each in kept})
        there = ledger.already_there([each.fact_id for each in kept])
        new = [each for each in kept if each.fact_id not in there]
        if new:
            own = {each.fact_id: by.agency_id for each in new}
            doing.add(new, organisations=own, held=held)
            if then is not None:
                then(doing, new)
    return kept


def correct(*, fact: Fact, by: User, at: datetime) -> Fact:
    """Add a fact that replaces the one it names in `corrects`; both stay in the ledger.

    It is of the same kind, or "entered in error"; a note may be given its kind, and a concern that
    it becomes is a thread of its own, raised by the agency that wrote the note. What opens or ends
    a concern cannot be taken out or moved to another thread, and a concern keeps the harms it
    named: it needs an answer. Raises Refused and NotRight.
    """
    access.require(by, "correct_fact", fact.child, on=day_of(at))
    with reading_as(by, on=day_of(at)):
        earlier = ledger.fact(fact.corrects or "")
    if earlier is None or earlier.child != fact.child:
        raise wrong("corrects", "there is no such fact in this child's record")
    access.require(by, "correct_fact", fact.child, kind=earlier.kind, on=day_of(at))
    if _gives_kind(fact, earlier):
        _check_kind(fact, earlier, by=by, at=at)
    else:
        _check_correction(fact, earlier)
    with action("correct_fact", by=by, at=at, child=fact.child) as doing:
        projection.hold({fact.child})
        written = ledger.facts_of(fact.child)
        if earlier not in current(written):
            raise wrong("", "Somebody has corrected this meanwhile. Look at it again.")
        kept = _signed(fact, by=by, at=at)
        _check_plan(written, kept, on=day_of(at))
        is_new_thread = kept.kind == "concern" and earlier.kind != "concern"
        if not is_new_thread:
            _check_concerns(kept)
        doing.add([kept], organisations=_organisation(kept, earlier, by=by))
    return kept


def may_be_given(kind: str, *, to: Fact, by: User) -> bool:
    """Whether this user may give a note this kind, of a child whose record they may open."""
    if kind not in KINDS or kind in GIVEN_TO_NO_NOTE or not may_be_corrected("note", by=by):
        return False
    if kind in ON_PAGES and to.source == SOURCE:
        return False
    if kind == "concern":
        return access.may(by, "raise_concern")
    return access.may(by, "correct_fact", kind=kind)


def may_be_corrected(kind: str, *, by: User) -> bool:
    """Whether this user may correct a fact of this kind, of a child whose record they may open."""
    stays = OWN_STEP | {"answer", "entered_in_error"}
    return kind not in stays and access.may(by, "correct_fact", kind=kind)


def _gives_kind(fact: Fact, earlier: Fact) -> bool:
    return earlier.kind == "note" and fact.kind not in ("note", "entered_in_error")


def _check_plan(written: Sequence[Fact], kept: Fact, *, on: date) -> None:
    """Raises NotRight where a correction would take a category from the plan that stands: that is
    a change of the plan, in which every open concern gets a decision."""
    before = categories_on(current(written), on)
    after = categories_on(current([*written, kept]), on)
    if dropped := set(before) - set(after):
        names = HARM.together(each for each in HARM if each in dropped).lower()
        raise wrong(
            "",
            f"The plan would no longer be for {names}. Change or end the plan on its own page, "
            "where every open concern gets a decision.",
        )


def _check_kind(fact: Fact, earlier: Fact, *, by: User, at: datetime) -> None:
    """Raises Refused or NotRight where a note may not be given this kind by this user."""
    is_own_note = fact.kind in ON_PAGES and earlier.source == SOURCE
    if fact.kind in GIVEN_TO_NO_NOTE or is_own_note:
        raise wrong("kind", f"'{fact.title}' has a page of its own and is not made from a note")
    if fact.kind != "concern":
        access.require(by, "correct_fact", fact.child, kind=fact.kind, on=day_of(at))
        return
    access.require(by, "raise_concern", fact.child, on=day_of(at))
    if fact.concerns != (fact.fact_id,):
        raise wrong("concerns", "a concern made from a note is one of its own")


def _organisation(fact: Fact, earlier: Fact, *, by: User) -> dict[str, int]:
    """Whose row a correction is: the user's, but the note's own where a note is given its kind."""
    if not _gives_kind(fact, earlier):
        return {fact.fact_id: by.agency_id}
    wrote = LedgerFact.objects.values_list("organisation_id", flat=True).get(pk=earlier.fact_id)
    return {} if wrote is None else {fact.fact_id: wrote}


def _check_correction(fact: Fact, earlier: Fact) -> None:
    """Raises NotRight for a correction by which something would be lost."""
    if earlier.kind == "answer":
        raise wrong("corrects", "an answer is not corrected: reopen the concern")
    if fact.kind == "entered_in_error" and earlier.kind in TAKEN_OUT_ELSEWHERE:
        raise wrong("kind", f"'{earlier.title}': {TAKEN_OUT_ELSEWHERE[earlier.kind]}")
    if earlier.kind in OWN_STEP:
        raise wrong("corrects", f"'{earlier.title}' is not corrected: take that step again")
    if fact.kind != earlier.kind and (
        fact.kind != "entered_in_error" or earlier.kind in OWN_ACTION
    ):
        raise wrong("kind", f"a correction of '{earlier.title}' is of that kind too")
    if earlier.kind in OWN_ACTION and fact.concerns != earlier.concerns:
        raise wrong("concerns", "a concern is not taken out or moved: it needs an answer")
    if earlier.kind == "concern" and not set(earlier.harms) <= set(fact.harms):
        raise wrong("harms", "a harm that was named stays named: it needs an answer")


def _signed(fact: Fact, *, by: User, at: datetime) -> Fact:
    """The fact as this user's, now: nobody writes under another's name or on an earlier day."""
    if fact.happened_on > day_of(at):
        raise wrong("happened_on", "lies in the future")
    return fact_of(fact.as_dict() | {"recorded_by": by.signature, "recorded_at": at})


def _check_concerns(fact: Fact) -> None:
    threads = ConcernThread.objects.filter(child=fact.child, pk__in=fact.concerns)
    if unknown := set(fact.concerns) - set(threads.values_list("pk", flat=True)):
        raise wrong("concerns", f"this child has no concern {', '.join(sorted(unknown))}")
