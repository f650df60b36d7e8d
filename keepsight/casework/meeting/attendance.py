"""Who was at a meeting, what they said or had told for them, what the child wishes, and whether
enough agencies were there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, audit
from keepsight.casework.action import action, day_of
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.invited import Invited, invited_to
from keepsight.casework.not_right import NotRight, Wrong
from keepsight.practice.codes.conference import CHILD_VIEWS, MEETING_PART
from keepsight.practice.meeting import CONFERENCE_QUORUM
from keepsight.record.models import Invitation, Meeting, MeetingChild, User

PROFESSIONALS = frozenset(MEETING_PART.group("professional"))


@dataclass(frozen=True)
class Wishes:
    """What one child wishes, and how that came to the meeting."""

    child: str
    name: str
    wishes: str
    known: str


@dataclass(frozen=True)
class ToNote:
    """The page on which attendance is written down."""

    head: paper.Head
    invited: tuple[Invited, ...]
    wishes: tuple[Wishes, ...]
    not_quorate_because: str
    quorum: str
    standing: str


def to_note(meeting: str, *, by: User, on: date) -> ToNote:
    """Who may have been there, and what is noted so far. Raises Refused."""
    row = paper.to_run(meeting, by=by, on=on)
    lines = paper.read_by(row, by=by, on=on)
    audit.saw(by=by, what="see_meetings", note=f"meeting {meeting}")
    with paper.opened():
        invited = tuple(each for each in invited_to(row) if each.is_invited)
    return ToNote(
        head=paper.head(row, lines, by=by, on=on),
        invited=invited,
        wishes=tuple(wishes_of(lines)),
        not_quorate_because=row.not_quorate_because,
        quorum=CONFERENCE_QUORUM.in_words,
        standing=CONFERENCE_QUORUM.standing,
    )


def wishes_of(lines: Iterable[MeetingChild]) -> Iterable[Wishes]:
    """What each child wishes."""
    for each in lines:
        yield Wishes(each.child_id, each.child.name, each.wishes, each.wishes_known)


def note(
    *,
    meeting: str,
    present: Collection[int],
    views: Mapping[int, str] | None = None,
    wishes: Mapping[str, tuple[str, str]] | None = None,
    not_quorate_because: str = "",
    by: User,
    at: datetime,
) -> None:
    """Write down who was there, by the numbers of their invitations; what others said or had told
    for them; and each child's wishes as (how they came, a code of CHILD_VIEWS; the words).

    Raises Refused and NotRight.
    """
    on = day_of(at)
    access.require(by, "run_meeting")
    row = paper.to_run(meeting, by=by, on=on)
    _check(wishes or {})
    with action("note_attendance", by=by, at=at, child=paper.children_of(row)[0]) as doing:
        row = paper.held(meeting)
        for each in Invitation.objects.filter(meeting=row, left_out_because=""):
            each.was_present = each.pk in present
            each.views = (views or {}).get(each.pk, each.views)
            each.save(update_fields=["was_present", "views"])
        for line in MeetingChild.objects.filter(meeting=row):
            line.wishes_known, line.wishes = (wishes or {}).get(
                line.child_id, (line.wishes_known, line.wishes)
            )
            line.save(update_fields=["wishes_known", "wishes"])
        row.not_quorate_because = not_quorate_because
        row.save(update_fields=["not_quorate_because"])
        doing.note = f"meeting {row.meeting}"


def agencies_at(row: Meeting) -> tuple[str, ...]:
    """The agencies whose people were there, by code, in order. Call as the system."""
    there = Invitation.objects.filter(meeting=row, was_present=True, part__in=PROFESSIONALS)
    return tuple(sorted(set(there.values_list("agency", flat=True))))


def is_quorate(row: Meeting) -> bool | None:
    """Whether enough agencies were there; None for a meeting that needs no number. Source: the
    quorum of practice. Call as the system."""
    if row.kind not in paper.CONFERENCES:
        return None
    return CONFERENCE_QUORUM.is_met(agencies_at(row))


def _check(wishes: Mapping[str, tuple[str, str]]) -> None:
    wrongs = [
        Wrong(f"known_{child}", "Choose how the child’s views came to the meeting.")
        for child, (known, _) in wishes.items()
        if known and known not in CHILD_VIEWS
    ]
    if wrongs:
        raise NotRight(*wrongs)
