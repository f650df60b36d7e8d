"""Finding the working paper of a meeting for who may, and holding it while it is written on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from keepsight.casework import access, audit
from keepsight.casework.action import day_of
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.not_right import wrong
from keepsight.casework.who import Who, who
from keepsight.practice.codes.conference import ARRANGED
from keepsight.record.models import Invitation, Meeting, MeetingChild, User
from keepsight.record.reader import reading_as, reading_as_system

CONFERENCES = frozenset(ARRANGED.group("conference"))
"""Meetings that decide about a child protection plan, and must be quorate."""


@dataclass(frozen=True)
class Head:
    """What every page of a meeting says first. `children` are those of whom this reader may read
    here. `runs`: they may write down what is said and decided; `is_asked`: they are to come."""

    meeting: str
    kind: str
    title: str
    children: tuple[Who, ...]
    held_on: date
    starts_at: time | None
    place: str
    purpose: str
    chair: str
    arranged_by: str
    state: str
    why_cancelled: str
    runs: bool
    chairs: bool
    is_asked: bool

    @property
    def is_running(self) -> bool:
        """Whether it is neither concluded nor cancelled."""
        return self.state == ""

    @property
    def is_conference(self) -> bool:
        """Whether it decides about a child protection plan, and must be quorate."""
        return self.kind in CONFERENCES

    def name_of(self, child: str) -> str:
        """The child's name."""
        return next((each.name for each in self.children if each.child == child), "")


def to_read(meeting: str, *, by: User, on: date) -> Meeting:
    """The meeting, where this user may read of it. Raises Refused, also for an unknown one."""
    access.require(by, "see_meetings")
    with reading_as(by, on=on):
        seen = access.meetings_of(by, on=on).select_related("chair__agency", "arranged_by")
        row: Meeting | None = seen.filter(pk=meeting).first()
    if row is None:
        audit.refused(by=by, what="see_meetings", note=f"meeting {meeting}")
        raise access.Refused
    return row


def to_run(meeting: str, *, by: User, on: date, permission: str = "run_meeting") -> Meeting:
    """The meeting, where this user may run (or arrange) it: for every child it is about. Raises
    Refused."""
    row = to_read(meeting, by=by, on=on)
    for each in children_of(row):
        access.require(by, permission, each, on=on)
    return row


def to_take_part(meeting: str, *, by: User, on: date) -> tuple[Meeting, Invitation]:
    """The meeting, and this user's own invitation. Raises Refused where they were not asked."""
    access.require(by, "take_part")
    row = to_read(meeting, by=by, on=on)
    own = own_invitation(row, by=by)
    if own is None:
        audit.refused(by=by, what="take_part", note=f"meeting {meeting}")
        raise access.Refused
    return row, own


def own_invitation(row: Meeting, *, by: User) -> Invitation | None:
    """How this user was asked to come, if they were."""
    with opened():
        return Invitation.objects.filter(meeting=row, user=by, left_out_because="").first()


def held(meeting: str) -> Meeting:
    """The meeting, kept from everybody else until the transaction ends. Call inside an action, and
    after holding the children. Raises NotRight where it was concluded or cancelled meanwhile."""
    rows: QuerySet[Meeting] = Meeting.objects.select_for_update(of=("self",))
    row = rows.select_related("chair__agency", "concluded_by", "cancelled_by").get(pk=meeting)
    ends = (
        (row.concluded_by, row.concluded_at, "concluded"),
        (row.cancelled_by, row.cancelled_at, "cancelled"),
    )
    for by, at, what in ends:
        if by is not None and at is not None:
            when = day_in_words(day_of(at))
            raise wrong("", f"{by.name} {what} this meeting on {when}. Nothing of yours was saved.")
    return row


def children_of(row: Meeting) -> list[str]:
    """The children whom the meeting is about. Who may know must have been asked before."""
    with opened():
        own = MeetingChild.objects.filter(meeting=row).order_by("pk")
        return list(own.values_list("child_id", flat=True))


def read_by(row: Meeting, *, by: User, on: date) -> list[MeetingChild]:
    """The meeting's own lines about its children, of those about whom this reader may read here:
    all of them for who is asked to come, else those whose record they may open."""
    with opened():
        own = MeetingChild.objects.filter(meeting=row).select_related("child__person")
        lines = list(own.order_by("child__person__born_on", "pk"))
    if own_invitation(row, by=by) is not None:
        return lines
    with reading_as(by, on=on):
        seen = set(access.children_of(by, on=on).values_list("pk", flat=True))
    return [each for each in lines if each.child_id in seen]


def head(row: Meeting, lines: Sequence[MeetingChild], *, by: User, on: date) -> Head:
    """What the pages of this meeting say first. The number of queries does not grow."""
    with reading_as(by, on=on):
        own = {each.child_id for each in lines}
        seen = access.children_of(by, on=on).filter(pk__in=own).count()
    runs = seen == len(own) and len(own) == len(children_of(row)) and access.may(by, "run_meeting")
    state = "cancelled" if row.cancelled_at else "concluded" if row.concluded_at else ""
    return Head(
        meeting=row.meeting,
        kind=row.kind,
        title=ARRANGED.named(row.kind),
        children=tuple(who(each.child, on=on) for each in lines),
        held_on=row.held_on,
        starts_at=row.starts_at,
        place=row.place,
        purpose=row.purpose,
        chair=row.chair.signature,
        arranged_by=row.arranged_by.signature,
        state=state,
        why_cancelled=row.cancelled_because,
        runs=runs and state == "",
        chairs=row.chair_id == by.pk,
        is_asked=own_invitation(row, by=by) is not None,
    )


@contextmanager
def opened() -> Iterator[None]:
    """Read what belongs to a meeting for somebody who was asked to come, and who may not see the
    whole record of the children. Ask `to_read` before."""
    with reading_as_system("a meeting, for those who take part in it"):
        yield
