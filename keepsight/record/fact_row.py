"""A fact as a row of the ledger, and back again.

What is read back was checked on its way in, so it is not checked again: a thousand facts of one
child are ready in a few milliseconds.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from keepsight.facts.fact import KINDS, Fact
from keepsight.facts.kind import own_fields, shared_fields

COLUMNS = (
    "fact_id",
    "happened_on",
    "latest_on",
    "recorded_at",
    "agency",
    "recorded_by",
    "source",
    "event",
    "corrects",
    "concerns",
)
"""The fields of a fact that are columns of their own; with `child` and `kind`."""

_APART = frozenset({*COLUMNS, "child", "kind"})
_FROM_JSON: Mapping[str, Callable[[Any], Any]] = {
    "day": date.fromisoformat,
    "instant": lambda text: datetime.fromisoformat(text).astimezone(UTC),
    "codes": tuple,
    "texts": tuple,
}


def to_row(fact: Fact) -> dict[str, Any]:
    """The fact as plain values for JSON: its columns, and under `rest` what is not a column.

    ValueError where a text holds the character zero, which PostgreSQL cannot keep.
    """
    given = fact.as_dict()
    for name, value in given.items():
        if any("\x00" in text for text in _texts(value)):
            raise ValueError(f"{name}: holds a character that cannot be kept (character zero)")
    own = vars(fact)
    row = {each: own[each] for each in COLUMNS}
    row["child"], row["kind"] = fact.child, fact.kind
    row["rest"] = {name: value for name, value in given.items() if name not in _APART}
    return row


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, list) else ()


def from_row(child: str, kind: str, rest: str, columns: tuple[Any, ...]) -> Fact:
    """The fact of a row. `rest` is JSON text; `columns` are the values of COLUMNS, in order."""
    made, defaults, converted = _plan(kind)
    values = {**defaults, **json.loads(rest), **dict(zip(COLUMNS, columns, strict=True))}
    for name, convert in converted:
        value = values[name]
        if value is not None:
            values[name] = convert(value)
    values["child"] = child
    values["concerns"] = tuple(values["concerns"])
    # What pydantic's model_construct does, without asking each field of each row anew.
    fact = made.__new__(made)
    object.__setattr__(fact, "__dict__", values)
    object.__setattr__(fact, "__pydantic_fields_set__", set(values))
    object.__setattr__(fact, "__pydantic_extra__", None)
    object.__setattr__(fact, "__pydantic_private__", None)
    return fact


@cache
def _plan(kind: str) -> tuple[type[Fact], dict[str, Any], list[tuple[str, Callable[[Any], Any]]]]:
    """The class of a kind, the values of fields that older rows may lack, and what to convert."""
    made = KINDS[kind]
    fields = [each for each in (*shared_fields(), *own_fields(made)) if each.name not in _APART]
    defaults = {
        each.name: made.model_fields[each.name].get_default()
        for each in fields
        if not each.required
    }
    converted = [(each.name, _FROM_JSON[each.shape]) for each in fields if each.shape in _FROM_JSON]
    return made, defaults, converted
