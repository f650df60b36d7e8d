"""What pages show of restrictions: of one record, to those who are named; of all of them, to a
director, without saying whose."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, Subquery

from keepsight.casework import access, audit, need_to_know
from keepsight.casework.network import Person, person, who_signs_in
from keepsight.casework.notice import network_of
from keepsight.casework.referral import due_on
from keepsight.casework.who import Who, who
from keepsight.record.models import Child, NamedPerson, Referral, Restriction, User
from keepsight.record.reader import reading_as_system


@dataclass(frozen=True)
class RestrictionPage:
    """One child's record: whether it is restricted, by whom, why, to whom; and what was before."""

    who: Who
    is_restricted: bool
    restricted_at: datetime | None
    restricted_by: str
    reasons: str
    named: tuple[Person, ...]
    earlier: tuple["EarlierRestriction", ...]


@dataclass(frozen=True)
class EarlierRestriction:
    """A restriction that was lifted."""

    restricted_at: datetime
    restricted_by: str
    reasons: str
    lifted_at: datetime
    lifted_by: str
    lifted_because: str


@dataclass(frozen=True)
class HowOpen:
    """Until when the record is open in an emergency, if it is; and whether it is restricted."""

    emergency_until: datetime | None
    is_restricted: bool


@dataclass(frozen=True)
class Kept:
    """A restricted record, not saying whose. `waits` counts referrals without a decision, `late`
    those that should have had one."""

    number: int
    restricted_at: datetime
    restricted_by: str
    named: tuple[str, ...]
    waits: int
    late: int


def restriction_page(child: str, *, by: User, on: date) -> RestrictionPage:
    """The restriction of a child's record for its page. Raises access.Refused, also for an unknown
    child."""
    access.require(by, "restrict_record", child, on=on)
    audit.saw(by=by, what="restrict_record", child=child)
    rows = Restriction.objects.filter(child=child).select_related("restricted_by", "lifted_by")
    every = list(rows.order_by("-restricted_at"))
    now = next((each for each in every if each.lifted_at is None), None)
    named = NamedPerson.objects.filter(restriction=now, ended_at=None)
    people = named.select_related("user__agency").order_by("user__name", "pk")
    return RestrictionPage(
        who=who(Child.objects.get(pk=child), on=on),
        is_restricted=now is not None,
        restricted_at=now.restricted_at if now else None,
        restricted_by=now.restricted_by.signature if now else "",
        reasons=now.reasons if now else "",
        named=tuple(person(each.user) for each in people) if now else (),
        earlier=tuple(
            EarlierRestriction(
                restricted_at=each.restricted_at,
                restricted_by=each.restricted_by.signature,
                reasons=each.reasons,
                lifted_at=each.lifted_at,
                lifted_by=each.lifted_by.signature if each.lifted_by else "",
                lifted_because=each.lifted_because,
            )
            for each in every
            if each.lifted_at is not None
        ),
    )


def may_be_named(child: str, *, by: User, on: date) -> tuple[Person, ...]:
    """Those who are in the child's network, in person or as a manager of a team, and every
    director: who is offered first. Raises access.Refused."""
    access.require(by, "restrict_record", child, on=on)
    network = {each.pk for each in network_of(child, on=on)}
    offered = Q(pk__in=network) | Q(role="director") | Q(role="manager", team=by.team_id)
    people = User.objects.filter(offered, is_active=True).exclude(pk=by.pk)
    return tuple(person(each) for each in people.select_related("agency").order_by("name", "pk"))


def people_to_name(
    child: str, words: str, *, by: User, on: date
) -> tuple[RestrictionPage, tuple[Person, ...]]:
    """The restriction, and the people not named yet whose name, work or agency holds each of these
    words. Raises access.Refused."""
    page = restriction_page(child, by=by, on=on)
    if words:
        audit.searched(by=by, what="restrict_record", child=child, note=f"people {words}")
    named = {each.user for each in page.named}
    return page, tuple(each for each in who_signs_in(words) if each.user not in named)


def how_open(child: str, *, by: User) -> HowOpen:
    """How this child's record is open to a reader who may open it. One query."""
    opened = need_to_know.opened_by(by).filter(child=OuterRef("pk")).order_by("-ends_at")
    restricted = Restriction.objects.filter(child=OuterRef("pk"), lifted_at=None)
    marks = Child.objects.filter(pk=child).values_list(
        Subquery(opened.values("ends_at")[:1]), Exists(restricted)
    )
    return HowOpen(*(marks.first() or (None, False)))


def restricted_records(*, by: User, on: date) -> tuple[Kept, ...]:
    """Every restriction in force, oldest first, and to whom it is: for a director, who sees that
    somebody decides about what comes in, and not whose record it is. Raises access.Refused."""
    access.require(by, "see_restricted")
    audit.saw(by=by, what="see_restricted")
    with reading_as_system("that somebody decides about every restricted record"):
        rows = list(
            Restriction.objects.filter(lifted_at=None)
            .select_related("restricted_by")
            .order_by("restricted_at", "pk")
        )
        names: dict[int, list[str]] = {each.pk: [] for each in rows}
        named = NamedPerson.objects.filter(restriction__in=rows, ended_at=None)
        for each in named.select_related("user").order_by("user__name", "pk"):
            names[each.restriction_id].append(each.user.signature)
        came: dict[str, list[date]] = {each.child_id: [] for each in rows}
        waiting = Referral.objects.filter(child__in=list(came), settled_on=None)
        for child, came_on in waiting.values_list("child_id", "came_on"):
            came[child].append(came_on)
    return tuple(
        Kept(
            number=each.pk,
            restricted_at=each.restricted_at,
            restricted_by=each.restricted_by.signature,
            named=tuple(names[each.pk]),
            waits=len(came[each.child_id]),
            late=sum(_is_late(day, on) for day in came[each.child_id]),
        )
        for each in rows
    )


def _is_late(came_on: date, on: date) -> bool:
    due = due_on(came_on)
    return due is not None and due < on
