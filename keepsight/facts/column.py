"""Facts as columns: the table that rules read, the same for one child and for a nation.

Days are whole numbers (days since 1 January 1970), because every engine adds and compares those
alike.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from keepsight.facts.chronology import known_on
from keepsight.facts.fact import KINDS, Fact
from keepsight.facts.kind import own_fields
from keepsight.facts.same_name import alike
from keepsight.practice.day import to_day

ColumnType = Literal["text", "integer", "boolean"]

SHARED_COLUMNS: dict[str, ColumnType] = {
    "fact_id": "text",
    "child": "text",
    "kind": "text",
    "day": "integer",
    "latest_day": "integer",
    "known_day": "integer",
    "position": "integer",
    "agency": "text",
    "event": "text",
}


def _own_columns() -> dict[str, ColumnType]:
    types: dict[str, ColumnType] = {}
    for kind in KINDS.values():
        for each in own_fields(kind):
            if not each.is_read_by_rules or each.shape in ("codes", "texts", "instant"):
                continue
            wanted: ColumnType = "text"
            if each.shape == "yes_no":
                wanted = "boolean"
            elif each.shape == "day":
                wanted = "integer"
            if types.setdefault(each.name, wanted) != wanted:
                raise TypeError(f"the field {each.name} has two types in two kinds of fact")
    return types


OWN_COLUMNS = _own_columns()
COLUMNS: dict[str, ColumnType] = {**SHARED_COLUMNS, **OWN_COLUMNS}

NAMES = ("adult", "worker")
"""Columns that name a person in words: the table holds what two ways of writing one name have in
common, so that rules compare names and not letters."""

LISTED = (
    "concerns",
    "harms",
    "categories",
    "from_categories",
    "to_categories",
    "agencies_present",
    "rests_on_facts",
    "factors",
    "spoken_with",
)
"""Fields that hold several values: rules read them from the table of listed values."""


def row(fact: Fact, *, position: int) -> dict[str, Any]:
    """One row of the table of facts; `position` is the fact's place in its child's chronology.

    What a kind adds and is left empty is None.
    """
    values = {
        "fact_id": fact.fact_id,
        "child": fact.child,
        "kind": fact.kind,
        "day": to_day(fact.happened_on),
        "latest_day": to_day(fact.latest_on or fact.happened_on),
        "known_day": to_day(known_on(fact)),
        "position": position,
        "agency": fact.agency,
        "event": fact.event,
    }
    own = vars(fact)
    for name, kind in OWN_COLUMNS.items():
        value = own.get(name)
        if kind == "integer" and value is not None:
            value = to_day(value)
        elif name in NAMES and value:
            value = alike(value)
        values[name] = None if value == "" else value
    return values


def listed_rows(fact: Fact) -> Iterator[tuple[str, str, str, str]]:
    """Rows of the table of listed values: child, fact, field, value."""
    own = vars(fact)
    for name in LISTED:
        for value in own.get(name) or ():
            yield fact.child, fact.fact_id, name, value


def rows(facts: Iterable[Fact]) -> Iterator[dict[str, Any]]:
    """Rows for the current facts of one child, given in chronological order."""
    for position, fact in enumerate(facts):
        yield row(fact, position=position)
