"""What the timeline shows, before it is drawn: lanes of bars, points and flags. The picture and the
table beneath it are both made from these."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Shape = Literal[
    "conference",
    "core_group",
    "strategy_discussion",
    "legal_planning",
    "meeting",
    "said_again",
    "left_open",
    "event",
]


@dataclass(frozen=True)
class Mark:
    """A finding to show: what it says, when it was raised and cleared, and on which concern."""

    label: str
    raised_on: date
    cleared_on: date | None
    concern: str | None


@dataclass(frozen=True)
class Bar:
    """A stretch of time; `ended_on` is None while it runs on. A hollow bar is settled."""

    label: str
    began_on: date
    ended_on: date | None
    is_settled: bool = False


@dataclass(frozen=True)
class Point:
    """Something that happened on one day."""

    shape: Shape
    label: str
    on: date


@dataclass(frozen=True)
class Flag:
    """A finding on the day it was raised."""

    label: str
    raised_on: date
    cleared_on: date | None


@dataclass(frozen=True)
class Lane:
    """One line of the picture, with its name and a few words on how it stands."""

    name: str
    notes: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    points: tuple[Point, ...] = ()
    flags: tuple[Flag, ...] = ()
    is_concern: bool = False


@dataclass(frozen=True)
class Timeline:
    """The whole picture: its lanes and the days it runs from and to."""

    lanes: tuple[Lane, ...]
    began_on: date
    until: date


def in_words(day: date) -> str:
    """A day as people write it: 3 December 2009."""
    return f"{day.day} {day:%B %Y}"
