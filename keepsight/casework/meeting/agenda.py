"""The agenda of a meeting: what is open about each of its children, made anew each time it is read
until the meeting is concluded. A concern raised the day before is on it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from keepsight.casework import access
from keepsight.casework.concern_standing import Standing, standing
from keepsight.casework.matter import Matter, matters
from keepsight.casework.meeting import paper
from keepsight.casework.plan.standing import (
    PlanAction,
    actions_in,
    categories_in,
    times_carried_on,
)
from keepsight.casework.raised_by import organisations
from keepsight.casework.who import Who, who
from keepsight.facts.chronology import current
from keepsight.facts.fact import Fact
from keepsight.facts.thread import Thread, opens, threads
from keepsight.practice.meeting import CARRIED_ON_ALONE
from keepsight.record import ledger
from keepsight.record.models import AgendaOutcome, Meeting, MeetingChild, User
from keepsight.record.reader import reading_as


@dataclass(frozen=True)
class Outcome:
    """What is to become of a concern, as far as the meeting has come. `waits` says in words what is
    missing, and is empty once it is decided."""

    outcome: int
    kind: str
    reasons: str
    action: str
    owner: str
    due_on: date | None
    test_of_success: str
    contingency: str
    answerer: str
    asked_to_agree: str
    agreed_by: str
    not_agreed_because: str
    chosen_by: str
    waits: str

    @property
    def is_decided(self) -> bool:
        """Whether nothing is missing."""
        return not self.waits


@dataclass(frozen=True)
class Concern:
    """One open concern on the agenda. `times_carried_on`: so many meetings in a row have carried it
    on; `needs_manager`: the next to do so needs a manager. `found` is what the rules say about it,
    for who may read that."""

    standing: Standing
    times_carried_on: int
    outcome: Outcome | None
    found: Matter | None = None

    @property
    def is_decided(self) -> bool:
        """Whether the meeting has decided about it."""
        return self.outcome is not None and self.outcome.is_decided

    @property
    def waits(self) -> str:
        """What is missing, in words."""
        return "Nothing is decided about it yet." if self.outcome is None else self.outcome.waits

    @property
    def needs_manager(self) -> bool:
        """Whether it has been carried on so often that the next time needs a manager."""
        return self.times_carried_on >= CARRIED_ON_ALONE


@dataclass(frozen=True)
class Action:
    """An action of the plan that is not over. `days_overdue` is 0 where it is in time."""

    action: str
    owner: str
    due_on: date | None
    days_overdue: int
    is_for_nothing: bool


@dataclass(frozen=True)
class Item:
    """What is open about one child, oldest first. `answered` are the concerns that were answered
    since the meeting was arranged. `matters` are what the rules say besides what they say of the
    open concerns, and empty for who may not read it; `sees_record` says whether the reader may open
    the child's record."""

    who: Who
    concerns: tuple[Concern, ...]
    answered: tuple[Standing, ...]
    matters: tuple[Matter, ...]
    actions: tuple[Action, ...]
    plan: tuple[str, ...]
    sees_record: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open."""
        return not (self.concerns or self.matters or self.actions)


@dataclass(frozen=True)
class Agenda:
    """What is open about all the children that the reader may read about."""

    items: tuple[Item, ...]

    @property
    def sees_record(self) -> bool:
        """Whether the reader may open the record of each of the children."""
        return all(each.sees_record for each in self.items)

    @property
    def undecided(self) -> tuple[tuple[Who, Concern], ...]:
        """The open concerns about which the meeting has not decided, each with its child."""
        return tuple(
            (item.who, each) for item in self.items for each in item.concerns if not each.is_decided
        )

    @property
    def concerns(self) -> int:
        """How many concerns are open."""
        return sum(len(each.concerns) for each in self.items)


def agenda(row: Meeting, lines: Sequence[MeetingChild], *, by: User, on: date) -> Agenda:
    """The agenda of a meeting for this reader, about these of its children. `paper.to_read` must
    have been asked. The number of queries does not grow with what is open."""
    children = [each.child_id for each in lines]
    with paper.opened():
        known = facts_of(children)
        outcomes = outcomes_of(row)
        raised_by = organisations(children)
    found = _found(children, by=by, on=on)
    with reading_as(by, on=on):
        mine = access.children_of(by, on=on).filter(pk__in=children)
        seen = set(mine.values_list("pk", flat=True))
    return Agenda(
        tuple(
            Item(
                who=who(each.child, on=on),
                concerns=tuple(
                    Concern(
                        standing(
                            thread,
                            [f for own in known.values() for f in own],
                            on=on,
                            organisation=raised_by.get(thread.concern, ""),
                        ),
                        times_carried_on(thread.concern, known[each.child_id]),
                        _outcome(outcomes.get(thread.concern), thread),
                        found[each.child_id].get(thread.concern),
                    )
                    for thread in open_threads(known[each.child_id])
                ),
                answered=_answered(known[each.child_id], since=row.arranged_at, on=on),
                matters=_of_no_open_concern(found[each.child_id], known[each.child_id]),
                actions=_actions(known[each.child_id], on=on),
                plan=_plan(known[each.child_id]),
                sees_record=each.child_id in seen,
            )
            for each in lines
        )
    )


def facts_of(children: Collection[str]) -> dict[str, list[Fact]]:
    """The current facts of each of these children. Call as the system, or inside an action."""
    return {child: current(own) for child, own in ledger.facts_of_many(children).items()}


def open_threads(facts: Sequence[Fact]) -> list[Thread]:
    """The concerns that wait for an answer, oldest first."""
    return [each for each in threads(facts) if each.is_open]


def outcomes_of(row: Meeting) -> dict[str, AgendaOutcome]:
    """What was chosen at the meeting, by concern. Call as the system, or inside an action."""
    chosen = AgendaOutcome.objects.filter(meeting=row).select_related(
        "owner", "answerer", "asked_to_agree", "agreed_by", "chosen_by"
    )
    return {each.concern: each for each in chosen}


def waits_for(chosen: AgendaOutcome | None, thread: Thread) -> str:
    """What is missing before this concern is decided, in words; empty where nothing is."""
    if chosen is None:
        return "Nothing is decided about it yet."
    if _said_since(thread, chosen.chosen_at):
        return "Something new has been said since. Decide again."
    if chosen.outcome == "answer":
        name = chosen.answerer.name if chosen.answerer else "somebody"
        return f"It waits for {name} to answer it."
    if chosen.outcome == "carried_on" and chosen.asked_to_agree and chosen.agreed_at is None:
        name = chosen.asked_to_agree.name
        if chosen.not_agreed_because:
            return f"{name} does not agree that it is carried on. Decide something else."
        return f"It waits for {name} to agree that it is carried on once more."
    return ""


def _said_since(thread: Thread, at: datetime) -> bool:
    """Whether the concern was raised once more, or disagreed about, after that moment."""
    return any(opens(each) and each.recorded_at > at for each in thread.facts)


def _outcome(chosen: AgendaOutcome | None, thread: Thread) -> Outcome | None:
    if chosen is None:
        return None
    return Outcome(
        outcome=chosen.pk,
        kind=chosen.outcome,
        reasons=chosen.reasons,
        action=chosen.action,
        owner=chosen.owner.signature if chosen.owner else chosen.owner_named,
        due_on=chosen.due_on,
        test_of_success=chosen.test_of_success,
        contingency=chosen.contingency,
        answerer=chosen.answerer.signature if chosen.answerer else "",
        asked_to_agree=chosen.asked_to_agree.name if chosen.asked_to_agree else "",
        agreed_by=chosen.agreed_by.signature if chosen.agreed_by else "",
        not_agreed_because=chosen.not_agreed_because,
        chosen_by=chosen.chosen_by.name,
        waits=waits_for(chosen, thread),
    )


def _answered(facts: Sequence[Fact], *, since: datetime, on: date) -> tuple[Standing, ...]:
    done = [each for each in threads(facts) if not each.is_open]
    last = [(each, each.spells[-1].answer) for each in done]
    new = [each for each, answer in last if answer and answer.recorded_at >= since]
    return tuple(standing(each, facts, on=on) for each in new)


def _actions(facts: Sequence[Fact], *, on: date) -> tuple[Action, ...]:
    running = [each for each in actions_in(facts) if each.is_running]
    running.sort(key=lambda each: (each.due_on or date.max, each.set_by.order))
    return tuple(_action(each, on=on) for each in running)


def _action(each: PlanAction, *, on: date) -> Action:
    said = vars(each.set_by)
    return Action(
        said["action"], said["owner"], each.due_on, each.days_overdue(on), not each.concerns
    )


def _plan(facts: Sequence[Fact]) -> tuple[str, ...]:
    stood = categories_in(facts)
    return stood[-1].categories if stood and stood[-1].to_on is None else ()


def _found(children: list[str], *, by: User, on: date) -> Mapping[str, Mapping[str | None, Matter]]:
    """What the rules say of each child that stands, by what it is about, for who may read it."""
    with reading_as(by, on=on):
        rows = access.findings_of(by, on=on).filter(child__in=children, raised_on__lte=on)
        standing_now = [each for each in rows if each.is_raised_on(on)]
    return {
        child: {
            each.concern: each
            for each in matters((e for e in standing_now if e.child_id == child), on=on)
        }
        for child in children
    }


def _of_no_open_concern(
    found: Mapping[str | None, Matter], facts: Sequence[Fact]
) -> tuple[Matter, ...]:
    open_now = {each.concern for each in open_threads(facts)}
    return tuple(each for concern, each in found.items() if concern not in open_now)
