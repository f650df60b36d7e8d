"""Cover: a user stands in for another of the same agency from a day to a day. They see the other's
children and what the other is asked; what they may do is their own role's. Cover is not passed on,
and a record that is restricted by name does not go with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from keepsight.casework import access, audit, notice
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.fact_line import day_in_words
from keepsight.casework.need_to_know import stands_in_for
from keepsight.casework.not_right import wrong
from keepsight.casework.role import READS_NO_RECORD
from keepsight.record.models import Delegation, User

__all__ = ["Cover", "CoverPage", "arrange", "cover_page", "end", "stands_in_for", "stop"]


@dataclass(frozen=True)
class Cover:
    """One person who stands in for another, from the first day to the last. `may_end`: whether the
    reader may end it before its time."""

    delegation: int
    absent: str
    delegate: str
    from_on: date
    last_on: date
    reasons: str
    is_running: bool
    may_end: bool


@dataclass(frozen=True)
class CoverPage:
    """Who stands in for the reader and their staff, and for whom the reader stands in.

    `absent` are those for whom the reader may arrange it, `delegates` who may be chosen: pairs of a
    number and a name.
    """

    arranged: tuple[Cover, ...]
    covering: tuple[Cover, ...]
    absent: tuple[tuple[int, str], ...]
    delegates: tuple[tuple[int, str], ...]


def cover_page(*, by: User, on: date) -> CoverPage:
    """The reader's cover, running and ahead. Raises access.Refused."""
    access.require(by, "arrange_cover")
    audit.saw(by=by, what="arrange_cover")
    staff = _arranges_for(by)
    ahead = Delegation.objects.filter(ended_at=None, to_on__gt=on).select_related(
        "absent", "delegate"
    )
    ahead = ahead.order_by("from_on", "pk")
    whose = [each.pk for each in staff]
    return CoverPage(
        arranged=tuple(
            _cover(each, may_end=True, on=on) for each in ahead.filter(absent__in=whose)
        ),
        covering=tuple(
            _cover(each, may_end=False, on=on)
            for each in ahead.filter(delegate=by).exclude(absent__in=whose)
        ),
        absent=tuple((each.pk, each.signature) for each in staff),
        delegates=tuple((each.pk, each.signature) for each in _colleagues(by).exclude(pk=by.pk)),
    )


def one_cover(delegation: int, *, by: User, on: date) -> Cover:
    """Cover that the reader may end. Raises access.Refused, also where there is none."""
    access.require(by, "arrange_cover")
    row = _require_to_end(delegation, by=by)
    audit.saw(by=by, what="arrange_cover", note=f"cover {delegation}")
    return _cover(row, may_end=True, on=on)


def arrange(
    *,
    absent: int,
    delegate: int,
    from_on: date,
    last_on: date,
    reasons: str = "",
    by: User,
    at: datetime,
) -> Delegation:
    """Let one stand in for another from a day to a last day; both are told.

    `absent` is whoever does it, or somebody whom they lead; `delegate` somebody of the same agency.
    Raises Refused, also for somebody for whom they cannot arrange it; NotRight for days that make
    no sense, and for somebody who cannot stand in.
    """
    on = day_of(at)
    access.require(by, "arrange_cover")
    away = User.objects.select_related("agency").filter(pk=absent, is_active=True).first()
    if away is None or not (away.pk == by.pk or access.may_answer_for(by, away)):
        audit.refused(by=by, what="arrange_cover", note=f"for user {absent}")
        raise access.Refused
    if from_on < on:
        raise wrong("from_on", "The first day must be today or later.")
    if last_on < from_on:
        raise wrong("last_on", "The last day must not be before the first.")
    with action("arrange_cover", by=by, at=at) as doing:
        stands_in = _colleagues(away).filter(pk=delegate).first()
        if stands_in is None or stands_in.pk == away.pk:
            raise wrong("delegate", "Choose a colleague of the same agency.")
        row = Delegation.objects.create(
            absent=away,
            delegate=stands_in,
            from_on=from_on,
            to_on=last_on + timedelta(days=1),
            reasons=reasons,
            arranged_at=at,
            arranged_by=by,
        )
        doing.note = f"{stands_in.signature} stands in for {away.signature}, {_days(row)}"
        _tell(doing, "cover_arranged", row)
    return row


def end(*, delegation: int, by: User, at: datetime) -> None:
    """End cover now, before its time; both are told. Raises Refused, also where there is none that
    this user arranges."""
    access.require(by, "arrange_cover")
    row = _require_to_end(delegation, by=by)
    with action("end_cover", by=by, at=at) as doing:
        doing.note = f"{row.delegate.signature} for {row.absent.signature}"
        stop(doing, Delegation.objects.filter(pk=row.pk))


def stop(doing: Action, rows: QuerySet[Delegation]) -> None:
    """End these, and tell both sides of each. Call inside an action."""
    running = list(rows.filter(ended_at=None).select_related("absent", "delegate"))
    rows.filter(ended_at=None).update(ended_at=doing.at, ended_by=doing.by)
    for each in running:
        _tell(doing, "cover_ended", each)


def _require_to_end(delegation: int, *, by: User) -> Delegation:
    rows = Delegation.objects.filter(ended_at=None).select_related("absent", "delegate")
    row = rows.filter(pk=delegation).first()
    if row is None or not (row.absent_id == by.pk or access.may_answer_for(by, row.absent)):
        audit.refused(by=by, what="arrange_cover", note=f"cover {delegation}")
        raise access.Refused
    return row


def _arranges_for(by: User) -> Sequence[User]:
    """Themselves, where there is anything to stand in for, then those whom they lead."""
    own = [] if by.role == "director" else [by]
    if by.role != "manager" or by.team_id is None:
        return own
    team = User.objects.filter(team=by.team_id, is_active=True).exclude(pk=by.pk)
    return [*own, *team.order_by("name", "pk")]


def _colleagues(of: User) -> QuerySet[User]:
    """Who may stand in: those of the same agency; not a director, who sees every child, nor
    who reads no record."""
    people = User.objects.filter(agency=of.agency_id, is_active=True)
    people = people.exclude(role__in={"director"} | READS_NO_RECORD)
    is_partner = Q(role="referrer")
    same_side = people.filter(is_partner) if of.role == "referrer" else people.exclude(is_partner)
    return same_side.order_by("name", "pk")


def _days(row: Delegation) -> str:
    return f"{day_in_words(row.from_on)} to {day_in_words(row.to_on - timedelta(days=1))}"


def _tell(doing: Action, what: str, row: Delegation) -> None:
    words = f"{row.delegate.name} for {row.absent.name}, {_days(row)}"
    to = [row.absent, row.delegate]
    notice.tell(doing, to=to, what=what, child=None, about=str(row.pk), words=words)


def _cover(row: Delegation, *, may_end: bool, on: date) -> Cover:
    return Cover(
        delegation=row.pk,
        absent=row.absent.signature,
        delegate=row.delegate.signature,
        from_on=row.from_on,
        last_on=row.to_on - timedelta(days=1),
        reasons=row.reasons,
        is_running=row.from_on <= on < row.to_on,
        may_end=may_end,
    )
