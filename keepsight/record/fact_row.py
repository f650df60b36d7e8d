"""A fact as a row of the ledger, and back again.

What is read back was checked on its way in, so it is not checked again: a thousand facts of one
child are ready in a few milliseconds.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic_core import from_json

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

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_day = date.fromordinal
_hold = object.__setattr__
_name_fields = vars(BaseModel)["__pydantic_fields_set__"].__set__
_no_extra = vars(BaseModel)["__pydantic_extra__"].__set__
_nothing_private = vars(BaseModel)["__pydantic_private__"].__set__
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


def from_row(
    child: str,
    kind: str,
    rest: str,
    fact_id: str,
    happened_on: int,
    latest_on: int | None,
    recorded_at: int,
    agency: str,
    recorded_by: str,
    source: str,
    event: str,
    corrects: str | None,
    concerns: list[str],
) -> Fact:
    """The fact of a row. `rest` is JSON text; what follows are the values of COLUMNS, in order,
    with days counted as Python counts them (1 January of the year 1 is day 1), and `recorded_at` in
    microseconds since 1 January 1970."""
    plan = _plan(kind)
    values = plan.defaults | from_json(rest, cache_strings="keys")
    values["child"] = child
    values["fact_id"] = fact_id
    values["happened_on"] = _day(happened_on)
    values["latest_on"] = None if latest_on is None else _day(latest_on)
    values["recorded_at"] = _EPOCH + timedelta(0, 0, recorded_at)
    values["agency"] = agency
    values["recorded_by"] = recorded_by
    values["source"] = source
    values["event"] = event
    values["corrects"] = corrects
    values["concerns"] = tuple(concerns)
    for name, convert in plan.converted:
        value = values[name]
        if value is not None:
            values[name] = convert(value)
    # What pydantic's model_construct does, without asking each field of each row anew.
    fact = object.__new__(plan.made)
    _hold(fact, "__dict__", values)
    _name_fields(fact, plan.names)
    _no_extra(fact, None)
    _nothing_private(fact, None)
    return fact


@dataclass(frozen=True)
class _Plan:
    """How rows of one kind become facts: the class, the values of fields that older rows may lack,
    what is to be converted, and the names of all fields."""

    made: type[Fact]
    defaults: dict[str, Any]
    converted: list[tuple[str, Callable[[Any], Any]]]
    names: set[str]


@cache
def _plan(kind: str) -> _Plan:
    made = KINDS[kind]
    fields = [each for each in (*shared_fields(), *own_fields(made)) if each.name not in _APART]
    return _Plan(
        made,
        {e.name: made.model_fields[e.name].get_default() for e in fields if not e.required},
        [(each.name, _FROM_JSON[each.shape]) for each in fields if each.shape in _FROM_JSON],
        set(made.model_fields),
    )
