"""A copy of a record for somebody who asks what is held about them: gone through entry by entry,
with a reason for whatever is not given. What was given can be seen again as it was."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import uuid4

from keepsight.casework import access, audit
from keepsight.casework.action import action, day_of
from keepsight.casework.not_right import wrong
from keepsight.casework.printing.copied import CopiedLine, copied_lines
from keepsight.casework.who import Who, who
from keepsight.practice.codes.subject_copy import GIVEN, WITHHELD
from keepsight.practice.timescale import TIMESCALES
from keepsight.record.models import Child, CopiedFact, SubjectCopy, User
from keepsight.record.reader import reading_as

PERMISSION = "make_subject_copy"


@dataclass(frozen=True)
class CopyLine:
    """One request, for the list: who asked, when, by when, and when it was given."""

    copy: str
    asked_by: str
    asked_on: date
    due_on: date | None
    begun_by: str
    made_at: datetime | None
    made_by: str


@dataclass(frozen=True)
class CopyPage:
    """One request with every entry of the record. `to_look_at` counts those that name somebody else
    or came from the public, and that nobody has decided about."""

    who: Who
    line: CopyLine
    entries: tuple[CopiedLine, ...]

    @property
    def to_look_at(self) -> int:
        """How many entries must be looked at before the copy is given."""
        return sum(each.must_be_looked_at for each in self.entries)

    @property
    def not_given(self) -> int:
        """Of how many entries something is left out."""
        return sum(each.given != "whole" for each in self.entries)


def copies_of(child: str, *, by: User, on: date) -> tuple[Who, tuple[CopyLine, ...]]:
    """The child, and the requests for a copy, the latest first. Raises access.Refused."""
    access.require(by, PERMISSION, child, on=on)
    audit.saw(by=by, what=PERMISSION, child=child)
    rows = SubjectCopy.objects.filter(child=child).select_related("begun_by", "made_by")
    return (
        who(Child.objects.get(pk=child), on=on),
        tuple(_line(each) for each in rows.order_by("-begun_at")),
    )


def copy_page(copy: str, *, by: User, on: date) -> CopyPage:
    """One request, with what was decided about each entry. Raises access.Refused, also for an
    unknown one."""
    row = _to_read(copy, by=by, on=on)
    audit.saw(by=by, what=PERMISSION, child=row.child_id, note=f"copy {copy}")
    return CopyPage(who(row.child, on=on), _line(row), copied_lines(row, on=on))


def copied_line(copy: str, fact: str, *, by: User, on: date) -> tuple[CopyPage, CopiedLine]:
    """One entry of a copy that is being made. Raises access.Refused, also for one that was given
    already, or for an entry that is not there."""
    page = copy_page(copy, by=by, on=on)
    found = next((each for each in page.entries if each.fact_id == fact), None)
    if found is None or page.line.made_at is not None:
        raise access.Refused
    return page, found


def begin(*, child: str, asked_by: str, asked_on: date, by: User, at: datetime) -> str:
    """Write down that somebody asked for a copy; gives its identifier. Raises Refused, NotRight."""
    on = day_of(at)
    access.require(by, PERMISSION, child, on=on)
    if not asked_by.strip():
        raise wrong("asked_by", "Say who asked.")
    if asked_on > on:
        raise wrong("asked_on", "The day must be today or in the past.")
    with action(PERMISSION, by=by, at=at, child=child) as doing:
        row = SubjectCopy.objects.create(
            copy=uuid4().hex,
            child_id=child,
            asked_by=asked_by.strip(),
            asked_on=asked_on,
            begun_by=by,
            begun_at=at,
        )
        doing.note = f"copy {row.copy} begun, asked for by {row.asked_by}"
    return row.copy


def decide(
    *,
    copy: str,
    fact: str,
    given: str,
    reason: str = "",
    taken_out: tuple[str, ...] = (),
    by: User,
    at: datetime,
) -> None:
    """Decide what of an entry is given. `given` is a code of GIVEN; but for the whole, `reason` is
    a code of WITHHELD; `taken_out` are the words that are left out, each as it stands in the entry.

    Raises Refused, and NotRight also where the copy was given meanwhile.
    """
    _, entry = copied_line(copy, fact, by=by, on=day_of(at))
    words = tuple(each.strip() for each in taken_out if each.strip())
    if given not in GIVEN:
        raise wrong("given", "Choose what of it is given.")
    if given != "whole" and reason not in WITHHELD:
        raise wrong("reason", "Choose why it is not given.")
    if given == "in_part" and not words:
        raise wrong("taken_out", "Enter the words that are left out.")
    if given == "in_part" and (missing := [each for each in words if not entry.holds(each)]):
        raise wrong("taken_out", f"“{missing[0]}” does not stand in this entry.")
    access.require(by, PERMISSION, _child_of(copy, by=by, on=day_of(at)), on=day_of(at))
    with action(PERMISSION, by=by, at=at) as doing:
        row = _to_change(copy)
        doing.child = row.child_id
        doing.note = f"copy {copy}: {fact} {given} {reason}".strip()
        CopiedFact.objects.update_or_create(
            copy=row,
            fact=fact,
            defaults={
                "given": given,
                "reason": reason if given != "whole" else "",
                "taken_out": list(words) if given == "in_part" else [],
                "decided_by": by,
                "decided_at": at,
            },
        )


def give(*, copy: str, by: User, at: datetime) -> None:
    """Say that the copy is ready and given. From then on it stays as it is.

    Raises Refused; and NotRight where an entry that names somebody else, or came from the public,
    was not looked at.
    """
    on = day_of(at)
    page = copy_page(copy, by=by, on=on)
    access.require(by, PERMISSION, page.who.child, on=on)
    if page.to_look_at:
        number = f"{page.to_look_at} entries" if page.to_look_at > 1 else "One entry"
        raise wrong("", f"{number} must be looked at first: they may tell of somebody else.")
    with action(PERMISSION, by=by, at=at, child=page.who.child) as doing:
        row = _to_change(copy)
        row.made_at, row.made_by = at, by
        row.save(update_fields=["made_at", "made_by"])
        doing.note = f"copy {copy} given, {page.not_given} entries not whole"


def _to_change(copy: str) -> SubjectCopy:
    """The row, held; NotRight where it was given meanwhile."""
    row = SubjectCopy.objects.select_for_update(of=("self",)).get(pk=copy)
    if row.made_at is not None:
        raise wrong("", "This copy was given meanwhile, and stays as it is.")
    return row


def _child_of(copy: str, *, by: User, on: date) -> str:
    return _to_read(copy, by=by, on=on).child_id


def _to_read(copy: str, *, by: User, on: date) -> SubjectCopy:
    """The request, for a reader who may see it. Raises Refused, also for an unknown one."""
    with reading_as(by, on=on):
        rows = SubjectCopy.objects.filter(pk=copy.replace("\x00", ""))
        row = rows.select_related("child__person", "begun_by", "made_by").first()
    access.require(by, PERMISSION, child=row.child_id if row else "", on=on)
    if row is None:
        raise access.Refused
    return row


def _line(row: SubjectCopy) -> CopyLine:
    return CopyLine(
        copy=row.copy,
        asked_by=row.asked_by,
        asked_on=row.asked_on,
        due_on=TIMESCALES["subject_access_request"].due_on(row.asked_on),
        begun_by=row.begun_by.signature,
        made_at=row.made_at,
        made_by=row.made_by.signature if row.made_by else "",
    )
