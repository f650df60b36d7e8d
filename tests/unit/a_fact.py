"""Facts for tests, in as few words as a test needs to say."""

from datetime import UTC, date, datetime, time
from typing import Any

from keepsight.facts.fact import Fact, fact_from


def day(text: str) -> date:
    """A date from ISO text."""
    return date.fromisoformat(text)


def a_fact(kind: str, on: str, **given: Any) -> Fact:
    """A fact of that kind on that day, known at noon of the day unless `known` says otherwise."""
    known = given.pop("known", on)
    values = {
        "kind": kind,
        "child": "child-1",
        "happened_on": on,
        "recorded_at": datetime.combine(day(known), time(12), UTC),
        "agency": "social_care",
        "recorded_by": "A worker",
        "source": "test",
    }
    return fact_from({**values, **given})


def a_concern(on: str, *, harms: tuple[str, ...] = ("sexual",), **given: Any) -> Fact:
    """A concern on that day."""
    return a_fact("concern", on, harms=harms, **given)


def an_answer(on: str, *concerns: str, **given: Any) -> Fact:
    """A complete answer to these concerns."""
    return a_fact(
        "answer",
        on,
        concerns=concerns,
        answer="not_substantiated",
        answered_by="A manager",
        reasons="Looked into, with the child seen alone.",
        rests_on="Assessment of that month",
        **given,
    )
