"""The pages on which meetings are read: one meeting, the meetings of a child, and one's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.casework import access, audit
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.agenda import Agenda, agenda, facts_of
from keepsight.casework.meeting.attendance import Wishes, is_quorate, wishes_of
from keepsight.casework.meeting.decision import Dissented, OfChild, decided_of, dissent_at, plan_in
from keepsight.casework.meeting.due import Due, all_due, due
from keepsight.casework.meeting.invited import Invited, invited_to
from keepsight.casework.meeting.report import Shared, read, shared
from keepsight.casework.who import Who, who
from keepsight.facts.chronology import current
from keepsight.facts.thread import MULTI_AGENCY_MEETINGS
from keepsight.practice.codes.conference import ARRANGED
from keepsight.record import ledger
from keepsight.record.models import Child, Invitation, Meeting, MeetingChild, MeetingMove, User

HELD_ELSEWHERE = MULTI_AGENCY_MEETINGS | {"entered_in_error"}


@dataclass(frozen=True)
class Moved:
    """A meeting was given another day: from, to, why and by whom."""

    from_on: date
    to_on: date
    reasons: str
    moved_by: str


@dataclass(frozen=True)
class MeetingPage:
    """A meeting before it is concluded: what is to be done for it, and what is open. `due` is the
    clock that it answers to, if one runs; it goes on running when a meeting is put off."""

    head: paper.Head
    due: Due | None
    moves: tuple[Moved, ...]
    invited: tuple[Invited, ...]
    left_out: tuple[Invited, ...]
    reports: tuple[Shared, ...]
    agenda: Agenda
    decisions: tuple[OfChild, ...]
    wishes: tuple[Wishes, ...]
    dissent: tuple[Dissented, ...]
    quorate: bool | None
    not_quorate_because: str
    own: Invited | None
    next_on: date | None

    @property
    def there(self) -> tuple[Invited, ...]:
        """Who was noted as having been there."""
        return tuple(each for each in self.invited if each.was_present)

    @property
    def is_late(self) -> bool:
        """Whether it is held after the last day in time."""
        return self.due is not None and self.head.held_on > self.due.due_on


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list. `undecided` counts nothing once it is over."""

    meeting: str
    title: str
    held_on: date
    children: tuple[str, ...]
    chair: str
    state: str
    asks: str


@dataclass(frozen=True)
class ChildMeetings:
    """The meetings of a child: those to come, those held in Keepsight, and those that the record
    tells of besides."""

    who: Who
    due: tuple[Due, ...]
    to_come: tuple[MeetingLine, ...]
    over: tuple[MeetingLine, ...]
    told: tuple[FactLine, ...]
    may_arrange: bool


def meeting_page(meeting: str, *, by: User, on: date) -> MeetingPage:
    """A meeting for who may read of it. Raises Refused. The number of queries does not grow with
    what is shown."""
    row = paper.to_read(meeting, by=by, on=on)
    lines = paper.read_by(row, by=by, on=on)
    children = [each.child_id for each in lines]
    audit.saw(by=by, what="see_meetings", child=children[0], note=f"meeting {meeting}")
    with paper.opened():
        everybody = invited_to(row)
        known = facts_of(children)
        own = Invitation.objects.filter(meeting=row, user=by).values_list("pk", flat=True).first()
        dissent, quorate = dissent_at(row), is_quorate(row)
        moves = tuple(map(_moved, _moves(row)))
    clocks = [each for child in children if (each := due(row.kind, known[child])) is not None]
    names = {each.child_id: each.child.name for each in lines}
    return MeetingPage(
        head=paper.head(row, lines, by=by, on=on),
        due=min(clocks, key=lambda each: each.due_on, default=None),
        moves=moves,
        invited=tuple(each for each in everybody if each.is_invited),
        left_out=tuple(each for each in everybody if not each.is_invited),
        reports=shared(row.meeting, read(children), names),
        agenda=agenda(row, lines, by=by, on=on),
        decisions=tuple(
            OfChild(each.child_id, each.child.name, plan_in(known[each.child_id]), decided_of(each))
            for each in lines
        ),
        wishes=tuple(wishes_of(lines)),
        dissent=dissent,
        quorate=quorate,
        not_quorate_because=row.not_quorate_because,
        own=next((each for each in everybody if each.invitation == own), None),
        next_on=row.next_on,
    )


def to_reply(meeting: str, *, by: User, on: date) -> MeetingPage:
    """A meeting for somebody who is asked to it. Raises Refused for anybody else."""
    paper.to_take_part(meeting, by=by, on=on)
    return meeting_page(meeting, by=by, on=on)


def child_meetings(child: str, *, by: User, on: date) -> ChildMeetings:
    """The meetings of a child. Raises Refused, also for an unknown child."""
    access.require(by, "see_child", child, on=on)
    audit.saw(by=by, what="see_child", child=child)
    facts = current(ledger.facts_of(child))
    rows = access.meetings_of(by, on=on).filter(children__child=child)
    lines = _lines(rows.select_related("chair"), by=by)
    kept = {each.meeting for each in lines}
    told = [
        fact_line(each)
        for each in reversed(facts)
        if each.kind in MULTI_AGENCY_MEETINGS and each.event not in kept
    ]
    return ChildMeetings(
        who=who(Child.objects.get(pk=child), on=on),
        due=tuple(all_due(facts)),
        to_come=tuple(each for each in lines if not each.state),
        over=tuple(each for each in reversed(lines) if each.state),
        told=tuple(told),
        may_arrange=access.may(by, "arrange_meeting"),
    )


def own_meetings(*, by: User, on: date) -> tuple[tuple[MeetingLine, ...], tuple[MeetingLine, ...]]:
    """The meetings to which this user is asked: those to come, and the last that are over. Raises
    Refused for a role that goes to none."""
    access.require(by, "see_meetings")
    audit.saw(by=by, what="see_meetings")
    asked = Invitation.objects.filter(user=by, left_out_because="").values("meeting")
    rows = Meeting.objects.filter(pk__in=asked).select_related("chair")
    running = rows.filter(concluded_at=None, cancelled_at=None)
    over = rows.exclude(concluded_at=None, cancelled_at=None).order_by("-held_on")[:20]
    return tuple(_lines(running, by=by)), tuple(reversed(_lines(over, by=by)))


def _lines(rows: Iterable[Meeting], *, by: User) -> list[MeetingLine]:
    """Meetings as lists show them, by their day. Two queries more, however many there are."""
    every = sorted(rows, key=lambda each: (each.held_on, each.arranged_at))
    with paper.opened():
        of = MeetingChild.objects.filter(meeting__in=every).select_related("child__person")
        names: dict[str, list[str]] = {}
        for line in of.order_by("child__person__born_on", "pk"):
            names.setdefault(line.meeting_id, []).append(line.child.name)
        own = {
            each.meeting_id: each
            for each in Invitation.objects.filter(meeting__in=every, user=by, left_out_because="")
        }
    return [_line(each, names.get(each.pk, ()), own.get(each.pk)) for each in every]


def _line(row: Meeting, names: Sequence[str], own: Invitation | None) -> MeetingLine:
    state = "cancelled" if row.cancelled_at else "concluded" if row.concluded_at else ""
    asks = ""
    if own is not None and not state:
        if own.report_due_on and own.report_handed_in_at is None:
            asks = "report"
        elif not own.reply and own.part != "chair":
            asks = "reply"
    return MeetingLine(
        meeting=row.meeting,
        title=ARRANGED.named(row.kind),
        held_on=row.held_on,
        children=tuple(names),
        chair=row.chair.signature,
        state=state,
        asks=asks,
    )


def _moves(row: Meeting) -> list[MeetingMove]:
    rows = MeetingMove.objects.filter(meeting=row).select_related("moved_by")
    return list(rows.order_by("pk"))


def _moved(row: MeetingMove) -> Moved:
    return Moved(row.from_on, row.to_on, row.reasons, row.moved_by.signature)
