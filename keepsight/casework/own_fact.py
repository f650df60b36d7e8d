"""A fact that somebody says in Keepsight today, in their own name."""

from datetime import date
from typing import Any

from keepsight.casework.action import Action, day_of
from keepsight.casework.not_right import fact_of, wrong
from keepsight.facts.fact import Fact, new_fact_id

SOURCE = "Keepsight"


def own_fact(
    doing: Action, kind: str, child: str, *, on: date | None = None, **values: Any
) -> Fact:
    """A fact of this kind about this child, said by whoever does the action, at its moment.

    `on` is the day it happened, if not the same day. Raises NotRight where that lies ahead, and for
    values that the kind does not take; ValueError where nobody does the action.
    """
    if doing.by is None:
        raise ValueError("nobody says this")
    today = day_of(doing.at)
    if on is not None and on > today:
        raise wrong("on", "The day must be today or in the past.")
    return fact_of(
        {
            "kind": kind,
            "fact_id": new_fact_id(),
            "child": child,
            "happened_on": on or today,
            "recorded_at": doing.at,
            "agency": doing.by.agency.kind,
            "recorded_by": doing.by.signature,
            "source": SOURCE,
            **values,
        }
    )


def add_own(doing: Action, *facts: Fact) -> None:
    """Add facts that this user says, as rows of their own agency."""
    if facts and doing.by is not None:
        doing.add(facts, organisations={each.fact_id: doing.by.agency_id for each in facts})
