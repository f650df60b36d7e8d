"""Who is asked to a meeting, who of the children's network and family may be, and by when their
reports are due."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from keepsight.casework import audit
from keepsight.casework.meeting import paper
from keepsight.casework.role import READS_NO_RECORD
from keepsight.practice.codes.agency import AGENCY
from keepsight.practice.codes.conference import MEETING_PART
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
        suggested = suggested_for(children, besides=asked, on=on)
        family = family_of(children, besides={each.name for each in invited})
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


def suggested_for(
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


def family_of(children: Sequence[str], *, besides: Collection[str]) -> tuple[Relation, ...]:
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
    people = people.exclude(role__in=READS_NO_RECORD)
    for each in words.split():
        people = people.filter(Q(name__icontains=each) | Q(agency__name__icontains=each))
    if not words.strip():
        return ()
    rows = people.select_related("agency").order_by("name", "pk")[:FOUND_AT_MOST]
    return tuple(_person(each, is_own=False) for each in rows)


def _person(user: User, *, is_own: bool) -> Suggested:
    return Suggested(user.pk, user.signature, user.agency.name, is_own)


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
