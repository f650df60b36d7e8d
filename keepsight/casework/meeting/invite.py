"""Asking people to a meeting: the children's network, who is left out of it and why, and the family
by name; and what each of those asked replies."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from keepsight.casework import access, audit
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.ask import ask, settle
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.meeting import paper
from keepsight.casework.meeting.arrange import INVITED
from keepsight.casework.network import join
from keepsight.casework.not_right import NotRight, Wrong, wrong
from keepsight.casework.notice import tell
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.conference import ARRANGED, MEETING_PART, MEETING_REPLY
from keepsight.practice.codes.person import RELATION
from keepsight.practice.meeting import REPORT_BEFORE
from keepsight.practice.timescale import TIMESCALES
from keepsight.record.models import (
    Child,
    Invitation,
    Involvement,
    Meeting,
    Relationship,
    User,
)

FOUND_AT_MOST = 20
PARENTS = RELATION.group("parent")


@dataclass(frozen=True)
class Suggested:
    """Somebody who may be asked to come. `is_own`: they work with a child in person, so that a
    reason is wanted where they are left out."""

    user: int
    name: str
    organisation: str
    is_own: bool


@dataclass(frozen=True)
class Relation:
    """Somebody of the family who may come; `part` is a code of MEETING_PART."""

    name: str
    part: str


@dataclass(frozen=True)
class Invited:
    """Somebody who belongs at the meeting, as pages show them."""

    invitation: int
    name: str
    organisation: str
    agency: str
    part: str
    left_out_because: str
    reply: str
    reply_words: str
    report_due_on: date | None
    has_handed_in: bool
    was_present: bool | None
    views: str
    signs_in: bool

    @property
    def is_invited(self) -> bool:
        """Whether they were asked to come."""
        return not self.left_out_because


@dataclass(frozen=True)
class ToInvite:
    """The page that asks people: who was asked already, who works with the children, and, where
    somebody was looked for, who was found. Reports are due on `report_due_on`."""

    head: paper.Head
    invited: tuple[Invited, ...]
    suggested: tuple[Suggested, ...]
    family: tuple[Relation, ...]
    found: tuple[Suggested, ...]
    report_due_on: date


def to_invite(meeting: str, *, words: str = "", by: User, on: date) -> ToInvite:
    """What is needed to ask people to a meeting; `words` are looked for in names and agencies.
    Raises Refused."""
    row = paper.to_run(meeting, by=by, on=on, permission="arrange_meeting")
    lines = paper.read_by(row, by=by, on=on)
    audit.saw(by=by, what="see_meetings", note=f"meeting {meeting}: {words}".rstrip(": "))
    with paper.opened():
        invited = invited_to(row)
        asked = set(Invitation.objects.filter(meeting=row).values_list("user", flat=True))
        children = [each.child_id for each in lines]
        suggested = _suggested(children, besides=asked, on=on)
        family = _family(children, besides={each.name for each in invited})
    known = asked | {each.user for each in suggested}
    return ToInvite(
        head=paper.head(row, lines, by=by, on=on),
        invited=invited,
        suggested=suggested,
        family=family,
        found=_found(words, besides=known),
        report_due_on=max(report_due_on(row.kind, row.held_on), on),
    )


def invited_to(row: Meeting) -> tuple[Invited, ...]:
    """Everybody who belongs at the meeting: the chair, then professionals, then the family."""
    order = list(MEETING_PART)
    rows = sorted(
        Invitation.objects.filter(meeting=row),
        key=lambda each: (bool(each.left_out_because), order.index(each.part), each.name),
    )
    return tuple(_invited(each) for each in rows)


def report_due_on(kind: str, held_on: date) -> date:
    """By when reports for a meeting of this kind on that day are handed in. Source: the timescales
    for conferences, and our own proposal for other meetings."""
    names = {"review_conference": "review_conference_report"}
    if kind in paper.CONFERENCES:
        due = TIMESCALES[names.get(kind, "initial_conference_report")].due_on(held_on)
        if due is not None:
            return due
    return REPORT_BEFORE.before(held_on)


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
        own = [each for each in _suggested(children, besides=asked, on=on) if each.is_own]
        missing = [each for each in own if each.user not in users and each.user not in reasons]
        if missing:
            raise NotRight(*map(_why_left_out, missing))
        people = User.objects.filter(pk__in=users, is_active=True).select_related("agency")
        for each in people:
            _ask_to_come(row, each, children, doing, asks_report=asks_report, on=on)
        known = {each.user for each in own} - set(users)
        for each in User.objects.filter(pk__in=known).select_related("agency"):
            _leave_out(row, each, reasons[each.pk])
        there = {each.name for each in invited_to(row)}
        Invitation.objects.bulk_create(
            Invitation(meeting=row, name=each.name, part=each.part, agency="family")
            for each in _family(children, besides=there)
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


def _suggested(
    children: Sequence[str], *, besides: Collection[int | None], on: date
) -> tuple[Suggested, ...]:
    """The children's network without those named: who works with a child in person first."""
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    parts = Involvement.objects.filter(lasts, child__in=children, from_on__lte=on)
    own = set(parts.exclude(user=None).values_list("user", flat=True))
    teams = parts.exclude(team=None).values("team")
    people = User.objects.filter(Q(pk__in=own) | Q(team__in=teams), is_active=True)
    wanted = people.exclude(pk__in=[each for each in besides if each]).select_related("agency")
    found = (_person(each, is_own=each.pk in own) for each in wanted)
    return tuple(sorted(found, key=lambda each: (not each.is_own, each.name)))


def _family(children: Sequence[str], *, besides: Collection[str]) -> tuple[Relation, ...]:
    """The children themselves and the adults of the family, but those who are named already."""
    own = {each.person_id: each.name for each in Child.objects.filter(pk__in=children)}
    others = Relationship.objects.filter(child__in=children).exclude(relative__in=own)
    known = dict.fromkeys(own.values(), "child")
    for each in others.exclude(relation__in=RELATION.group("sibling")).select_related("relative"):
        part = "parent" if each.relation in PARENTS else "family"
        known.setdefault(each.relative.name, part)
    return tuple(Relation(name, part) for name, part in known.items() if name not in besides)


def _found(words: str, *, besides: Collection[int | None]) -> tuple[Suggested, ...]:
    people = User.objects.filter(is_active=True).exclude(pk__in=[p for p in besides if p])
    for each in words.split():
        people = people.filter(Q(name__icontains=each) | Q(agency__name__icontains=each))
    if not words.strip():
        return ()
    rows = people.select_related("agency").order_by("name", "pk")[:FOUND_AT_MOST]
    return tuple(_person(each, is_own=False) for each in rows)


def _person(user: User, *, is_own: bool) -> Suggested:
    return Suggested(user.pk, user.signature, user.agency.name, is_own)


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


def _invited(row: Invitation) -> Invited:
    return Invited(
        invitation=row.pk,
        name=row.name,
        organisation=row.organisation or _family_or(row.agency),
        agency=row.agency,
        part=row.part,
        left_out_because=row.left_out_because,
        reply=row.reply,
        reply_words=row.reply_words,
        report_due_on=row.report_due_on,
        has_handed_in=row.report_handed_in_at is not None,
        was_present=row.was_present,
        views=row.views,
        signs_in=row.user_id is not None,
    )


def _family_or(agency: str) -> str:
    return "" if agency in ("family", "public", "other") else AGENCY.named(agency)


def people_of(rows: Iterable[Invitation]) -> list[User]:
    """Those of them who sign in."""
    return [each.user for each in rows if each.user is not None]
