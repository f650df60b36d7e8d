"""Giving a child a worker, and leaving a child with a team until it has one. A concern is never
without somebody who answers for it: a worker, or a team in which it waits for one."""

from collections.abc import Sequence
from datetime import date, datetime

from keepsight.casework import access, ask, child_record, notice, projection, worker
from keepsight.casework.action import Action, action, day_of
from keepsight.casework.not_right import wrong
from keepsight.facts.fact import Fact
from keepsight.practice.working_day import add_working_days
from keepsight.record.models import Ask, Handover, User

WORKING_DAYS_TO_SAY_SO = 1
"""Within how many working days the worker says that they have the family, or the team finds one: a
proposal of Keepsight's own."""

DONE_BY_SAYING_SO = ("acknowledge_allocation", "take_up_left")
"""What somebody is asked that is done by saying that one has the family."""


def allocate(*, children: Sequence[str], to: int, words: str, by: User, at: datetime) -> list[Fact]:
    """Give children who have no worker to one, from today; gives the facts, one for each child.

    `to` is the number of a user, who is asked to say that they have the family. The children go to
    that worker's team. Raises Refused, and NotRight also where a child has a worker: then it is a
    handover.
    """
    on = day_of(at)
    require_each(children, by=by, on=on)
    with action("allocate_child", by=by, at=at, child=children[0]) as doing:
        projection.hold(set(children))
        chosen = worker.worker_of(to)
        for child, has in worker.workers_with(children, on=on).items():
            own = worker.name_of(child)
            raise wrong("to", f"{own} is with {has.signature}. Hand over from them instead.")
        said = {
            "worker": chosen.signature,
            "team": str(chosen.team),
            "allocated_by": by.signature,
        }
        for child in children:
            _put_with(child, chosen, on=on)
            ask.settle(doing, kind="allocate_child", about=child, outcome=chosen.signature)
        facts = worker.add_facts(
            doing, "worker_allocated", dict.fromkeys(children, said), words=words
        )
        ask.ask(
            doing,
            kind="acknowledge_allocation",
            child=children[0],
            about=facts[0].event,
            of=chosen,
            due_on=add_working_days(on, WORKING_DAYS_TO_SAY_SO),
            words=words,
        )
        child_record.put_in_sight(children, on=on)
    return facts


def leave_to_team(
    *, children: Sequence[str], team: int, reasons: str, by: User, at: datetime
) -> list[Fact]:
    """Take the worker off, and leave the children with a team, where they wait for one; gives the
    facts, one for each child who had a worker. The team is asked to allocate.

    Raises Refused, and NotRight without reasons, or while a handover of one of them is under way.
    """
    on = day_of(at)
    require_each(children, by=by, on=on)
    if not reasons.strip():
        raise wrong("words", "Say why, in words.")
    with action("leave_to_team", by=by, at=at, child=children[0]) as doing:
        projection.hold(set(children))
        chosen = worker.team_of(team)
        if Handover.objects.filter(child__in=children, finished_at=None).exists():
            raise wrong("to", "A handover is under way. It is finished first.")
        had = worker.workers_with(children, on=on)
        said = {
            child: {"worker": has.signature, "waits_with": chosen.name}
            for child, has in had.items()
        }
        for child in children:
            worker.take_off(child, on=on)
            worker.move_to_team(child, chosen, on=on)
            ask.ask(
                doing,
                kind="allocate_child",
                child=child,
                about=child,
                of_team=chosen,
                due_on=add_working_days(on, WORKING_DAYS_TO_SAY_SO),
                words=reasons,
            )
        facts = worker.add_facts(doing, "worker_ended", said, words=reasons)
        doing.note = f"waits for a worker in {chosen.name}"
        _tell_who_was_taken_off(doing, had)
        child_record.put_in_sight(children, on=on)
    return facts


def say_so(*, asked: int, by: User, at: datetime) -> None:
    """Say that one has the family that one was given, or has again; whoever asked is told. Raises
    Refused, and NotRight where `asked`, the number of an ask, was not asked of this user or is
    done."""
    access.require(by, "take_over")
    with action("acknowledge_allocation", by=by, at=at) as doing:
        open_ones = Ask.objects.select_for_update(of=("self",)).filter(done_at=None, of=by)
        row = open_ones.filter(pk=asked, kind__in=DONE_BY_SAYING_SO).first()
        if row is None:
            raise wrong("", "You have said so already.")
        doing.child = row.child_id
        ask.settle(doing, kind=row.kind, about=row.about, child=row.child_id)
        to = [row.asked_by] if row.asked_by else []
        notice.tell(doing, to=to, what="allocation_accepted", child=row.child_id, about=row.about)


def require_each(children: Sequence[str], *, by: User, on: date) -> None:
    """Whether this user may allocate each of these children. Raises Refused, and NotRight for
    none."""
    for each in children:
        access.require(by, "allocate_child", each, on=on)
    if not children:
        raise wrong("children", "Choose at least one child.")


def _put_with(child: str, chosen: User, *, on: date) -> None:
    worker.give(child, chosen, on=on)
    if chosen.team is not None:
        worker.move_to_team(child, chosen.team, on=on)


def _tell_who_was_taken_off(doing: Action, had: dict[str, User]) -> None:
    for child, has in had.items():
        notice.tell(doing, to=[has], what="worker_taken_off", child=child, about=child)
