"""Reading the audit: who did, saw, looked for, took out or was refused what. A page at a time from
the newest on, never counted: there may be millions of rows. Reading it is itself in it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from keepsight.casework import access, audit
from keepsight.casework.role import PERMISSIONS
from keepsight.casework.who import Who, who
from keepsight.practice.working_day import LONDON
from keepsight.record.models import AuditEntry, Child, User

PAGE_SIZE = 50
CHOICES_AT_MOST = 10
LONGEST_WORDS = 100
SORTS: Mapping[str, str] = {
    "view": "Looked",
    "search": "Searched",
    "export": "Took out",
    "action": "Did",
    "refusal": "Was refused",
}
_ACTIONS: Mapping[str, str] = {
    "sign_in": "Sign in",
    "sign_out": "Sign out",
    "close_break_glass": "Close a record opened in an emergency",
    "lift_restriction": "Lift a restriction",
    "name_for_restricted": "Name somebody for a restricted record",
    "unname_for_restricted": "Take somebody's name off a restricted record",
    "end_cover": "End cover",
    "raise_concern": "Raise a concern",
    "connect_system": "Let the system of an agency in",
    "give_token": "Give a system a token",
    "revoke_token": "Take away the token of a system",
    "use_token": "Show the token of a system",
}


@dataclass(frozen=True)
class AuditWanted:
    """What of the audit is wanted; an empty one is all of it. `person` and `child` are words of a
    name, or a username or identifier; `sort` is a code of SORTS; the days are the first and last.
    """

    person: str = ""
    child: str = ""
    sort: str = ""
    from_on: date | None = None
    to_on: date | None = None

    @property
    def in_words(self) -> str:
        """What was asked for, for the audit; empty for everything."""
        asked = ((each.name, getattr(self, each.name)) for each in fields(self))
        return ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in asked if value)


@dataclass(frozen=True)
class AuditLine:
    """One row as a page shows it. `child_name` is empty where the reader may not see the child;
    `child` is what was asked for, whether or not there is such a one."""

    number: int
    at: datetime
    by: str
    role: str
    sort: str
    what: str
    child: str
    child_name: str
    concern: str
    facts: int
    note: str
    in_emergency: bool


@dataclass(frozen=True)
class Choice:
    """One of several whom a name fits: what to ask for, and what people read."""

    value: str
    name: str


@dataclass(frozen=True)
class Trail:
    """One page of the audit. `older` is the number of its last row where there is more; `people`
    and `children` are whom a name fits, where it fits several: then no row is shown."""

    lines: tuple[AuditLine, ...]
    older: int | None
    people: tuple[Choice, ...] = ()
    children: tuple[Choice, ...] = ()


def trail(wanted: AuditWanted, *, by: User, on: date, older_than: int | None = None) -> Trail:
    """The audit, newest first, from after a row's number. Raises access.Refused. The number of
    queries does not grow with the audit."""
    access.require(by, "see_audit")
    audit.searched(by=by, what="see_audit", note=wanted.in_words)
    rows = AuditEntry.objects.all()
    people = _people(wanted.person) if wanted.person else ()
    children = _children(wanted.child) if wanted.child else ()
    if len(people) > 1 or len(children) > 1:
        several = (people if len(people) > 1 else (), children if len(children) > 1 else ())
        return Trail((), None, *several)
    if wanted.person:
        known = User.objects.filter(username__in=[each.value for each in people])
        rows = rows.filter(by__in=list(known.values_list("pk", flat=True)))
    if wanted.child:
        # What was asked for may be no child at all: that is found too.
        rows = rows.filter(child=children[0].value if children else wanted.child)
    if wanted.sort:
        rows = rows.filter(sort=wanted.sort)
    return _page(_between(rows, wanted), older_than)


def trail_of_child(
    child: str, *, by: User, on: date, older_than: int | None = None
) -> tuple[Who, Trail]:
    """Who has looked at a child's record, or done anything with it, newest first. Raises
    access.Refused, also for an unknown child."""
    access.require(by, "see_who_looked", child, on=on)
    audit.saw(by=by, what="see_who_looked", child=child)
    found = _page(AuditEntry.objects.filter(child=child), older_than)
    return who(Child.objects.get(pk=child), on=on), found


def in_words(what: str, *, is_view: bool = False) -> str:
    """A permission or an action as people read it; where somebody looked at the page of an action,
    that they only looked."""
    if what in PERMISSIONS:
        said = PERMISSIONS[what].description.rstrip(".")
        only_looked = is_view and not what.startswith("see_")
        return f"The page to {said[0].lower()}{said[1:]}" if only_looked else said
    if what in _ACTIONS:
        return _ACTIONS[what]
    return what.replace("_", " ").capitalize()


def _between(rows: QuerySet[AuditEntry], wanted: AuditWanted) -> QuerySet[AuditEntry]:
    if wanted.from_on is not None:
        rows = rows.filter(at__gte=_midnight(wanted.from_on))
    if wanted.to_on is not None:
        rows = rows.filter(at__lt=_midnight(wanted.to_on + timedelta(days=1)))
    return rows


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=LONDON)


def _page(rows: QuerySet[AuditEntry], older_than: int | None) -> Trail:
    """A page of these rows, after one of them. It reads on where that stands in the index."""
    if older_than is not None:
        last = AuditEntry.objects.filter(pk=older_than).values_list("at", flat=True).first()
        if last is None:
            return Trail((), None)
        rows = rows.filter(at__lte=last).filter(Q(at__lt=last) | Q(pk__lt=older_than))
    found = list(rows.order_by("-at", "-pk")[: PAGE_SIZE + 1])
    shown, more = found[:PAGE_SIZE], len(found) > PAGE_SIZE
    asked_for = {each.child for each in shown if each.child}
    names = {each.pk: each.name for each in Child.objects.filter(pk__in=asked_for)}
    return Trail(tuple(_lines(shown, names)), shown[-1].pk if more else None)


def _lines(rows: Iterable[AuditEntry], names: Mapping[str, str]) -> Iterable[AuditLine]:
    for each in rows:
        sort = each.sort or ("action" if each.was_allowed else "refusal")
        yield AuditLine(
            number=each.pk,
            at=each.at,
            by=each.by_whom,
            role=each.role,
            sort=sort,
            what=in_words(each.what, is_view=sort == "view"),
            child=each.child,
            child_name=names.get(each.child, ""),
            concern=each.concern,
            facts=len(each.facts),
            note="" if each.what == "sign_in" else each.note,
            in_emergency=each.break_glass_id is not None,
        )


def _people(words: str) -> tuple[Choice, ...]:
    """Whom a username fits exactly, or a name in part, whether or not they still sign in."""
    exact = User.objects.filter(username=words)
    people = User.objects.all()
    for word in words.split():
        people = people.filter(name__icontains=word)
    found = list(exact) or list(people.order_by("name", "pk")[:CHOICES_AT_MOST])
    return tuple(Choice(each.username, each.signature) for each in found)


def _children(words: str) -> tuple[Choice, ...]:
    """Whom an identifier fits exactly, or a name in part, as far as the reader may see."""
    exact = Child.objects.filter(pk=words)
    children = Child.objects.all()
    for word in words.split():
        children = children.filter(person__name__icontains=word)
    found = list(exact) or list(children.order_by("person__name", "pk")[:CHOICES_AT_MOST])
    return tuple(Choice(each.pk, each.name) for each in found)
