"""What a meeting decides about each child, when people meet again, and who did not agree."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, audit
from keepsight.casework.action import action, day_of
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.agenda import facts_of
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.plan.standing import categories_in
from keepsight.facts.fact import Fact
from keepsight.practice.codes.conference import CONFERENCE_DECISION, MEETING_DECISION
from keepsight.practice.codes.harm import HARM
from keepsight.practice.codes.plan import PLAN_END
from keepsight.record.models import Meeting, MeetingChild, MeetingDissent, User

WITH_PLAN = frozenset({"plan_continues", "plan_ends"})
"""What can be decided only about a child on a plan."""
WITHOUT_PLAN = frozenset({"plan", "no_plan"})
NAMES_CATEGORIES = frozenset({"plan", "plan_continues"})
"""Decisions after which a plan stands, for some category."""


@dataclass(frozen=True)
class Decided:
    """What is decided about one child. `categories` are codes of HARM, `plan_end` one of PLAN_END;
    each is used where the decision asks for it."""

    decision: str
    reasons: str
    categories: tuple[str, ...] = ()
    plan_end: str = ""


@dataclass(frozen=True)
class OfChild:
    """One child on the page of decisions: the plan's categories as they stand, and what was noted
    so far."""

    child: str
    name: str
    plan: tuple[str, ...]
    decided: Decided


@dataclass(frozen=True)
class Dissented:
    """Somebody who did not agree, and why."""

    said_by: str
    reasons: str


@dataclass(frozen=True)
class ToDecide:
    """The page of decisions."""

    head: paper.Head
    children: tuple[OfChild, ...]
    said: str
    next_on: date | None


def to_decide(meeting: str, *, by: User, on: date) -> ToDecide:
    """What the meeting has decided so far. Raises Refused."""
    row = paper.to_run(meeting, by=by, on=on)
    lines = paper.read_by(row, by=by, on=on)
    audit.saw(by=by, what="see_meetings", note=f"meeting {meeting}")
    with paper.opened():
        known = facts_of([each.child_id for each in lines])
    return ToDecide(
        head=paper.head(row, lines, by=by, on=on),
        children=tuple(
            OfChild(each.child_id, each.child.name, plan_in(known[each.child_id]), decided_of(each))
            for each in lines
        ),
        said=row.said,
        next_on=row.next_on,
    )


def decided_of(line: MeetingChild) -> Decided:
    """What is noted about one child."""
    return Decided(line.decision, line.reasons, tuple(line.categories), line.plan_end)


def plan_in(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The categories of the plan that stands; none where no plan does."""
    stood = categories_in(facts)
    return stood[-1].categories if stood and stood[-1].to_on is None else ()


def decide(
    *,
    meeting: str,
    decided: Mapping[str, Decided],
    said: str = "",
    next_on: date | None = None,
    by: User,
    at: datetime,
) -> None:
    """Write down what is decided about each child, what was said and when people meet again. It
    takes effect, and becomes a fact, when the meeting is concluded. Raises Refused and NotRight;
    the field is that of `Decided` with an underscore and the child."""
    access.require(by, "run_meeting")
    row = paper.to_run(meeting, by=by, on=day_of(at))
    children = paper.children_of(row)
    with action("note_decisions", by=by, at=at, child=children[0]) as doing:
        row = paper.held(meeting)
        known = facts_of(children)
        wrongs = [
            each
            for child, own in decided.items()
            for each in wrongs_of(own, plan_in(known.get(child, [])), kind=row.kind, child=child)
        ]
        if next_on is not None and next_on <= row.held_on:
            wrongs.append(Wrong("next_on", "People meet again after this meeting, not before."))
        if wrongs:
            raise NotRight(*wrongs)
        for line in MeetingChild.objects.filter(meeting=row, child__in=decided):
            own = decided[line.child_id]
            line.decision, line.reasons = own.decision, own.reasons
            line.categories, line.plan_end = list(own.categories), own.plan_end
            line.save()
        row.said, row.next_on = said, next_on
        row.save(update_fields=["said", "next_on"])
        doing.note = f"meeting {row.meeting}"


def dissent(*, meeting: str, said_by: str, reasons: str, by: User, at: datetime) -> None:
    """Write down that somebody at the meeting does not agree, and why: oneself, or, for who runs
    the meeting, anybody who was there. Raises Refused and NotRight."""
    on = day_of(at)
    access.require(by, "take_part")
    if said_by == by.signature:
        row, _ = paper.to_take_part(meeting, by=by, on=on)
    else:
        row = paper.to_run(meeting, by=by, on=on)
    if not said_by.strip():
        raise wrong("said_by", "Say who does not agree.")
    if not reasons.strip():
        raise wrong("reasons", "Say why, in words.")
    with action("note_dissent", by=by, at=at, child=paper.children_of(row)[0]) as doing:
        row = paper.held(meeting)
        MeetingDissent.objects.create(
            meeting=row, said_by=said_by, reasons=reasons, written_by=by, written_at=at
        )
        doing.note = f"meeting {row.meeting}"


def dissent_at(row: Meeting) -> tuple[Dissented, ...]:
    """Who did not agree, in order. Call as the system."""
    rows = MeetingDissent.objects.filter(meeting=row).order_by("pk")
    return tuple(Dissented(each.said_by, each.reasons) for each in rows)


def wrongs_of(own: Decided, plan: tuple[str, ...], *, kind: str, child: str) -> Iterable[Wrong]:
    """What is not right about a decision, with the plan as it stands."""
    codes = CONFERENCE_DECISION if kind in paper.CONFERENCES else MEETING_DECISION
    if own.decision not in codes or own.decision == "not_stated":
        yield Wrong(f"decision_{child}", "Choose what is decided.")
        return
    if own.decision in WITH_PLAN and not plan:
        yield Wrong(f"decision_{child}", "There is no plan that could go on or end.")
    if own.decision in WITHOUT_PLAN and plan:
        yield Wrong(f"decision_{child}", "A plan stands already. Say that it goes on or ends.")
    if not own.reasons.strip():
        yield Wrong(f"reasons_{child}", "Say why, in words.")
    if own.decision in NAMES_CATEGORIES and not set(own.categories) & set(HARM):
        yield Wrong(f"categories_{child}", "Choose at least one category.")
    if own.decision == "plan_ends" and own.plan_end not in PLAN_END:
        yield Wrong(f"plan_end_{child}", "Choose why the plan ends.")
