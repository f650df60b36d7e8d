"""Handing a family over to another worker. Until the one who takes it has acknowledged each open
concern by name, both are responsible, and it stands in the manager's view."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import uuid4

from keepsight.casework import access, ask, child_record, notice, projection, worker
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.not_right import wrong
from keepsight.facts.fact import Fact
from keepsight.practice.codes.harm import HARM
from keepsight.practice.working_day import add_working_days
from keepsight.record.models import ConcernThread, Handover, User
from keepsight.record.reader import reading_as

WORKING_DAYS_TO_WRITE = 2
WORKING_DAYS_TO_TAKE_OVER = 5
"""Within how many working days the one writes and the other takes over: Keepsight's own
proposals."""


def begin(*, children: Sequence[str], to: int, words: str, by: User, at: datetime) -> str:
    """Begin to hand children over from their worker to another; gives the event of the handover.

    `words` are the manager's reasons. The one who gives is asked to write what the next must know,
    the one who takes to take over. Raises Refused, and NotRight where the children are not with one
    worker, or are being handed over already.
    """
    on = day_of(at)
    for each in children:
        access.require(by, "allocate_child", each, on=on)
    if not children:
        raise wrong("children", "Choose at least one child.")
    if not words.strip():
        raise wrong("words", "Say why, in words.")
    event = uuid4().hex
    with action("begin_handover", by=by, at=at, child=children[0]) as doing:
        projection.hold(set(children))
        chosen = worker.worker_of(to)
        giver = _one_worker(children, on=on)
        if giver == chosen:
            raise wrong("to", f"{chosen.signature} has the case already.")
        if Handover.objects.filter(child__in=children, finished_at=None).exists():
            raise wrong("", "A handover is under way already.")
        for child in children:
            worker.give(child, chosen, on=on)
        _write_rows(doing, children, giver, chosen, words, event=event, by=by)
        said = {
            "worker": chosen.signature,
            "team": str(chosen.team),
            "allocated_by": by.signature,
            "takes_over_from": giver.signature,
        }
        worker.add_facts(
            doing,
            "worker_allocated",
            dict.fromkeys(children, said),
            event=event,
            words=words,
        )
        _ask_both(doing, children[0], giver, chosen, words, event=event, on=on)
    return event


def write(*, event: str, words: str, by: User, at: datetime) -> None:
    """Write what the next worker must know, as the one who gives, or in their place as somebody who
    may allocate. Raises Refused and NotRight."""
    rows = rows_of(event, by=by, on=day_of(at))
    access.require(by, "take_over")
    if not words.strip():
        raise wrong("words", "Write what the next worker must know.")
    if rows[0].given_by_id != by.pk:
        for each in rows:
            access.require(by, "allocate_child", each.child_id, on=day_of(at))
    with action("write_handover", by=by, at=at, child=rows[0].child_id) as doing:
        projection.hold({each.child_id for each in rows})
        open_rows = Handover.objects.filter(event=event, finished_at=None)
        if not open_rows.update(words=words.strip(), words_by=by, words_at=at):
            raise wrong("", "This handover is done.")
        ask.settle(doing, kind="write_handover", about=event)
        notice.tell(
            doing,
            to=[rows[0].taken_by],
            what="handover_written",
            child=rows[0].child_id,
            about=event,
        )


def take_over(*, event: str, concerns: Collection[str], by: User, at: datetime) -> list[Fact]:
    """Take over, as the one who takes: `concerns` are those that one has read and answers for from
    now on. Gives the facts; the worker before has the children no longer.

    Raises Refused, and NotRight where an open concern is not among them, also one that was raised
    meanwhile.
    """
    on = day_of(at)
    rows = rows_of(event, by=by, on=on)
    access.require(by, "take_over")
    if rows[0].taken_by_id != by.pk:
        raise access.Refused
    children = [each.child_id for each in rows]
    with action("take_over", by=by, at=at, child=children[0]) as doing:
        projection.hold(set(children))
        # Read after taking hold: a concern may have been raised meanwhile.
        held = Handover.objects.filter(event=event, finished_at=None)
        if not held.exists():
            raise wrong("", "You have taken over already.")
        open_ones = _open_concerns(children)
        _check_each_is_read(open_ones, concerns)
        facts = _say_it_is_done(doing, rows[0], children, open_ones, by=by)
        for child in children:
            worker.take_off(child, on=on, worker=rows[0].given_by)
            if by.team is not None:
                worker.move_to_team(child, by.team, on=on)
        held.update(finished_at=at)
        ask.settle(doing, kind="acknowledge_handover", about=event)
        ask.settle(doing, kind="write_handover", about=event, outcome="Taken over without it.")
        to = [rows[0].given_by, rows[0].begun_by]
        notice.tell(doing, to=to, what="handover_done", child=children[0], about=event)
        child_record.put_in_sight(children, on=on)
    return facts


def rows_of(event: str, *, by: User, on: date) -> list[Handover]:
    """The rows of a handover, one for each child, where this user may see every one of them: the
    eldest first. Raises Refused, also for an unknown one."""
    with reading_as(by, on=on):
        seen = Handover.objects.filter(event=event.replace("\x00", ""))
        people = ("child__person", "given_by", "taken_by", "begun_by", "words_by")
        rows = list(seen.select_related(*people).order_by("child__person__born_on", "pk"))
    # No handover and one that may not be seen are refused alike; no child has an empty name.
    for child in [each.child_id for each in rows] or [""]:
        access.require(by, "see_child", child, on=on)
    return rows


def _one_worker(children: Sequence[str], *, on: date) -> User:
    """The worker who has all of these children. Raises NotRight where there is no such one."""
    has = worker.workers_with(children, on=on)
    if set(has) != set(children):
        raise wrong("children", "A child without a worker is allocated, not handed over.")
    if len({each.pk for each in has.values()}) > 1:
        raise wrong("children", "These children are with different workers: one handover for each.")
    return has[children[0]]


def _write_rows(
    doing: Action,
    children: Sequence[str],
    giver: User,
    taker: User,
    reasons: str,
    *,
    event: str,
    by: User,
) -> None:
    Handover.objects.bulk_create(
        Handover(
            event=event,
            child_id=child,
            given_by=giver,
            taken_by=taker,
            reasons=reasons.strip(),
            begun_by=by,
            begun_at=doing.at,
        )
        for child in children
    )


def _ask_both(
    doing: Action, child: str, giver: User, taker: User, words: str, *, event: str, on: date
) -> None:
    for kind, of, days in (
        ("write_handover", giver, WORKING_DAYS_TO_WRITE),
        ("acknowledge_handover", taker, WORKING_DAYS_TO_TAKE_OVER),
    ):
        due_on = add_working_days(on, days)
        ask.ask(doing, kind=kind, child=child, about=event, of=of, due_on=due_on, words=words)


def _open_concerns(children: Sequence[str]) -> list[ConcernThread]:
    rows = ConcernThread.objects.filter(child__in=children, answered_on=None)
    return list(rows.select_related("child__person").order_by("child_id", "opened_on", "pk"))


def _check_each_is_read(open_ones: Sequence[ConcernThread], read: Collection[str]) -> None:
    missing = [each for each in open_ones if each.concern not in read]
    if missing:
        names = "; ".join(f"{each.child.name}: {HARM.together(each.harms)}" for each in missing)
        raise wrong("concerns", f"Read and tick each open concern. Not ticked: {names}.")


def _say_it_is_done(
    doing: Action,
    row: Handover,
    children: Sequence[str],
    open_ones: Sequence[ConcernThread],
    *,
    by: User,
) -> list[Fact]:
    """The facts: who took over which concerns, with the words of the one who gave; and that this
    one has the children no longer."""
    giver = row.given_by.signature
    said = {
        child: {
            "concerns": tuple(each.concern for each in open_ones if each.child_id == child),
            "handed_over_by": giver,
            "taken_over_by": by.signature,
        }
        for child in children
    }
    facts = worker.add_facts(doing, "handed_over", said, event=row.event, words=row.words)
    ended = {child: {"worker": giver} for child in children}
    return facts + worker.add_facts(
        doing, "worker_ended", ended, event=f"{row.event}-ended", words=""
    )
