"""What people have typed and not saved yet: kept for them alone, offered to them again, thrown away
once it is saved. Others who may open the same page learn that somebody is writing there, not what.

A draft is no part of the record, so that keeping one adds nothing to the audit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from keepsight.casework.action import day_of
from keepsight.casework.role import ROLES
from keepsight.record.models import Draft, User
from keepsight.record.reader import reading_as, reading_as_system

KEPT_FOR = timedelta(days=14)
"""How long a draft waits for whoever wrote it. Proposed by Keepsight: a fortnight's leave."""
IS_WRITING = timedelta(minutes=15)
"""How long after the last word somebody is still said to be writing. Proposed by Keepsight."""
LONGEST = 400_000
"""How many letters a draft may hold: more than any form of ours takes."""
MOST = 100
"""How many drafts one person may have; the oldest make room."""
ADDRESS_LENGTH = 500

Values = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Begun:
    """Something that was begun and not saved. `asked` is what else its page was asked for."""

    address: str
    asked: str
    title: str
    saved_at: datetime


@dataclass(frozen=True)
class Kept(Begun):
    """The same with what was typed: the name of each field, and what it holds."""

    values: dict[str, list[str]]


@dataclass(frozen=True)
class Writer:
    """Somebody else who is writing on the same page."""

    name: str
    since: datetime


def keep(
    *, address: str, values: Values, title: str = "", asked: str = "", by: User, at: datetime
) -> bool:
    """Keep what somebody has typed into the form that is sent to `address`, in place of what they
    had typed there before. Whether it was kept: not what is empty, too long, or by a leaver."""
    typed = {name: list(each) for name, each in values.items() if any(v.strip() for v in each)}
    length = sum(len(name) + sum(map(len, each)) for name, each in typed.items())
    if not typed or length > LONGEST or len(address) > ADDRESS_LENGTH or not by.is_active:
        return False
    given = {"values": _keepable(typed), "title": _plain(title)[:300], "asked": _plain(asked)[:500]}
    with reading_as(by, on=day_of(at)):
        mine = Draft.objects.filter(user=by, address=address)
        lately = mine.filter(saved_at__gt=at - IS_WRITING)
        if lately.update(**given, saved_at=at) or mine.update(**given, saved_at=at, begun_at=at):
            return True
        Draft.objects.bulk_create(
            [Draft(user=by, address=address, **given, saved_at=at, begun_at=at)],
            ignore_conflicts=True,
        )
        _make_room(by)
    return True


def find(address: str, *, by: User, at: datetime) -> Kept | None:
    """What this person has typed into the form that is sent to `address`, if they have."""
    with reading_as(by, on=day_of(at)):
        found = _standing(by, at).filter(address=address).first()
    if found is None:
        return None
    return Kept(found.address, found.asked, found.title, found.saved_at, found.values)


def begun(*, by: User, at: datetime, page: str = "") -> list[Begun]:
    """What this person, who reads, has begun and not saved, latest first: everywhere, or in the
    forms of one page, which are sent to its own address or to one below it."""
    drafts = _standing(by, at)
    if page:
        below = Q(address__startswith=f"{page}/") | Q(address__startswith=f"{page}?")
        drafts = drafts.filter(Q(address=page) | below)
    rows = drafts.order_by("-saved_at").values_list("address", "asked", "title", "saved_at")
    return [Begun(*each) for each in rows]


def all_of(*, by: User, at: datetime) -> list[Kept]:
    """Everything that this person has begun and not saved, with what they typed, latest first."""
    with reading_as(by, on=day_of(at)):
        rows = list(_standing(by, at).order_by("-saved_at"))
    return [Kept(e.address, e.asked, e.title, e.saved_at, e.values) for e in rows]


def others_at(address: str, *, by: User, at: datetime) -> list[Writer]:
    """Who else is writing in the form that is sent to `address`. Only for somebody who may open
    its page; somebody of another agency learns only of colleagues in their own."""
    with reading_as_system("who else is writing on a page"):
        drafts = Draft.objects.filter(address=address, saved_at__gt=at - IS_WRITING)
        drafts = drafts.filter(user__is_active=True, saved_at__lte=at).exclude(user=by)
        role = ROLES.get(by.role)
        if role is None or role.sees == "own_agency_concerns":
            drafts = drafts.filter(user__agency_id=by.agency_id)
        rows = list(drafts.order_by("begun_at").values_list("user__name", "begun_at"))
    return [Writer(*each) for each in rows]


def writer(number: int) -> User | None:
    """The user of this number, if they may still sign in. Not for showing to anybody."""
    return User.objects.filter(pk=number, is_active=True).first()


def drop(*addresses: str, by: User, at: datetime) -> None:
    """Throw away what this person has typed there: it is saved, or they do not want it."""
    with reading_as(by, on=day_of(at)):
        Draft.objects.filter(user=by, address__in=addresses).delete()


def throw_away_old(*, at: datetime) -> None:
    """Throw away what nobody has come back to for too long."""
    with reading_as_system("throwing away old drafts"):
        Draft.objects.filter(saved_at__lt=at - KEPT_FOR).delete()


def _standing(by: User, at: datetime) -> QuerySet[Draft]:
    return Draft.objects.filter(user=by, saved_at__gt=at - KEPT_FOR)


def _make_room(by: User) -> None:
    oldest = Draft.objects.filter(user=by).order_by("-saved_at").values_list("pk", flat=True)[MOST:]
    Draft.objects.filter(pk__in=list(oldest)).delete()


def _keepable(typed: dict[str, list[str]]) -> dict[str, list[str]]:
    """PostgreSQL takes no NUL character, which no keyboard types."""
    return {_plain(name): [_plain(each) for each in values] for name, values in typed.items()}


def _plain(words: str) -> str:
    """Words without the one character that PostgreSQL does not keep."""
    return words.replace("\x00", "")
