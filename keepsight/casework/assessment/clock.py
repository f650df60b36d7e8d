"""By when an assessment is finished, and how many working days are left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from keepsight.facts.fact import Fact
from keepsight.practice.timescale import TIMESCALES
from keepsight.practice.working_day import OutsideCalendarError, working_day_number

_CLOCKS = {"single": "assessment", "initial": "assessment", "pre_birth": "assessment"}
_CLOCKS |= {"core": "core_assessment", "specialist": "specialist_assessment"}
_FROM_REFERRAL = "assessment"

_AFTER_WHICH_A_REFERRAL_IS_SPENT = frozenset(
    {"assessment_completed", "conference", "plan_ended", "case_closed", "case_stepped_down"}
)


@dataclass(frozen=True)
class Clock:
    """The time that an assessment has. `due_on` is None where guidance gives no limit; `left` the
    working days that are left, below nought once it is late; `counted_from` the day of the
    referral, or of the start."""

    counted_from: date
    due_on: date | None
    left: int | None
    limit: str
    is_from_referral: bool = False

    @property
    def is_late(self) -> bool:
        """Whether the last day in time has passed."""
        return self.left is not None and self.left < 0

    @property
    def days_late(self) -> int:
        """How many working days late it is."""
        return -self.left if self.left is not None and self.left < 0 else 0


def clock(assessment: str, facts: Sequence[Fact], *, started_on: date, on: date) -> Clock:
    """The clock of an assessment of this kind (a code) that begins or began on `started_on`, for a
    child with these facts.

    A single assessment counts from the referral that it follows (Working Together 2013, chapter 1:
    45 working days), or from its start where no referral waits for one. The edition in force on
    that day governs.
    """
    name = _CLOCKS.get(assessment, "")
    came_on = _referral_on(facts, started_on) if name == _FROM_REFERRAL else None
    counted_from = came_on or started_on
    edition = TIMESCALES[name].edition_on(counted_from) if name else None
    due_on = edition.due_on(counted_from) if edition else None
    return Clock(
        counted_from=counted_from,
        due_on=due_on,
        left=working_days_left(due_on, on=on),
        limit=edition.limit_in_words if edition else "",
        is_from_referral=came_on is not None,
    )


def working_days_left(due_on: date | None, *, on: date) -> int | None:
    """How many working days are left to a last day in time; below nought once it has passed. None
    where there is no such day, or it lies outside the years whose holidays are known."""
    if due_on is None:
        return None
    try:
        left = working_day_number(due_on) - working_day_number(on)
    except OutsideCalendarError:
        return None
    # On a Saturday after a last day on the Friday no working day has passed, and it is late.
    return -1 if left == 0 and on > due_on else left


def _referral_on(facts: Sequence[Fact], day: date) -> date | None:
    """The day of the referral that an assessment begun on this day follows: the latest one that no
    assessment, conference or closing has followed yet."""
    found: date | None = None
    for each in facts:
        if each.happened_on > day:
            break
        if each.kind == "referral":
            found = each.happened_on
        elif each.kind in _AFTER_WHICH_A_REFERRAL_IS_SPENT:
            found = None
    return found
