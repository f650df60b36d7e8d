"""What somebody was asked to do after a visit, an appointment, supervision or what a child said:
looking at it, and saying what was done."""

from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access, ask, audit
from keepsight.casework.action import action, day_of
from keepsight.casework.concern import SOURCE
from keepsight.casework.fact_line import FactLine, fact_line
from keepsight.casework.not_right import fact_of, wrong
from keepsight.casework.visit.record import ASKED_NEXT
from keepsight.casework.who import Who, who
from keepsight.facts.fact import Fact, new_fact_id
from keepsight.practice.codes.ask import ASK
from keepsight.record import ledger
from keepsight.record.models import Ask, Child, User


@dataclass(frozen=True)
class FollowUp:
    """What was asked after something, with the thing itself. `is_open` while it is not done."""

    who: Who
    about: FactLine
    title: str
    words: str
    due_on: date | None
    of: str
    asked_by: str
    is_open: bool
    outcome: str


def follow_up(child: str, about: str, *, by: User, on: date) -> FollowUp:
    """What was asked after this fact of the child. Raises access.Refused, also where there is no
    such fact or nothing was asked."""
    access.require(by, "record_fact", child, on=on)
    found = ledger.fact(about)
    rows = Ask.objects.filter(about=about, kind__in=ASKED_NEXT.values(), child=child)
    row = rows.select_related("of", "asked_by").order_by("done_at", "pk").last()
    if found is None or found.child != child or row is None:
        raise access.Refused
    audit.saw(by=by, what="see_child", child=child)
    return FollowUp(
        who=who(Child.objects.get(pk=child), on=on),
        about=fact_line(found),
        title=ASK.named(row.kind),
        words=row.words,
        due_on=row.due_on,
        of=row.of.signature if row.of else "",
        asked_by=row.asked_by.signature if row.asked_by else "",
        is_open=row.done_at is None,
        outcome=row.outcome,
    )


def done(*, child: str, about: str, detail: str, by: User, at: datetime) -> Fact:
    """Say what was done about what was asked: a note in the record, and the asking ends.

    It ends no concern. Raises Refused, and NotRight also where somebody said so already.
    """
    on = day_of(at)
    access.require(by, "record_fact", child, kind="note", on=on)
    if not detail.strip():
        raise wrong("detail", "Say what was done")
    with action("record_fact", by=by, at=at, child=child) as doing:
        ledger.hold([child])
        asked = ledger.fact(about)
        if asked is None or asked.child != child:
            raise wrong("", "There is no such thing in this child’s record.")
        kind = ASKED_NEXT.get(asked.kind, "")
        if not ask.settle(doing, kind=kind, about=about, child=child, outcome=detail):
            raise wrong("", "Somebody has said already what was done. Look at it again.")
        given = {
            "kind": "note",
            "fact_id": new_fact_id(),
            "child": child,
            "happened_on": on,
            "recorded_at": at,
            "agency": by.agency.kind,
            "recorded_by": by.signature,
            "source": SOURCE,
            "concerns": asked.concerns,
            "detail": f"After the {asked.title.lower()} of {fact_line(asked).when}: {detail}",
        }
        note = fact_of(given)
        doing.add([note], organisations={note.fact_id: by.agency_id})
    return note
