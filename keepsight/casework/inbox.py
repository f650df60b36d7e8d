"""What somebody has been told, unread first, and saying that one has read it; and, for whoever told
others, who has read it and when. Reading ends nothing: a notice says whether the concern it is
about is still open."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Count, F, Q

from keepsight.casework import access, audit
from keepsight.casework.action import action
from keepsight.casework.as_called import names_given
from keepsight.casework.not_right import wrong
from keepsight.casework.who import Who, who
from keepsight.practice.codes.notice import NOTICE
from keepsight.record import ledger
from keepsight.record.models import Child, ConcernThread, Notice, User

PAGE_SIZE = 20
ENDS_NO_CONCERN = frozenset(
    {
        "assessment_completed",
        "came_into_care",
        "case_closed",
        "case_reopened",
        "case_stepped_down",
        "category_changed",
        "child_returned",
        "left_care",
        "medical_recorded",
        "meeting_concluded",
        "minutes_sent",
        "plan_ended",
        "plan_started",
        "police_protection",
        "section_47_ended",
        "strategy_discussion_held",
    }
)
"""What may be taken for the end of a concern and is none: told with how many are open beside it."""
Shown = Literal["unread", "all"]


@dataclass(frozen=True)
class About:
    """What a notice is about. `who` is None where the reader may not see the child; `concern` is
    that of the concern, where it is about one that the reader may see, and `is_open` says whether
    that waits for an answer. `open_beside`: for what ends no concern, how many of the child's are
    open, as far as the reader may see them."""

    who: Who | None
    may_open_child: bool
    about: str
    concern: str
    is_open: bool
    open_beside: int


@dataclass(frozen=True)
class NoticeLine:
    """One thing that somebody was told; about several brothers and sisters, where it was told of
    them at once. `notices` are the numbers of its rows."""

    notices: tuple[int, ...]
    what: str
    title: str
    about: tuple[About, ...]
    words: str
    told_at: datetime
    told_by: str
    acknowledged_at: datetime | None

    @property
    def is_about_a_concern(self) -> bool:
        """Whether it is about a concern that the reader may see, and not about what ends none."""
        return self.what not in ENDS_NO_CONCERN and any(each.concern for each in self.about)

    @property
    def is_open(self) -> bool:
        """Whether a concern that it is about waits for an answer."""
        return any(each.is_open for each in self.about)

    @property
    def open_beside(self) -> str:
        """How many concerns of these children are open beside what was told, in words."""
        number = sum(each.open_beside for each in self.about)
        return f"{number} concern{' is' if number == 1 else 's are'} open" if number else ""


@dataclass(frozen=True)
class Inbox:
    """One page of what somebody was told, with how much of it there is."""

    shown: Shown
    unread: int
    total: int
    page: int
    notices: tuple[NoticeLine, ...]


@dataclass(frozen=True)
class Reading:
    """Whether and when one person has said that they read it."""

    name: str
    read_at: datetime | None


@dataclass(frozen=True)
class Sent:
    """One thing that the reader told others, about which children, and who of them has read it."""

    title: str
    children: tuple[Who, ...]
    words: str
    told_at: datetime
    readings: tuple[Reading, ...]


@dataclass(frozen=True)
class Outbox:
    """One page of what the reader told others, newest first."""

    total: int
    page: int
    sent: tuple[Sent, ...]


def inbox(*, by: User, on: date, shown: Shown = "unread", what: str = "", page: int = 1) -> Inbox:
    """What this reader has been told: what is unread first, then the newest first. Raises
    access.Refused.

    `what` narrows to one code of NOTICE. A page beyond the last is empty.
    """
    access.require(by, "read_inbox")
    audit.saw(by=by, what="read_inbox")
    own = Notice.objects.filter(to=by)
    if what:
        own = own.filter(what=what)
    is_unread = Q(acknowledged_at=None)
    counted = own.aggregate(unread=Count("pk", filter=is_unread), all=Count("pk"))
    wanted = own.filter(is_unread) if shown == "unread" else own
    ordered = wanted.order_by(
        F("acknowledged_at").desc(nulls_first=True), "-told_at", "-pk"
    ).select_related("told_by")
    rows = list(ordered[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    return Inbox(shown, counted["unread"], counted[shown], page, _lines(rows, by=by, on=on))


def unread_count(user: User) -> int:
    """How much this user has not said they read. Call while reading as the user."""
    return Notice.objects.filter(to=user, acknowledged_at=None).count()


def kinds_told(user: User) -> tuple[str, ...]:
    """The codes of what this user has ever been told, for a filter. Call while reading as the
    user."""
    told = Notice.objects.filter(to=user).order_by("what").values_list("what", flat=True)
    return tuple(told.distinct())


def acknowledge(*, notices: Collection[int], by: User, at: datetime) -> int:
    """Say that one has read these; gives how many are new as read. Whoever told it sees who read it
    and when. Raises Refused, and NotRight where none of them was told to this user."""
    access.require(by, "read_inbox")
    with action("acknowledge_notice", by=by, at=at) as doing:
        own = Notice.objects.filter(to=by, pk__in=list(notices))
        if not own.exists():
            raise wrong("", "Choose what you have read.")
        done = own.filter(acknowledged_at=None).update(acknowledged_at=at)
        children = set(own.exclude(child=None).values_list("child_id", flat=True))
        doing.child = children.pop() if len(children) == 1 else None
        doing.note = f"{done} read"
    return done


def outbox(*, by: User, on: date, page: int = 1) -> Outbox:
    """What this reader told others, newest first, with who has read it. Raises access.Refused."""
    access.require(by, "read_inbox")
    audit.saw(by=by, what="read_inbox", note="what one told others")
    told = Notice.objects.filter(told_by=by)
    at_once = told.values("what", "told_at", "words").distinct()
    groups = at_once.order_by("-told_at", "what", "words")
    shown = list(groups[(page - 1) * PAGE_SIZE : page * PAGE_SIZE])
    rows = told.filter(told_at__in={each["told_at"] for each in shown}).select_related("to")
    by_group: dict[object, list[Notice]] = {}
    for row in rows:
        by_group.setdefault((row.what, row.told_at, row.words), []).append(row)
    children = _children({each.child_id for each in rows}, on=on)
    sent = (by_group[each["what"], each["told_at"], each["words"]] for each in shown)
    return Outbox(groups.count(), page, tuple(_sent(own, children) for own in sent))


def _sent(rows: Sequence[Notice], children: dict[str, Who]) -> Sent:
    about = dict.fromkeys(each.child_id for each in rows if each.child_id)
    by_name: dict[tuple[int, str], list[datetime | None]] = {}
    for each in rows:
        by_name.setdefault((each.to_id, each.to.name), []).append(each.acknowledged_at)
    readings = [Reading(name, _when_all(days)) for (_, name), days in by_name.items()]
    return Sent(
        title=NOTICE.named(rows[0].what),
        children=tuple(children[each] for each in about if each in children),
        words=rows[0].words,
        told_at=rows[0].told_at,
        readings=tuple(sorted(readings, key=lambda each: (each.read_at is not None, each.name))),
    )


def _when_all(read: Sequence[datetime | None]) -> datetime | None:
    """When the last of them was read; None as long as one is not."""
    known = [each for each in read if each is not None]
    return max(known) if len(known) == len(read) else None


def _children(children: Collection[str | None], *, on: date) -> dict[str, Who]:
    rows = Child.objects.filter(pk__in=[each for each in children if each])
    return {each.pk: who(each, on=on) for each in rows}


def _lines(rows: Sequence[Notice], *, by: User, on: date) -> tuple[NoticeLine, ...]:
    """The rows in words. A child whom the reader may not open is named as the concern named them:
    more is not for who only raised it."""
    children = {each.child_id for each in rows if each.child_id}
    may_open = set(
        access.children_of(by, on=on).filter(pk__in=children).values_list("pk", flat=True)
    )
    known = _children(children, on=on)
    facts = ledger.facts_named({each.about for each in rows})
    of_fact = {each.fact_id: each.concerns[0] for each in facts if each.concerns}
    beside = _open_beside(rows, by=by, on=on)
    concern_of = {each.pk: of_fact.get(each.about, each.about) for each in rows}
    seen = access.concerns_of(by, on=on).filter(pk__in=set(concern_of.values()))
    threads = {each.pk: each for each in seen}
    called = names_given(ledger.facts_named(set(threads) - {each.fact_id for each in facts}))
    called |= names_given(facts)
    abouts = {
        each.pk: _about(
            each,
            threads.get(concern_of[each.pk]),
            known.get(each.child_id or ""),
            called.get(concern_of[each.pk], ""),
            beside=beside.get(each.pk, 0),
            may_open=each.child_id in may_open,
        )
        for each in rows
    }
    return tuple(_line(own, [abouts[each.pk] for each in own]) for own in _told_at_once(rows))


def _open_beside(rows: Sequence[Notice], *, by: User, on: date) -> dict[int, int]:
    """By notice of what ends no concern, how many concerns of its child this reader sees open."""
    told = {each.pk: each.child_id for each in rows if each.what in ENDS_NO_CONCERN}
    if not told:
        return {}
    seen = access.concerns_of(by, on=on).filter(child__in=set(told.values()), answered_on=None)
    number = Counter(seen.values_list("child_id", flat=True))
    return {notice: number[child or ""] for notice, child in told.items()}


def _told_at_once(rows: Sequence[Notice]) -> list[list[Notice]]:
    """The rows by what was told at once of brothers and sisters; two about one child stay two."""
    groups: dict[object, list[Notice]] = {}
    times: Counter[object] = Counter()
    for each in rows:
        same = (each.what, each.told_at, each.told_by_id, each.words, each.acknowledged_at)
        times[same, each.child_id] += 1
        groups.setdefault((same, times[same, each.child_id]), []).append(each)
    return list(groups.values())


def _about(
    row: Notice,
    thread: ConcernThread | None,
    child: Who | None,
    called: str,
    *,
    beside: int,
    may_open: bool,
) -> About:
    if not may_open and child is not None:
        child = Who(child.child, called or child.name, "" if called else child.age)
    return About(
        who=child,
        may_open_child=may_open,
        about=row.about,
        concern=thread.concern if thread else "",
        is_open=thread is not None and thread.answered_on is None,
        open_beside=beside,
    )


def _line(rows: Sequence[Notice], abouts: Sequence[About]) -> NoticeLine:
    first = rows[0]
    return NoticeLine(
        notices=tuple(each.pk for each in rows),
        what=first.what,
        title=NOTICE.named(first.what),
        about=tuple(sorted(abouts, key=lambda each: each.who.name if each.who else "")),
        words=first.words,
        told_at=first.told_at,
        told_by=first.told_by.signature if first.told_by else "Keepsight",
        acknowledged_at=first.acknowledged_at,
    )
