"""Asking people to a meeting: the children's network, who is left out of it and why, and the family
by name; and what each of those asked replies."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from keepsight.casework import access
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.arrange import INVITED
from keepsight.casework.meeting.invited import (
    Suggested,
    family_of,
    invited_to,
    report_due_on,
    suggested_for,
)
from keepsight.casework.network import join
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.notice import tell
from keepsight.casework.role import READS_NO_RECORD
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.conference import ARRANGED, MEETING_PART, MEETING_REPLY
from keepsight.record.models import Invitation, Meeting, User


def invite(
    *,
    meeting: str,
    users: Collection[int],
    left_out: Mapping[int, str] | None = None,
    family: Collection[str] = (),
    asks_report: bool = True,
    by: User,
    at: datetime,
) -> None:
    """Ask these people to come; each is told, joins the children's network, and is asked for a
    report where `asks_report`. `family` are names of the family to note as asked.

    Somebody who works with a child in person and is not asked needs a reason in `left_out`. Raises
    Refused, and NotRight by `why_` and the number of the user.
    """
    on = day_of(at)
    access.require(by, "arrange_meeting")
    row = paper.to_run(meeting, by=by, on=on, permission="arrange_meeting")
    reasons = {user: why.strip() for user, why in (left_out or {}).items() if why.strip()}
    children = paper.children_of(row)
    with action("invite_to_meeting", by=by, at=at, child=children[0]) as doing:
        row = paper.held(meeting)
        asked = set(Invitation.objects.filter(meeting=row).values_list("user", flat=True))
        own = [each for each in suggested_for(children, besides=asked, on=on) if each.is_own]
        missing = [each for each in own if each.user not in users and each.user not in reasons]
        if missing:
            raise NotRight(*map(_why_left_out, missing))
        people = (
            User.objects.filter(pk__in=users, is_active=True)
            .exclude(role__in=READS_NO_RECORD)
            .select_related("agency")
        )
        for each in people:
            _ask_to_come(row, each, children, doing, asks_report=asks_report, on=on)
        known = {each.user for each in own} - set(users)
        for each in User.objects.filter(pk__in=known).select_related("agency"):
            _leave_out(row, each, reasons[each.pk])
        there = {each.name for each in invited_to(row)}
        Invitation.objects.bulk_create(
            Invitation(meeting=row, name=each.name, part=each.part, agency="family")
            for each in family_of(children, besides=there)
            if each.name in family
        )
        doing.note = f"meeting {row.meeting}"


def invite_by_name(
    *,
    meeting: str,
    name: str,
    part: str,
    agency: str = "family",
    organisation: str = "",
    by: User,
    at: datetime,
) -> None:
    """Note somebody who does not sign in as asked to come: a parent, the child, an advocate, or a
    professional. `part` is a code of MEETING_PART, `agency` of AGENCY. Raises Refused, NotRight."""
    access.require(by, "arrange_meeting")
    row = paper.to_run(meeting, by=by, on=day_of(at), permission="arrange_meeting")
    if not name.strip():
        raise wrong("name", "Say who it is.")
    if part not in MEETING_PART or part == "chair":
        raise wrong("part", "Choose in what part they come.")
    if agency not in AGENCY or (part == "professional" and AGENCY[agency].group == "public"):
        raise wrong("agency", "Choose the agency they come from.")
    with action("invite_to_meeting", by=by, at=at, child=paper.children_of(row)[0]) as doing:
        row = paper.held(meeting)
        Invitation.objects.create(
            meeting=row, name=name.strip(), part=part, agency=agency, organisation=organisation
        )
        doing.note = f"meeting {row.meeting}"


def reply(*, meeting: str, reply: str, words: str = "", by: User, at: datetime) -> None:
    """Say in one's own name whether one comes. `reply` is a code of MEETING_REPLY. Raises Refused
    where one was not asked, and NotRight."""
    access.require(by, "take_part")
    row, own = paper.to_take_part(meeting, by=by, on=day_of(at))
    if reply not in MEETING_REPLY:
        raise wrong("reply", "Choose whether you come.")
    with action("reply_to_meeting", by=by, at=at, child=paper.children_of(row)[0]) as doing:
        paper.held(meeting)
        own.reply, own.reply_words, own.replied_at = reply, words, at
        own.save(update_fields=["reply", "reply_words", "replied_at"])
        doing.note = f"meeting {row.meeting}"


def _why_left_out(each: Suggested) -> Wrong:
    message = f"Say why {each.name} is not asked to come, or ask them."
    return Wrong(f"why_{each.user}", message)


def _ask_to_come(
    row: Meeting,
    user: User,
    children: Sequence[str],
    doing: Action,
    *,
    asks_report: bool,
    on: date,
) -> None:
    due_on = max(report_due_on(row.kind, row.held_on), on) if asks_report else None
    own, _ = Invitation.objects.update_or_create(
        meeting=row,
        user=user,
        defaults={"left_out_because": "", "report_due_on": due_on} | _named(user),
        create_defaults={"part": "professional", "report_due_on": due_on} | _named(user),
    )
    for each in children:
        join(doing, child=each, user=user, part=INVITED, on=on)
    words = f"{ARRANGED.named(row.kind)} on {day_in_words(row.held_on)}"
    child = children[0]
    tell(doing, to=[user], what="meeting_invited", child=child, about=row.meeting, words=words)
    if asks_report and own.report_handed_in_at is None:
        ask(
            doing,
            kind="write_report",
            child=child,
            about=row.meeting,
            of=user,
            due_on=due_on,
            words=words,
        )


def _leave_out(row: Meeting, user: User, why: str) -> None:
    Invitation.objects.update_or_create(
        meeting=row,
        user=user,
        defaults={"left_out_because": why, "part": "professional"} | _named(user),
    )


def _named(user: User) -> dict[str, str]:
    return {
        "name": user.signature,
        "agency": user.agency.kind,
        "organisation": user.agency.name,
    }


def settle_reports(row: Meeting, doing: Action) -> None:
    """Reports that never came are asked for no more. Call inside an action."""
    settle(doing, kind="write_report", about=row.meeting, outcome="the meeting was concluded")
