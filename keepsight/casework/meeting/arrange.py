"""Arranging a meeting, giving it another day, place or chair, and cancelling it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from keepsight.casework import access, audit
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import settle
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.due import Due, all_due
from keepsight.casework.network import in_force, join, leave
from keepsight.casework.not_right import wrong
from keepsight.casework.notice import tell
from keepsight.casework.who import Who, who
from keepsight.facts.chronology import current
from keepsight.practice.codes.conference import ARRANGED
from keepsight.record import ledger
from keepsight.record.family import siblings_of
from keepsight.record.models import (
    AgendaOutcome,
    Child,
    Invitation,
    Meeting,
    MeetingChild,
    MeetingMove,
    User,
)

INVITED = "asked to a meeting"
"""The part, in the child's network, of somebody who was asked to a meeting."""
CHAIR_ROLES = ("chair", "manager", "social_worker")


@dataclass(frozen=True)
class ToArrange:
    """What the page that arranges a meeting needs: the child, the brothers and sisters it may be
    about too, who may take the chair, and which clocks run."""

    who: Who
    siblings: tuple[Who, ...]
    chairs: tuple[tuple[str, str], ...]
    due: tuple[Due, ...]


@dataclass(frozen=True)
class ToChange:
    """What the page that changes a meeting needs; `chair` is the number of who is in the chair."""

    head: paper.Head
    chair: str
    chairs: tuple[tuple[str, str], ...]


def to_change(meeting: str, *, by: User, on: date) -> ToChange:
    """What is needed to give a meeting another day, place or chair. Raises Refused."""
    row = paper.to_run(meeting, by=by, on=on, permission="arrange_meeting")
    lines = paper.read_by(row, by=by, on=on)
    audit.saw(by=by, what="see_meetings", note=f"meeting {meeting}")
    return ToChange(paper.head(row, lines, by=by, on=on), str(row.chair_id), who_may_chair())


def to_arrange(child: str, *, by: User, on: date) -> ToArrange:
    """What is needed to arrange a meeting about this child. Raises Refused."""
    access.require(by, "arrange_meeting", child, on=on)
    audit.saw(by=by, what="see_child", child=child)
    others = access.children_of(by, on=on).filter(pk__in=siblings_of([child])[child])
    return ToArrange(
        who=who(Child.objects.get(pk=child), on=on),
        siblings=tuple(who(each, on=on) for each in others.order_by("person__born_on", "pk")),
        chairs=who_may_chair(),
        due=tuple(all_due(current(ledger.facts_of(child)))),
    )


def who_may_chair() -> tuple[tuple[str, str], ...]:
    """The people who may take the chair, each with how a list shows them: chairs first."""
    found = User.objects.filter(role__in=CHAIR_ROLES, is_active=True)
    ordered = sorted(found, key=lambda each: (CHAIR_ROLES.index(each.role), each.name))
    return tuple((str(each.pk), each.signature) for each in ordered)


def arrange(
    *,
    kind: str,
    children: Sequence[str],
    held_on: date,
    chair: int,
    starts_at: time | None = None,
    place: str = "",
    purpose: str = "",
    by: User,
    at: datetime,
) -> str:
    """Arrange a meeting about children of one family; gives its identifier.

    `kind` is a code of ARRANGED. The chair joins the network of each child. Raises Refused where
    this user may not arrange it for each child, and NotRight.
    """
    on = day_of(at)
    for each in children:
        access.require(by, "arrange_meeting", each, on=on)
    if kind not in ARRANGED:
        raise wrong("kind", "Choose what kind of meeting it is.")
    if not children:
        raise wrong("children", "Name at least one child.")
    in_chair = _chair(chair)
    with action("arrange_meeting", by=by, at=at, child=children[0]) as doing:
        _check_family(children)
        row = Meeting.objects.create(
            kind=kind,
            held_on=held_on,
            starts_at=starts_at,
            place=place,
            purpose=purpose,
            chair=in_chair,
            arranged_by=by,
            arranged_at=at,
        )
        MeetingChild.objects.bulk_create(
            MeetingChild(meeting=row, child_id=each) for each in dict.fromkeys(children)
        )
        _give_chair(row, in_chair, doing, on=on)
        doing.note = f"meeting {row.meeting}"
    return row.meeting


def change(
    *,
    meeting: str,
    held_on: date,
    chair: int,
    starts_at: time | None = None,
    place: str = "",
    reasons: str = "",
    by: User,
    at: datetime,
) -> None:
    """Give a meeting that has not been concluded another day, time, place or chair.

    Another day needs `reasons`, and is kept: the clock that the meeting answers to goes on running.
    Everybody asked to come is told. Raises Refused and NotRight.
    """
    on = day_of(at)
    access.require(by, "arrange_meeting")
    row = paper.to_run(meeting, by=by, on=on, permission="arrange_meeting")
    in_chair = _chair(chair)
    children = paper.children_of(row)
    with action("change_meeting", by=by, at=at, child=children[0]) as doing:
        row = paper.held(meeting)
        if held_on != row.held_on:
            _move(row, held_on, reasons, by=by, at=at)
        if in_chair.pk != row.chair_id:
            Invitation.objects.filter(meeting=row, part="chair").update(part="professional")
            _give_chair(row, in_chair, doing, on=on)
        row.held_on, row.starts_at, row.place, row.chair = held_on, starts_at, place, in_chair
        row.save(update_fields=["held_on", "starts_at", "place", "chair"])
        doing.note = f"meeting {row.meeting}"
        words = f"{ARRANGED.named(row.kind)} on {day_in_words(held_on)}"
        _tell_everybody(row, doing, "meeting_changed", words=words, child=children[0])


def cancel(*, meeting: str, reasons: str, by: User, at: datetime) -> None:
    """Cancel a meeting, for a reason. What was asked for it is asked no more, and whoever had
    joined the network only to come to it leaves it again. Raises Refused and NotRight."""
    on = day_of(at)
    access.require(by, "arrange_meeting")
    row = paper.to_run(meeting, by=by, on=on, permission="arrange_meeting")
    if not reasons.strip():
        raise wrong("reasons", "Say why the meeting is cancelled.")
    children = paper.children_of(row)
    with action("cancel_meeting", by=by, at=at, child=children[0]) as doing:
        row = paper.held(meeting)
        outcomes = AgendaOutcome.objects.filter(meeting=row)
        settle(doing, kind="write_report", about=row.meeting, outcome="cancelled")
        for each in outcomes:
            settle(doing, kind="agree_carry_on", about=str(each.pk), outcome="cancelled")
            if each.outcome == "answer":
                settle(doing, kind="answer_at_meeting", about=each.concern, outcome="cancelled")
        row.cancelled_at, row.cancelled_by, row.cancelled_because = at, by, reasons
        row.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
        _tell_everybody(row, doing, "meeting_cancelled", words=reasons, child=children[0])
        _let_go(row, children, doing, on=on)
        doing.note = f"meeting {row.meeting}"


def _check_family(children: Sequence[str]) -> None:
    family = {children[0], *siblings_of(children[:1])[children[0]]}
    if not family.issuperset(children):
        raise wrong("children", "A meeting is about children of one family.")


def _chair(chair: int) -> User:
    found = User.objects.filter(pk=chair, role__in=CHAIR_ROLES, is_active=True).first()
    if found is None:
        raise wrong("chair", "Choose who is in the chair.")
    return found


def _give_chair(row: Meeting, chair: User, doing: Action, *, on: date) -> None:
    """The chair is asked to come, joins each child's network, and is told."""
    Invitation.objects.update_or_create(
        meeting=row,
        user=chair,
        defaults={
            "name": chair.signature,
            "agency": chair.agency.kind,
            "organisation": chair.agency.name,
            "part": "chair",
            "left_out_because": "",
        },
    )
    children = paper.children_of(row)
    for each in children:
        join(doing, child=each, user=chair, part="chair", on=on)
    words = f"{ARRANGED.named(row.kind)} on {day_in_words(row.held_on)}, with you in the chair"
    tell(
        doing, to=[chair], what="meeting_invited", child=children[0], about=row.meeting, words=words
    )


def _move(row: Meeting, held_on: date, reasons: str, *, by: User, at: datetime) -> None:
    if not reasons.strip():
        raise wrong("reasons", "Say why the meeting has another day.")
    MeetingMove.objects.create(
        meeting=row,
        from_on=row.held_on,
        to_on=held_on,
        reasons=reasons,
        moved_by=by,
        moved_at=at,
    )


def _tell_everybody(row: Meeting, doing: Action, what: str, *, words: str, child: str) -> None:
    asked = Invitation.objects.filter(meeting=row, left_out_because="").exclude(user=None)
    people = [each.user for each in asked.select_related("user") if each.user]
    tell(doing, to=people, what=what, child=child, about=row.meeting, words=words)


def _let_go(row: Meeting, children: Sequence[str], doing: Action, *, on: date) -> None:
    """Whoever is in a child's network only because they were asked to this meeting leaves it."""
    asked = Invitation.objects.filter(meeting=row).exclude(user=None).select_related("user")
    elsewhere = Invitation.objects.exclude(meeting=row).filter(
        meeting__children__child__in=children, meeting__cancelled_at=None, left_out_because=""
    )
    wanted = set(elsewhere.values_list("user", flat=True))
    for each in asked:
        for child in children:
            if each.user is None or each.user.pk in wanted:
                continue
            parts = in_force(child, user=each.user, on=on)
            if parts.exists() and not parts.exclude(as_what=INVITED).exists():
                leave(doing, child=child, user=each.user, on=on)
