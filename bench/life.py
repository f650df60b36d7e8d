"""An invented child's record of any length: a plan, and years of visits, meetings and notes, with a
concern now and then. None is answered, which is what costs the rules most."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from keepsight.facts.fact import Fact, fact_from

UNTIL = datetime(2026, 3, 31, 12, tzinfo=UTC)

_TURNS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("visit", {"seen": "seen", "seen_alone": True}),
    ("note", {}),
    ("core_group", {}),
    ("appointment", {"attendance": "attended"}),
    ("contact", {}),
    ("visit", {"seen": "not_seen"}),
    ("supervision", {}),
)
_HARMS = ("physical", "sexual", "neglect")
_CONCERN_EVERY = 40


def life(child: str, facts: int, *, until: datetime = UNTIL) -> Iterator[Fact]:
    """So many facts, one every two days up to `until`."""
    began = until - timedelta(days=facts * 2)
    yield a_fact("birth", child, began - timedelta(days=900))
    yield a_fact("plan_started", child, began, categories=["neglect"])
    for number in range(facts - 2):
        at = began + timedelta(days=number * 2)
        if number % _CONCERN_EVERY == 0:
            harm = _HARMS[number // _CONCERN_EVERY % len(_HARMS)]
            yield a_fact("concern", child, at, sign="bruise", harms=[harm])
        else:
            kind, more = _TURNS[number % len(_TURNS)]
            yield a_fact(kind, child, at, **more)


def a_fact(kind: str, child: str, at: datetime, **more: Any) -> Fact:
    """One fact that became known as it happened."""
    return fact_from(
        {
            "kind": kind,
            "child": child,
            "happened_on": at.date(),
            "recorded_at": at,
            "agency": "social_care",
            "recorded_by": "A worker",
            "source": "A measurement",
            "detail": "The family met the worker, and it was talked through at some length.",
            **more,
        }
    )
