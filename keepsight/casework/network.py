"""Who works with a child: joining the child's network, and leaving it. A part that ends, ends what
its holder may see on the same day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from keepsight.casework import access, audit, child_record, notice
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.not_right import wrong
from keepsight.casework.role import READS_NO_RECORD
from keepsight.casework.who import Who, who
from keepsight.practice.codes.network import PART
from keepsight.record import ledger
from keepsight.record.models import Child, Involvement, NamedPerson, Restriction, User

NAMED_HERE = tuple(PART.group("named"))
"""Parts that are given and ended on the network's own page; the others belong to allocation, the
front door and meetings."""
ENDED_HERE = frozenset(PART.group("named") + PART.group("meeting"))
FOUND_AT_MOST = 20


@dataclass(frozen=True)
class Member:
    """One part in the network: of a person, or of a team, whose `name` is then the team's."""

    involvement: int
    name: str
    job_title: str
    agency: str
    part: str
    from_on: date
    to_on: date | None
    is_team: bool
    may_end: bool


@dataclass(frozen=True)
class NetworkPage:
    """Who is in the network now, and who was. `is_restricted`: to people named one by one."""

    who: Who
    members: tuple[Member, ...]
    earlier: tuple[Member, ...]
    is_restricted: bool
    may_add: bool
    may_restrict: bool


@dataclass(frozen=True)
class Person:
    """Somebody who signs in, as those are shown who may be chosen."""

    user: int
    name: str
    job_title: str
    agency: str


def network(child: str, *, by: User, on: date) -> NetworkPage:
    """The child's network for its page. Raises access.Refused, also for an unknown child."""
    access.require(by, "see_child", child, on=on)
    audit.saw(by=by, what="see_child", child=child, note="the network")
    rows = Involvement.objects.filter(child=child, from_on__lte=on)
    rows = rows.select_related("user__agency", "user__team", "team__agency")
    may_end = access.may(by, "take_off_network")
    every = [_member(each, may_end=may_end) for each in rows.order_by("-from_on", "pk")]
    now = [each for each in every if each.to_on is None or each.to_on > on]
    order = {part: place for place, part in enumerate(PART)}
    return NetworkPage(
        who=who(Child.objects.get(pk=child), on=on),
        members=tuple(sorted(now, key=lambda each: (order.get(each.part, 99), each.name))),
        earlier=tuple(each for each in every if each not in now),
        is_restricted=Restriction.objects.filter(child=child, lifted_at=None).exists(),
        may_add=access.may(by, "add_to_network"),
        may_restrict=access.may(by, "restrict_record"),
    )


def member(child: str, involvement: int, *, by: User, on: date) -> tuple[Who, Member]:
    """The child and one part that may be ended. Raises access.Refused, also where there is none."""
    access.require(by, "take_off_network", child, on=on)
    rows = _standing(on).filter(pk=involvement, child=child, as_what__in=ENDED_HERE)
    row = rows.select_related("user__agency", "team__agency").exclude(user=None).first()
    if row is None:
        note = f"part {involvement}"
        audit.refused(by=by, what="take_off_network", child=child, note=note)
        raise access.Refused
    audit.saw(by=by, what="take_off_network", child=child)
    return who(Child.objects.get(pk=child), on=on), _member(row, may_end=True)


def people_found(child: str, words: str, *, by: User, on: date) -> tuple[Who, tuple[Person, ...]]:
    """The child, and the people whose name, work or agency holds each of these words, for adding
    one to the network; nobody for no words. Raises access.Refused."""
    access.require(by, "add_to_network", child, on=on)
    audit.searched(by=by, what="add_to_network", child=child, note=words and f"people {words}")
    found = who_signs_in(words)
    return who(Child.objects.get(pk=child), on=on), found


NOT_NAMED = {"director"} | READS_NO_RECORD
"""Who reads every record, and who reads none, is not named in one."""


def who_signs_in(words: str) -> tuple[Person, ...]:
    """The people whose name, work or agency holds each of these words, at most FOUND_AT_MOST."""
    if not words.strip():
        return ()
    people = User.objects.filter(is_active=True).exclude(role__in=NOT_NAMED)
    for word in words.replace("\x00", "").split():
        people = people.filter(
            Q(name__icontains=word) | Q(job_title__icontains=word) | Q(agency__name__icontains=word)
        )
    found = people.select_related("agency").order_by("name", "pk")[:FOUND_AT_MOST]
    return tuple(person(each) for each in found)


def person(user: User) -> Person:
    """Somebody as those are shown who may be chosen. The agency must have been fetched too."""
    return Person(user.pk, user.name, user.job_title, user.agency.name)


def add(*, child: str, user: int, part: str, by: User, at: datetime) -> None:
    """Name somebody in the child's network, from today; they are told.

    `part` is a code of NAMED_HERE. Raises Refused; NotRight for a part or a person that cannot be
    chosen, for somebody who has this part already, and for a restricted record in which they are
    not named.
    """
    on = day_of(at)
    access.require(by, "add_to_network", child, on=on)
    if part not in NAMED_HERE:
        raise wrong("part", "Choose their part in the network.")
    with action("add_to_network", by=by, at=at, child=child) as doing:
        ledger.hold([child])
        new = User.objects.filter(pk=user, is_active=True).exclude(role__in=NOT_NAMED).first()
        if new is None:
            raise wrong("user", "Choose a person.")
        _check_restriction(child, new)
        if in_force(child, user=new, on=on).filter(as_what=part).exists():
            raise wrong("user", f"{new.name} has this part already.")
        Involvement.objects.create(child_id=child, user=new, as_what=part, from_on=on)
        doing.note = f"{new.signature}: {PART.named(part)}"
        notice.tell(
            doing,
            to=[new],
            what="network_joined",
            child=child,
            about=child,
            words=PART.named(part),
        )
        child_record.put_in_sight([child], on=on)


def end(*, child: str, involvement: int, by: User, at: datetime) -> None:
    """End a part that was given here, or by a meeting, today; whoever had it is told.

    Raises Refused; NotRight for a part that has ended, and for the part of whoever has the case, of
    a team or of the front door: those end when the case is given to somebody else.
    """
    on = day_of(at)
    access.require(by, "take_off_network", child, on=on)
    with action("take_off_network", by=by, at=at, child=child) as doing:
        ledger.hold([child])
        row = _standing(on).filter(pk=involvement, child=child).select_related("user").first()
        if row is None:
            raise wrong("", "This part has ended already.")
        if row.user is None or row.as_what not in ENDED_HERE:
            raise wrong("", "Whoever has the case keeps it until somebody else is given it.")
        row.to_on = on
        row.save(update_fields=["to_on"])
        doing.note = f"{row.user.signature}: {PART.named(row.as_what)}"
        if not in_force(child, user=row.user, on=on).exists():
            notice.tell(doing, to=[row.user], what="network_left", child=child, about=child)
        child_record.put_in_sight([child], on=on)


def join(doing: Action, *, child: str, user: User, part: str, on: date) -> None:
    """Let this user work with the child from that day, in a part such as "chair"; nothing where
    they do so already. Call inside an action."""
    if not in_force(child, user=user, on=on).exists():
        Involvement.objects.create(child_id=child, user=user, as_what=part, from_on=on)


def leave(doing: Action, *, child: str, user: User, on: date) -> None:
    """End every part of this user with the child on that day. Call inside an action."""
    in_force(child, user=user, on=on).update(to_on=on)


def in_force(child: str, *, user: User, on: date) -> QuerySet[Involvement]:
    """The user's own parts with the child that stand on a day."""
    return _standing(on).filter(child=child, user=user)


def _standing(on: date) -> QuerySet[Involvement]:
    lasts = Q(to_on__isnull=True) | Q(to_on__gt=on)
    return Involvement.objects.filter(lasts, from_on__lte=on)


def _check_restriction(child: str, new: User) -> None:
    """Raises NotRight where the record is restricted, and not to this person too."""
    named = NamedPerson.objects.filter(user=new, ended_at=None).values("restriction")
    restricted = Restriction.objects.filter(child=child, lifted_at=None)
    if restricted.exclude(pk__in=named).exists():
        raise wrong("user", f"This record is restricted. Name {new.name} for it first.")


def _member(row: Involvement, *, may_end: bool) -> Member:
    user, team = row.user, row.team
    agency = user.agency if user else team.agency if team else None
    return Member(
        involvement=row.pk,
        name=user.name if user else str(team),
        job_title=user.job_title if user else "",
        agency=agency.name if agency else "",
        part=row.as_what,
        from_on=row.from_on,
        to_on=row.to_on,
        is_team=user is None,
        may_end=may_end and user is not None and row.as_what in ENDED_HERE,
    )
