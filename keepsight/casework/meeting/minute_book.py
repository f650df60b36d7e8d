"""The decisions and minutes of a concluded meeting, complete as they were when it was concluded,
and when they were sent to those who had been asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, audit
from keepsight.casework.action import action, day_of
from keepsight.casework.ask import settle
from keepsight.casework.concern_standing import Standing, standing
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.attendance import Wishes, is_quorate, wishes_of
from keepsight.casework.meeting.decision import (
    Dissented,
    OfChild,
    decided_of,
    dissent_at,
    plan_in,
)
from keepsight.casework.meeting.invited import Invited, invited_to
from keepsight.casework.meeting.report import Shared, shared
from keepsight.casework.not_right import wrong
from keepsight.casework.notice import tell
from keepsight.casework.raised_by import organisations
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.facts.thread import threads
from keepsight.practice.codes.conference import ARRANGED
from keepsight.practice.meeting import SENT
from keepsight.record import ledger
from keepsight.record.models import Invitation, Meeting, MeetingChild, User


@dataclass(frozen=True)
class MinutedOutcome:
    """What became of one concern: `kind` is "action", "carried_on" or "answered", and the rest what
    it says."""

    kind: str
    action: str = ""
    owner: str = ""
    due_on: date | None = None
    test_of_success: str = ""
    contingency: str = ""
    reasons: str = ""
    agreed_by: str = ""
    answer: str = ""
    answered_by: str = ""


@dataclass(frozen=True)
class MinutedConcern:
    """One concern as it stood when the meeting was concluded, and what became of it there."""

    standing: Standing
    outcome: MinutedOutcome


@dataclass(frozen=True)
class MinutedChild:
    """What was decided about one child, and of each concern. `plan` are the categories of the plan
    that stood before the meeting."""

    of: OfChild
    wishes: Wishes
    concerns: tuple[MinutedConcern, ...]


@dataclass(frozen=True)
class Sending:
    """Something to be sent after the meeting: what, by when, and when it was."""

    name: str
    title: str
    due_on: date
    sent_on: date | None
    is_late: bool
    standing: str


@dataclass(frozen=True)
class Minutes:
    """A concluded meeting, complete. `notes` are facts that were added about it since."""

    head: paper.Head
    concluded_at: datetime
    concluded_by: str
    present: tuple[Invited, ...]
    apologies: tuple[Invited, ...]
    left_out: tuple[Invited, ...]
    quorate: bool | None
    not_quorate_because: str
    reports: tuple[Shared, ...]
    said: str
    children: tuple[MinutedChild, ...]
    dissent: tuple[Dissented, ...]
    next_on: date | None
    sending: tuple[Sending, ...]
    may_send: bool


def minutes(meeting: str, *, by: User, on: date) -> Minutes:
    """The decisions and minutes of a meeting. Raises Refused, also for one that is not concluded.
    The number of queries does not grow with what is shown."""
    row = paper.to_read(meeting, by=by, on=on)
    if row.concluded_at is None or row.concluded_by is None:
        audit.refused(by=by, what="see_meetings", note=f"minutes of {meeting}")
        raise access.Refused
    lines = paper.read_by(row, by=by, on=on)
    children = [each.child_id for each in lines]
    audit.saw(by=by, what="see_meetings", child=children[0], note=f"minutes of {meeting}")
    with paper.opened():
        known = _known(children, row)
        raised_by = organisations(children)
        everybody = invited_to(row)
        dissent, quorate = dissent_at(row), is_quorate(row)
    asked = [each for each in everybody if each.is_invited]
    names = {each.child_id: each.child.name for each in lines}
    every = [each for own in known.values() for each in own]
    before = [each for each in every if each.event != row.meeting]
    return Minutes(
        head=paper.head(row, lines, by=by, on=on),
        concluded_at=row.concluded_at,
        concluded_by=row.concluded_by.signature,
        present=tuple(each for each in asked if each.was_present),
        apologies=tuple(each for each in asked if not each.was_present),
        left_out=tuple(each for each in everybody if not each.is_invited),
        quorate=quorate,
        not_quorate_because=row.not_quorate_because,
        reports=shared(row.meeting, every, names),
        said=row.said,
        children=tuple(
            _child(each, row, known[each.child_id], before=before, raised_by=raised_by)
            for each in lines
        ),
        dissent=dissent,
        next_on=row.next_on,
        sending=tuple(_sending(name, row, on=on) for name in SENT),
        may_send=by.pk == row.chair_id or by.pk == row.arranged_by_id,
    )


def to_send(meeting: str, what: str, *, by: User, on: date) -> Minutes:
    """The minutes, for who may write down that they were sent. Raises Refused for anybody else, and
    for anything that is not one of SENT."""
    access.require(by, "run_meeting")
    found = minutes(meeting, by=by, on=on)
    if what not in SENT or not found.may_send:
        audit.refused(by=by, what="run_meeting", note=f"meeting {meeting}")
        raise access.Refused
    return found


def sent(*, meeting: str, what: str, sent_on: date, by: User, at: datetime) -> None:
    """Write down the day on which the decisions or the minutes were sent; those who were asked are
    told. `what` is a name of SENT. Only who was in the chair or arranged it does this. Raises
    Refused and NotRight."""
    on = day_of(at)
    access.require(by, "run_meeting")
    row = paper.to_read(meeting, by=by, on=on)
    if by.pk not in (row.chair_id, row.arranged_by_id) or row.concluded_at is None:
        audit.refused(by=by, what="run_meeting", note=f"meeting {meeting}")
        raise access.Refused
    if what not in SENT:
        raise wrong("what", "Choose what was sent.")
    if not row.held_on <= sent_on <= on:
        raise wrong("sent_on", "The day must not be before the meeting, nor ahead.")
    child = paper.children_of(row)[0]
    with action("send_minutes", by=by, at=at, child=child) as doing:
        field = f"{what}_sent_on"
        now = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting)
        if getattr(now, field) is not None:
            when = day_in_words(getattr(now, field))
            raise wrong("", f"This is written down already: sent on {when}.")
        setattr(now, field, sent_on)
        now.save(update_fields=[field])
        settle(doing, kind=f"send_{what}", about=meeting, outcome=f"Sent on {sent_on}")
        asked = Invitation.objects.filter(meeting=row, left_out_because="").exclude(user=None)
        people = [each.user for each in asked.select_related("user") if each.user]
        words = f"{SENT[what].title}: {ARRANGED.named(row.kind)} of {day_in_words(row.held_on)}"
        tell(doing, to=people, what="minutes_sent", child=child, about=meeting, words=words)
        doing.note = f"meeting {meeting}: {what}"


def _known(children: list[str], row: Meeting) -> dict[str, list[Fact]]:
    """The children's facts as they were when the meeting was concluded: what was said or corrected
    later does not change its minutes. Call as the system."""
    concluded_at = row.concluded_at
    written = ledger.facts_of_many(children)
    return {
        child: current(
            each for each in own if concluded_at is None or each.recorded_at <= concluded_at
        )
        for child, own in written.items()
    }


def _child(
    line: MeetingChild,
    row: Meeting,
    facts: list[Fact],
    *,
    before: list[Fact],
    raised_by: Mapping[str, str],
) -> MinutedChild:
    """One child's part of the minutes. `before` are the family's facts but for the meeting's own;
    `raised_by` the organisation that raised each concern, by name."""
    own_before = [each for each in before if each.child == line.child_id]
    became = _became(facts, row)
    return MinutedChild(
        of=OfChild(line.child_id, line.child.name, plan_in(own_before), decided_of(line)),
        wishes=next(iter(wishes_of([line]))),
        concerns=tuple(
            MinutedConcern(
                standing(
                    each,
                    before,
                    on=row.held_on,
                    organisation=raised_by.get(each.concern, ""),
                ),
                became[each.concern],
            )
            for each in threads(facts)
            if each.concern in became
        ),
    )


def _became(facts: list[Fact], row: Meeting) -> dict[str, MinutedOutcome]:
    """What became of each concern at the meeting, or of one that was answered while it was being
    prepared."""
    found: dict[str, MinutedOutcome] = {}
    for thread in threads(facts):
        last = thread.spells[-1].answer
        if last is not None and last.recorded_at >= row.arranged_at:
            found[thread.concern] = _answered(last)
    for each in facts:
        is_action = each.kind == "plan_action_set" and each.recorded_at == row.concluded_at
        if is_action or (each.kind == "carried_on" and each.event == row.meeting):
            found |= {concern: _outcome(each) for concern in each.concerns}
    return found


def _outcome(fact: Fact) -> MinutedOutcome:
    said = vars(fact)
    if fact.kind == "carried_on":
        return MinutedOutcome("carried_on", reasons=said["reasons"], agreed_by=said["agreed_by"])
    return MinutedOutcome(
        "action",
        action=said["action"],
        owner=said["owner"],
        due_on=said["due_on"],
        test_of_success=said["test_of_success"],
        contingency=said["contingency"],
    )


def _answered(fact: Fact) -> MinutedOutcome:
    said = vars(fact)
    return MinutedOutcome(
        "answered",
        answer=said["answer"],
        answered_by=said["answered_by"],
        reasons=said["reasons"],
    )


def _sending(name: str, row: Meeting, *, on: date) -> Sending:
    each = SENT[name]
    due_on, sent_on = each.within.due_on(row.held_on), getattr(row, f"{name}_sent_on")
    return Sending(
        name=name,
        title=each.title,
        due_on=due_on,
        sent_on=sent_on,
        is_late=sent_on is None and due_on < on,
        standing=each.standing,
    )
