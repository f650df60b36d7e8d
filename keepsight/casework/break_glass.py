"""Opening a record in an emergency: somebody with no part in it, for a stated reason and a limited
time. What they see and do meanwhile is marked in the audit, and a manager judges it afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from keepsight.casework import access, ask, audit, need_to_know, notice
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.audit_trail import in_words
from keepsight.casework.child_record import NamedChild
from keepsight.casework.not_right import wrong
from keepsight.casework.who import Who, who
from keepsight.practice.need_to_know import BREAK_GLASS, REVIEW
from keepsight.record.models import AuditEntry, BreakGlass, Child, Involvement, User
from keepsight.record.name import name_key
from keepsight.record.reader import reading_as, reading_as_system

HOURS = BREAK_GLASS.period.amount
SEEN_AT_MOST = 200


@dataclass(frozen=True)
class Found:
    """What is told before a record is opened: whether there is one, and whether the reader may open
    it without an emergency; then `child` leads there."""

    is_there: bool
    child: str


@dataclass(frozen=True)
class Opened:
    """One emergency opening. `who` is None where the reader cannot see the child (any more)."""

    number: int
    child: str
    who: Who | None
    opened_by: str
    opened_at: datetime
    ends_at: datetime
    reasons: str
    is_open: bool
    reviewed_by: str
    reviewed_at: datetime | None
    was_appropriate: bool | None
    review: str


@dataclass(frozen=True)
class Seen:
    """One thing seen or done by an emergency opening."""

    at: datetime
    what: str
    note: str


@dataclass(frozen=True)
class ToReview:
    """An emergency opening with all that was seen and done by it, for who judges it."""

    opened: Opened
    seen: tuple[Seen, ...]
    may_review: bool


def look_up(named: NamedChild, *, by: User, on: date) -> Found:
    """Whether there is a record of this name and date of birth, exactly. Raises access.Refused, and
    NotRight where either is missing. What was looked for is kept in the audit."""
    access.require(by, "break_glass")
    children = _named(named)
    audit.searched(by=by, what="break_glass", note=f"{named.name}, born {named.born_on}")
    mine = access.children_of(by, on=on).filter(pk__in=[each.pk for each in children])
    own = mine.values_list("pk", flat=True).first()
    return Found(bool(children), own or "")


def open_record(*, named: NamedChild, reasons: str, by: User, at: datetime) -> tuple[str, ...]:
    """Open the record of this name and date of birth for BREAK_GLASS's time; gives its child, or
    the children of all records of that name and day. A manager is asked to judge it.

    Raises Refused; NotRight without reasons, where there is no such record, and where it is open to
    this user already.
    """
    access.require(by, "break_glass")
    if not reasons.strip():
        raise wrong("reasons", "Say why you need this record now.")
    children = _named(named)
    if not children:
        audit.searched(by=by, what="break_glass", note=f"{named.name}, born {named.born_on}")
        raise wrong("", "Nobody of this name and date of birth has a record here.")
    with reading_as(by, on=day_of(at)):
        open_to_them = access.children_of(by, on=day_of(at))
        named_so = open_to_them.filter(pk__in=[each.pk for each in children])
        own = set(named_so.values_list("pk", flat=True))
    children = [each for each in children if each.pk not in own]
    if not children:
        raise wrong("", "You can open this record already.")
    with action("break_glass", by=by, at=at, child=children[0].pk) as doing:
        doing.note = reasons
        for each in children:
            _open(doing, each.pk, reasons, by=by, at=at)
    return tuple(each.pk for each in children)


def close(*, child: str, by: User, at: datetime) -> None:
    """Close what one has opened, before its time. Raises Refused where nothing is open."""
    require_open(child, by=by, on=day_of(at))
    with action("close_break_glass", by=by, at=at, child=child):
        need_to_know.opened_by(by).filter(child=child).update(ends_at=Now())


def review(*, number: int, was_appropriate: bool, words: str, by: User, at: datetime) -> None:
    """Judge an emergency opening; whoever opened it is told. Raises Refused, also for one's own;
    NotRight without words, and where somebody else has judged it already."""
    row = require_to_review(number, by=by, on=day_of(at))
    if not words.strip():
        raise wrong("words", "Say what you found, in words.")
    with action("review_break_glass", by=by, at=at, child=row.child_id) as doing:
        row = BreakGlass.objects.select_for_update(of=("self",)).get(pk=number)
        if row.reviewed_at is not None:
            raise wrong("", "Somebody else has looked at this already.")
        row.reviewed_at, row.reviewed_by = at, by
        row.was_appropriate, row.review = was_appropriate, words
        row.save(update_fields=["reviewed_at", "reviewed_by", "was_appropriate", "review"])
        doing.note = f"{'appropriate' if was_appropriate else 'not appropriate'}: {words}"
        ask.settle(doing, kind="review_break_glass", about=str(number), outcome=doing.note)
        notice.tell(
            doing,
            to=[row.user],
            what="glass_reviewed",
            child=None,
            about=str(number),
            words=doing.note,
        )


def own_openings(*, by: User, on: date) -> tuple[Opened, ...]:
    """What the reader has opened, newest first. Raises access.Refused."""
    access.require(by, "break_glass")
    audit.saw(by=by, what="break_glass")
    return _lines(BreakGlass.objects.filter(user=by).order_by("-opened_at", "-pk")[:20], on=on)


def to_judge(*, by: User, on: date) -> tuple[Opened, ...]:
    """The openings that nobody has judged yet and the reader may, oldest first. Raises
    access.Refused."""
    access.require(by, "review_break_glass")
    audit.saw(by=by, what="review_break_glass")
    waiting = BreakGlass.objects.filter(reviewed_at=None).exclude(user=by)
    mine = waiting.filter(child__in=access.children_of(by, on=on).values("pk"))
    return _lines(mine.order_by("opened_at", "pk"), on=on)


def opening(number: int, *, by: User, on: date) -> ToReview:
    """One opening, for who may judge it. Raises access.Refused, also for an unknown one."""
    row = require_to_review(number, by=by, on=on)
    audit.saw(by=by, what="review_break_glass", child=row.child_id)
    entries = AuditEntry.objects.filter(break_glass=number, child=row.child_id).order_by("at", "pk")
    return ToReview(
        opened=_lines([row], on=on)[0],
        seen=tuple(
            Seen(e.at, in_words(e.what, is_view=e.sort == "view"), e.note)
            for e in entries[:SEEN_AT_MOST]
        ),
        may_review=row.reviewed_at is None,
    )


def open_until(child: str, *, by: User) -> datetime | None:
    """Until when the reader sees this child by an emergency opening; None where they do not."""
    opened = need_to_know.opened_by(by).filter(child=child).order_by("-ends_at")
    return opened.values_list("ends_at", flat=True).first()


def require_open(child: str, *, by: User, on: date) -> None:
    """Nothing where this user has this child's record open in an emergency. Raises Refused."""
    access.require(by, "break_glass", child, on=on)
    with reading_as(by, on=on):
        if open_until(child, by=by) is None:
            audit.refused(by=by, what="break_glass", child=child)
            raise access.Refused


def require_to_review(number: int, *, by: User, on: date) -> BreakGlass:
    """The opening, where this user may judge it: not their own. Raises Refused, also for an unknown
    one."""
    with reading_as(by, on=on):
        seen = BreakGlass.objects.select_related("user", "reviewed_by").exclude(user=by)
        found = seen.filter(pk=number).first()
    access.require(by, "review_break_glass", child=found.child_id if found else "", on=on)
    if found is None:
        raise access.Refused
    return found


def _named(named: NamedChild) -> list[Child]:
    key = name_key(named.name)
    if not key:
        raise wrong("name", "Enter the child’s full name.")
    if named.born_on is None:
        raise wrong("born_on", "Enter the date of birth.")
    with reading_as_system("whom somebody means who has no part in the record"):
        of_name = Child.objects.filter(person__name_key=key, person__born_on=named.born_on)
        return list(of_name.order_by("pk"))


def _open(doing: Action, child: str, reasons: str, *, by: User, at: datetime) -> None:
    row = BreakGlass.objects.create(
        child_id=child,
        user=by,
        opened_at=at,
        ends_at=Now() + timedelta(hours=HOURS),
        reasons=reasons,
    )
    on = day_of(at)
    due_on = REVIEW.period.due_on(on)
    asked = _who_judges(child, by, on=on)
    words = f"{by.signature}: {reasons}"
    whom: list[dict[str, Any]] = [{"of": each} for each in asked]
    for each in whom or [{"of_agency": by.agency}]:
        ask.ask(
            doing,
            kind="review_break_glass",
            child=child,
            about=str(row.pk),
            due_on=due_on,
            words=words,
            **each,
        )
    notice.tell(doing, to=asked, what="glass_broken", child=child, about=str(row.pk), words=words)


def _who_judges(child: str, by: User, *, on: date) -> list[User]:
    """A manager of the child's team, or one who is named for a restricted record; else a director.
    Nobody judges what they opened themselves."""
    instead = need_to_know.stands_for_restricted(child, by)
    if instead is not None:
        return [instead]
    lasts = Involvement.objects.filter(child=child, from_on__lte=on).exclude(to_on__lte=on)
    teams = Q(team__in=lasts.exclude(team=None).values("team"))
    teams |= Q(team__in=lasts.exclude(user__team=None).values("user__team"))
    others = User.objects.filter(is_active=True).exclude(pk=by.pk)
    managers = others.filter(teams, role="manager").order_by("team__is_front_door", "pk")
    return list(managers[:1]) or list(others.filter(role="director").order_by("pk")[:1])


def _lines(rows: Iterable[BreakGlass], *, on: date) -> tuple[Opened, ...]:
    fetched = list(rows)
    shown = {
        each.pk: who(each, on=on)
        for each in Child.objects.filter(pk__in=[each.child_id for each in fetched])
    }
    people = User.objects.in_bulk(
        {each.user_id for each in fetched} | {e.reviewed_by_id for e in fetched if e.reviewed_by_id}
    )
    running = set(
        BreakGlass.objects.filter(
            pk__in=[each.pk for each in fetched], ends_at__gt=Now()
        ).values_list("pk", flat=True)
    )
    return tuple(
        Opened(
            number=each.pk,
            child=each.child_id,
            who=shown.get(each.child_id),
            opened_by=people[each.user_id].signature,
            opened_at=each.opened_at,
            ends_at=each.ends_at,
            reasons=each.reasons,
            is_open=each.pk in running,
            reviewed_by=people[each.reviewed_by_id].signature if each.reviewed_by_id else "",
            reviewed_at=each.reviewed_at,
            was_appropriate=each.was_appropriate,
            review=each.review,
        )
        for each in fetched
    )
