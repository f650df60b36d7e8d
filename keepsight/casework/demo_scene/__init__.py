"""The scene of a demo: some invented families whose last weeks are played through what people do in
Keepsight, so that each of those whom a demo offers to sign in as finds work that belongs
together."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from keepsight.casework.demo_scene import (
    answer,
    change,
    conference_over,
    conference_tomorrow,
    enquiry,
    front_door,
    own_rules,
)
from keepsight.casework.demo_scene.cast import cast
from keepsight.casework.demo_scene.story import Story

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Played:
    """What only whoever starts the demo is told: the reference that a neighbour was given."""

    reference: str


def learn(now: datetime) -> None:
    """What the authority has learned before today: lessons and a number of its own. Told before any
    child has a record it costs nothing, and holds for all of them from the first look."""
    players = cast()
    if players is not None:
        own_rules.play(Story(players, now))


def play(now: datetime, *, progress: Progress | None = None) -> Played | None:
    """Play the scene in an invented authority, up to now; None where somebody is missing to play
    it. All of it or nothing."""
    players = cast()
    if players is None:
        return None
    story = Story(players, now)
    parts = (
        conference_tomorrow.play,
        conference_over.play,
        enquiry.play_strategy_discussion,
        enquiry.play_second_look,
        answer.play_proposed,
        answer.play_disagreement,
        front_door.play_grandmother,
        front_door.play_two_records,
        front_door.play_restricted,
        change.play_handover,
        change.play_care,
    )
    with transaction.atomic():
        for done, each in enumerate(parts):
            each(story)
            if progress:
                progress("scene", done + 1, len(parts) + 1)
        reference = front_door.play_neighbour(story)
        if progress:
            progress("scene", len(parts) + 1, len(parts) + 1)
    return Played(reference)
