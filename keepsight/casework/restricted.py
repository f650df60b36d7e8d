"""Restricting a child's record to people named one by one, such as a colleague's own child, and
lifting that again. Neither a team nor a role sees it then; only those who are named do, and whoever
breaks the glass.

A concern never falls out by it. Anybody may still raise one, and learns no more than of a child
whom nobody knows. One manager at least is always among the named. A referral about the child asks
all of the named who may decide, at once and by the day it is due: nobody has to notice first that
a day has gone by. What others had been asked about the child, and can no longer see, passes to a
named manager. When the last such manager is taken off or leaves, it is refused, or the directors
are named in their place and asked to name somebody (see `leaver`). A director who is not named
sees that there is such a record, who is named and whether a referral is late; never whose it is.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Q

from keepsight.casework import access, ask, notice, restricted_referral
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.not_right import wrong
from keepsight.casework.role import READS_NO_RECORD
from keepsight.record import ledger
from keepsight.record.models import Ask, NamedPerson, Referral, Restriction, Team, User

SOMEBODY_ANSWERS = "Name at least one manager: somebody has to decide about what comes in."


def restrict(
    *, child: str, names: Sequence[int], reasons: str, by: User, at: datetime
) -> Restriction:
    """Restrict a child's record, from now, to these people and whoever does it.

    `names` are the numbers of users. They are told; those who lose sight of the child are not told
    why. Raises Refused; NotRight without reasons, without a manager among the named, for somebody
    who cannot be named, and where it is restricted already.
    """
    access.require(by, "restrict_record", child, on=day_of(at))
    if not reasons.strip():
        raise wrong("reasons", "Say why, in words.")
    with action("restrict_record", by=by, at=at, child=child) as doing:
        ledger.hold([child])
        if Restriction.objects.filter(child=child, lifted_at=None).exists():
            raise wrong("", "This record is restricted already.")
        people = _people({*names, by.pk})
        if not any(each.role == "manager" for each in people):
            raise wrong("names", SOMEBODY_ANSWERS)
        row = Restriction.objects.create(
            child_id=child, restricted_at=at, restricted_by=by, reasons=reasons
        )
        doing.note = f"to {', '.join(each.signature for each in people)}: {reasons}"
        for each in people:
            name_person(doing, row, each)
        _pass_on(doing, child)
        _tell_directors(doing, by)
    return row


def name(*, child: str, user: int, by: User, at: datetime) -> None:
    """Name one more person for a restricted record; they are told, and asked to decide about what
    waits. Raises Refused; NotRight where it is not restricted or they are named already."""
    access.require(by, "restrict_record", child, on=day_of(at))
    with action("name_for_restricted", by=by, at=at, child=child) as doing:
        ledger.hold([child])
        row = standing(child)
        (person,) = _people({user})
        if row.named.filter(user=person, ended_at=None).exists():
            raise wrong("user", f"{person.name} is named already.")
        doing.note = person.signature
        name_person(doing, row, person)
        if person.role in restricted_referral.DECIDES:
            ask.settle(doing, kind="name_for_restricted", about=child, outcome="named")
        _pass_on(doing, child)


def unname(*, child: str, user: int, by: User, at: datetime) -> None:
    """Take somebody's name off a restricted record: from now they do not see it. What they were
    asked about it passes on. Raises Refused; NotRight for the last manager."""
    access.require(by, "restrict_record", child, on=day_of(at))
    with action("unname_for_restricted", by=by, at=at, child=child) as doing:
        ledger.hold([child])
        row = standing(child)
        named = row.named.filter(user=user, ended_at=None).select_related("user").first()
        if named is None:
            raise wrong("", "They are not named.")
        others = [each for each in managers(row) if each.pk != user]
        if not others:
            raise wrong("", "Name another manager first: somebody has to decide.")
        doing.note = named.user.signature
        end_name(doing, named)
        notice.tell(
            doing,
            to=[named.user],
            what="unnamed_for_restricted",
            child=None,
            about=str(row.pk),
        )


def lift(*, child: str, reasons: str, by: User, at: datetime) -> None:
    """Lift the restriction: the record is again seen by those who work with the child. Raises
    Refused; NotRight without reasons, and where it is not restricted."""
    access.require(by, "restrict_record", child, on=day_of(at))
    if not reasons.strip():
        raise wrong("reasons", "Say why, in words.")
    with action("lift_restriction", by=by, at=at, child=child) as doing:
        ledger.hold([child])
        row = standing(child)
        named = [each.user for each in row.named.filter(ended_at=None).select_related("user")]
        row.named.filter(ended_at=None).update(ended_at=at, ended_by=by)
        row.lifted_at, row.lifted_by, row.lifted_because = at, by, reasons
        row.save(update_fields=["lifted_at", "lifted_by", "lifted_because"])
        doing.note = reasons
        notice.tell(doing, to=named, what="restriction_lifted", child=child, about=child)


def standing(child: str) -> Restriction:
    """The restriction in force. Raises NotRight where there is none."""
    row = Restriction.objects.filter(child=child, lifted_at=None).first()
    if row is None:
        raise wrong("", "This record is not restricted.")
    return row


def managers(row: Restriction) -> list[User]:
    """The named who lead a team and may sign in, longest named first."""
    named = NamedPerson.objects.filter(restriction=row, ended_at=None)
    leads = named.filter(user__role="manager", user__is_active=True).select_related("user")
    return [each.user for each in leads.order_by("named_at", "pk")]


def name_person(doing: Action, row: Restriction, person: User) -> None:
    """Name somebody, tell them, and ask them about the referrals that wait. Call inside an
    action."""
    NamedPerson.objects.create(
        restriction=row,
        child_id=row.child_id,
        user=person,
        named_at=doing.at,
        named_by=doing.by,
    )
    notice.tell(
        doing, to=[person], what="named_for_restricted", child=row.child_id, about=row.child_id
    )
    for each in Referral.objects.filter(child=row.child_id, settled_on=None):
        restricted_referral.ask_to_decide(
            doing, child=row.child_id, referral=each.pk, of=[person], came_on=each.came_on
        )


def end_name(doing: Action, named: NamedPerson) -> None:
    """Somebody is named no longer; what they were asked about the child passes on. Call inside an
    action."""
    named.ended_at, named.ended_by = doing.at, doing.by
    named.save(update_fields=["ended_at", "ended_by"])
    _pass_on(doing, named.child_id)


def _pass_on(doing: Action, child: str) -> None:
    """What others had been asked about the child, and cannot see now, is asked of a manager who is
    named."""
    row = standing(child)
    leads = managers(row)
    if not leads:
        return
    seen_by = row.named.filter(ended_at=None).values("user")
    asked = Ask.objects.filter(child=child, done_at=None)
    unseen = asked.filter(Q(of=None) | ~Q(of__in=seen_by))
    ask.pass_to(doing, unseen, of=leads[0])


def _people(numbers: Iterable[int]) -> list[User]:
    wanted = set(numbers)
    can = User.objects.filter(pk__in=wanted, is_active=True).exclude(role__in=READS_NO_RECORD)
    found = list(can.order_by("name", "pk"))
    if len(found) != len(wanted):
        raise wrong("names", "Choose people who sign in here.")
    return found


def _tell_directors(doing: Action, by: User) -> None:
    """That a record was restricted, and by whom; not whose."""
    directors = User.objects.filter(role="director", is_active=True)
    team: Team | None = by.team
    words = f"By {by.signature}{f', {team.name}' if team else ''}"
    notice.tell(
        doing, to=directors, what="record_restricted", child=None, about="restricted", words=words
    )
