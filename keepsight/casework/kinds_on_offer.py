"""The kinds of fact that somebody may record about a child, and those that a note may be given: the
most used first, then by topic."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit
from keepsight.casework.fact import OF_ENQUIRIES, OWN_STEP, may_be_given
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.who import Who, who
from keepsight.facts.chronology import current
from keepsight.facts.fact import KINDS, Fact
from keepsight.facts.kind import kinds_by_topic
from keepsight.record import ledger
from keepsight.record.models import Child, User

MOST_USED = (
    "visit",
    "appointment",
    "child_words",
    "strategy_discussion",
    "assessment_started",
    "assessment_completed",
    "core_group",
    "meeting",
    "conference",
    "note",
)

PERMISSIONS = {
    "concern": "raise_concern",
    "answer": "answer_concern",
    "reopening": "reopen_concern",
    "disagreement": "disagree",
    "plan_started": "change_plan",
    "category_changed": "change_plan",
    "plan_ended": "change_plan",
    "plan_action_set": "set_plan_action",
    "plan_action_updated": "set_plan_action",
    "case_closed": "close_case",
    "case_stepped_down": "close_case",
    "conference": "arrange_meeting",
    "core_group": "arrange_meeting",
    "meeting": "arrange_meeting",
    "assessment_started": "write_assessment",
    **dict.fromkeys(OF_ENQUIRIES - {"assessment_started"}, "hold_strategy_discussion"),
}
"""What has a page of its own, and the permission for it."""


@dataclass(frozen=True)
class Kind:
    """A kind of fact on offer. `has_own_page`: concerns, and what is done about them."""

    kind: str
    title: str
    words: str
    has_own_page: bool


@dataclass(frozen=True)
class Topic:
    """Kinds that people look for together."""

    title: str
    kinds: tuple[Kind, ...]


def topics(child: str, *, by: User, on: date) -> tuple[Who, tuple[Topic, ...]]:
    """The child, and what this reader may record: the most used first, then by topic.

    Raises access.Refused, also for an unknown child.
    """
    access.require(by, "record_fact", child, on=on)
    audit.saw(by=by, what="record_fact", child=child)
    offered = _by_topic(lambda kind: _is_offered(kind, by=by), own_pages=frozenset(PERMISSIONS))
    return who(Child.objects.get(pk=child), on=on), offered


def topics_for_note(
    child: str, note: str, *, by: User, on: date
) -> tuple[Who, FactLine, tuple[Topic, ...]]:
    """The child, a note of theirs, and the kinds that this reader may give it.

    Raises access.Refused, also where there is no such note, or it has a kind already.
    """
    access.require(by, "correct_fact", child, kind="note", on=on)
    facts = current(ledger.facts_of(child))
    found = next((each for each in facts if each.fact_id == note and each.kind == "note"), None)
    if found is None:
        raise access.Refused
    audit.saw(by=by, what="see_child", child=child)
    offered = _by_topic(lambda kind: may_be_given(kind, to=found, by=by), own_pages=frozenset())
    return who(Child.objects.get(pk=child), on=on), fact_line(found), offered


def _by_topic(is_offered: Callable[[str], bool], *, own_pages: frozenset[str]) -> tuple[Topic, ...]:
    def topic(title: str, kinds: list[type[Fact]]) -> Topic:
        offered = (each for each in kinds if is_offered(each.kind))
        return Topic(title, tuple(_kind(each, own_pages) for each in offered))

    most_used = topic("Most used", [KINDS[each] for each in MOST_USED])
    every = (most_used, *(topic(title, kinds) for title, kinds in kinds_by_topic()))
    return tuple(each for each in every if each.kinds)


def _is_offered(kind: str, *, by: User) -> bool:
    if kind in OWN_STEP | {"entered_in_error"}:
        return False
    if kind in PERMISSIONS:
        return access.may(by, PERMISSIONS[kind])
    return access.may(by, "record_fact", kind=kind)


def _kind(kind: type[Fact], own_pages: frozenset[str]) -> Kind:
    words = " ".join((kind.__doc__ or "").split())
    return Kind(kind.kind, kind.title, words, kind.kind in own_pages)
