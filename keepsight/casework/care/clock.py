"""By when each step for a child before the courts or in care is due: from which day it counts, what
says so, and whether it is kept, late, or overdue. The numbers are those of practice/timescales."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from keepsight.casework.fact_line import when_in_words
from keepsight.facts.fact import Fact
from keepsight.practice.timescale import TIMESCALES, Edition
from keepsight.practice.working_day import LONDON

State = Literal["overdue", "today", "due", "late", "kept", "cannot_tell"]


@dataclass(frozen=True)
class Clock:
    """One step with its limit. `due_at` is set where the limit is counted in hours and the moment
    is known; `record` is the kind of fact that settles it, `on` the day it was settled.

    `source` and `standing` say what the number rests on; `note` what else there is to know.
    """

    title: str
    counted_from: str
    limit: str
    due_on: date
    due_at: datetime | None
    on: date | None
    state: State
    days: int
    source: str
    standing: str
    record: str
    note: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it is not settled yet."""
        return self.on is None


@dataclass(frozen=True)
class Step:
    """What a clock is made from: the event it counts from, and the fact that settled it.

    `timescale` names the number; `sooner_on` and `later_on` are days that take the place of the one
    it gives: a reviewing officer or a court may say so.
    """

    title: str
    timescale: str
    began: Fact
    record: str
    settled: Fact | None = None
    sooner_on: date | None = None
    later_on: date | None = None
    note: str = ""


def clocks(
    steps: Iterable[Step], *, supplied: Collection[str], moment: datetime, today: date
) -> list[Clock]:
    """The clocks of these steps: those that run first, soonest first, then those that were settled,
    latest first. `moment` is now, on the day `today`.

    `supplied` are the kinds of fact that the record has ever held. Where it never held the kind
    that settles a step, nobody can tell whether it was done.
    """
    made = (_clock(each, moment, today) for each in steps)
    found = [_as_known(each, supplied) for each in made if each]
    running = sorted((e for e in found if e.is_running), key=_urgency)
    settled = sorted((e for e in found if not e.is_running), key=lambda each: each.due_on)
    return [*running, *reversed(settled)]


def _as_known(clock: Clock, supplied: Collection[str]) -> Clock:
    if clock.state == "overdue" and clock.record not in supplied:
        return replace(clock, state="cannot_tell")
    return clock


def _clock(step: Step, moment: datetime, today: date) -> Clock | None:
    """The clock of a step; None where no number was in force on the day it began."""
    start = step.began.latest_on or step.began.happened_on
    edition = TIMESCALES[step.timescale].edition_on(start)
    due_on = edition.due_on(start) if edition else None
    if edition is None or due_on is None:
        return None
    due_at = _due_at(step.began, edition)
    if due_at is not None:
        due_on = due_at.astimezone(LONDON).date()
    due_on = min(due_on, step.sooner_on or due_on)
    due_on = step.later_on or due_on
    on = step.settled.happened_on if step.settled else None
    return Clock(
        title=step.title,
        counted_from=f"{when_in_words(step.began)} ({step.began.title.lower()})",
        limit=edition.limit_in_words,
        due_on=due_on,
        due_at=due_at,
        on=on,
        state=_state(due_on, due_at, on, moment, today),
        days=abs(((on or today) - due_on).days),
        source=str(edition.source),
        standing=f"{edition.standing}. {edition.notes}".strip(),
        record=step.record,
        note=step.note,
    )


def _due_at(began: Fact, edition: Edition) -> datetime | None:
    """The moment by which, where the hour is known from which a limit in hours counts."""
    if edition.period is None or edition.period.unit != "hours":
        return None
    at = vars(began).get("began_at") or vars(began).get("returned_at")
    return edition.due_at(at) if isinstance(at, datetime) else None


def _state(
    due_on: date, due_at: datetime | None, on: date | None, moment: datetime, today: date
) -> State:
    if on is not None:
        return "late" if on > due_on else "kept"
    if due_at is not None and moment > due_at:
        return "overdue"
    if today > due_on:
        return "overdue"
    return "today" if today == due_on else "due"


def _urgency(clock: Clock) -> tuple[bool, date, str]:
    """What is due stands first, the longest overdue at its head; what nobody can tell stands after
    it."""
    return (clock.state == "cannot_tell", clock.due_on, clock.title)
