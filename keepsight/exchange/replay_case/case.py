"""A case to be replayed: what agencies knew and when, played at either edge of what is not sure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from keepsight.exchange.reading import Problem
from keepsight.facts.fact import Fact

TOLD_BY_REVIEWS = frozenset(
    {
        "concern",
        "referral",
        "medical",
        "assessment_completed",
        "strategy_discussion",
        "section_47_begun",
        "plan_started",
        "category_changed",
        "plan_ended",
        "legal_planning",
        "proceedings_issued",
        "order_made",
        "looked_after_began",
        "adult_joined",
        "adult_left",
        "main_carer_changed",
        "household_changed",
        "police_outcome",
        "case_closed",
        "birth",
        "death",
    }
)
"""Kinds of fact that accounts of a case tell when they happened. Routine work (visits in time, core
groups, reviews, supervision, assessments begun) they mostly leave out, so it counts as supplied
only where a file has some of it. That an assessment came to nothing they tell; that one was late,
seldom."""


_ENDED_BY = {
    "looked_after_began": "protective_action",
    "police_protection": "protective_action",
    "death": "death",
}


@dataclass(frozen=True)
class Ending:
    """The day on which a child was protected at last, or died."""

    child: str
    what: str
    happened_on: date


def endings_in(facts: Iterable[Fact]) -> list[Ending]:
    """The days in these facts on which a child came into care, or died."""
    return [
        Ending(each.child, _ENDED_BY[each.kind], each.happened_on)
        for each in facts
        if each.kind in _ENDED_BY
    ]


@dataclass(frozen=True)
class Failing:
    """What the review itself says went wrong, with the patterns and the basis that its file names.

    `basis` is empty where the file's word for it is not known; `row` is where it stands there.
    """

    finding: str
    patterns: tuple[str, ...]
    basis: str
    row: int


@dataclass(frozen=True)
class Case:
    """A case as read from its files.

    `facts` are the dated rows alone; `at_earliest` and `at_latest` also hold the rows of which only
    a range is known, at one edge of it and at the other. `left_out` are rows that no agency knew of
    at the time. `until` is the last day to be played.
    """

    label: str
    children: tuple[str, ...]
    facts: list[Fact]
    at_earliest: list[Fact]
    at_latest: list[Fact]
    windows: int
    left_out: list[Problem]
    problems: list[Problem]
    endings: list[Ending]
    failings: list[Failing]
    until: date
    is_placed: bool = False
    is_account: bool = True
    rows_read: int = 0

    @property
    def supplied(self) -> frozenset[str]:
        """The kinds of fact that this file would have told, had there been any.

        For an account of a case, those that accounts tell, and those it has; for an agencies'
        chronology, those it has.
        """
        found = frozenset(each.kind for each in self.at_earliest)
        return found | TOLD_BY_REVIEWS if self.is_account else found

    @property
    def refused(self) -> list[Problem]:
        """The problems that kept a row out."""
        return [each for each in self.problems if each.refused]

    def moved(self, by: timedelta) -> "Case":
        """The same case on other days, all moved alike: for showing it as if it were of today."""
        return replace(
            self,
            facts=[_moved(each, by) for each in self.facts],
            at_earliest=[_moved(each, by) for each in self.at_earliest],
            at_latest=[_moved(each, by) for each in self.at_latest],
            endings=[replace(each, happened_on=each.happened_on + by) for each in self.endings],
            until=self.until + by,
        )

    def ending_after(self, child: str, day: date) -> Ending | None:
        """How the case ended for this child, or for a brother or sister, on or after a day."""
        later = [each for each in self.endings if each.happened_on >= day]
        own = [each for each in later if each.child == child]
        return min(own or later, key=lambda each: each.happened_on, default=None)


def _moved(fact: Fact, by: timedelta) -> Fact:
    days = {
        "happened_on": fact.happened_on + by,
        "latest_on": fact.latest_on + by if fact.latest_on else None,
        "recorded_at": fact.recorded_at + by,
        "date_as_written": "",
    }
    return fact.model_copy(update=days)
